import type { AddressBar, Offer } from '../browser/omnibox.js';
import { readPicks } from '../browser/picks.js';
import { askedRole } from '../browser/stored.js';
import { showPopup } from '../browser/tabs.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { language, say } from '../browser/words.js';
import type { Role } from '../core/catalogue.js';
import { inItsColours } from '../core/colourRules.js';
import { shapeOf } from '../core/colours.js';
import { Failure } from '../core/failure.js';
import { accountLabel } from '../core/marks.js';
import { likelihoodOf } from '../core/picker.js';
import { cityOf } from '../core/regions.js';
import { createSearch } from '../core/search.js';
import { openRole } from './opening.js';

/** As many lines as Chrome shows. */
const offersMost = 6;

/** The roles that fit, the best first. Throws `vaultLocked` and the like. */
async function fittingRoles(text: string): Promise<Role[]> {
  const [catalogue, picks] = await Promise.all([readCatalogue(), readPicks()]);
  const { roles } = createSearch(inItsColours(catalogue).roles, likelihoodOf(picks, Date.now()))(text, offersMost);
  return roles.map(({ role }) => role);
}

function offerOf(role: Role): Offer {
  return { text: role.name, description: `${shapeOf(role.colour)} ${role.name} · ${accountLabel(role)} · ${cityOf(role.region, language())}` };
}

/** Shows the popup with what was typed, for what cannot be done without it. */
async function goOnInPopup(text: string): Promise<void> {
  await askedRole.set(text);
  await showPopup();
}

/** Opens roles from the address bar, after the keyword `aws`. */
export const addressBar: AddressBar = {
  async offers(text) {
    try {
      const roles = await fittingRoles(text);
      return roles.length > 0 ? roles.map(offerOf) : [{ text, description: say('noneFound') }];
    } catch (thrown) {
      const locked = thrown instanceof Failure && thrown.data.kind === 'vaultLocked';
      return [{ text, description: say(locked ? 'addressBarLocked' : 'addressBarClosed') }];
    }
  },

  async chosen(text, behind) {
    const roles = await fittingRoles(text).catch(() => []);
    const role = roles.find(({ name }) => name === text.trim()) ?? roles[0];
    if (!role) return goOnInPopup(text);
    // What went wrong is in the journey, which the popup shows with the way on: the code that is asked for, above all.
    await openRole({ roleId: role.id, ...(behind ? { behind } : {}) }).catch(showPopup);
  },
};
