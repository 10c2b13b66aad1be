import { keepContainersInStep } from '../browser/containers.js';
import { consoleTabs, rememberedColours } from '../browser/stored.js';
import { tellConsoles } from '../browser/tabs.js';
import { readSettings } from '../browser/vaultRecords.js';
import { type Catalogue, roleById } from '../core/catalogue.js';
import { inItsColours } from '../core/colourRules.js';
import { coloursToRemember, markOf } from '../core/marks.js';
import { showInPicker } from './picks.js';

/**
 * Brings everything that shows a role's name and colour in step with the catalogue: consoles, containers, what is remembered.
 * Whoever changed the catalogue does not wait for it, and need not know when the vault was locked meanwhile.
 */
export function keepMarksInStep(catalogue: Catalogue): Promise<void> {
  void showInPicker();
  return navigator.locks.request('inStep', () => bringInStep(catalogue).catch(() => undefined));
}

async function bringInStep(catalogue: Catalogue): Promise<void> {
  await consoleTabs.change((all) => Object.fromEntries(Object.entries(all).map(([id, tab]) => {
    const role = roleById(catalogue, tab.roleId);
    // An open console stays in the region that it was opened in.
    return [id, role ? { ...tab, mark: { ...markOf(role, catalogue.rules, tab.readOnly), region: tab.mark.region } } : tab];
  })));
  const { rememberColours } = await readSettings();
  await rememberedColours.set(rememberColours ? coloursToRemember(catalogue) : null);
  await keepContainersInStep(inItsColours(catalogue).roles);
  await tellConsoles();
}
