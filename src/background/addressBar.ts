import type { AddressBar, Offer } from '../browser/omnibox.js';
import { leadWords, noneFits } from '../browser/leadWords.js';
import { readPicks } from '../browser/picks.js';
import { askedRole } from '../browser/stored.js';
import { showPopup, showTab } from '../browser/tabs.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { language, say } from '../browser/words.js';
import type { Role } from '../core/catalogue.js';
import { inItsColours } from '../core/colourRules.js';
import { shapeOf } from '../core/colours.js';
import { Failure } from '../core/failure.js';
import { fittingRoles, landingOf, type Lead, leadOf } from '../core/leads.js';
import { accountLabel } from '../core/marks.js';
import { likelihoodOf } from '../core/picker.js';
import { cityOf } from '../core/regions.js';
import { createSearch } from '../core/search.js';
import { tabOfRole } from './consoles.js';
import { openRole } from './opening.js';

/** As many lines as Chrome shows. */
const offersMost = 6;

/** The roles that are meant, the best first, and the page that they are to open if what was typed leads to one. */
interface Meant {
  readonly roles: readonly Role[];
  readonly lead?: Lead;
}

/** Between what leads to a page and the role that is to open it, in the text of an offer. */
const by = ' → ';

/** What was typed means. Throws `vaultLocked` and the like. */
async function meantBy(text: string): Promise<Meant> {
  const [catalogue, picks] = await Promise.all([readCatalogue(), readPicks()]);
  const { roles } = inItsColours(catalogue);
  const likelihood = likelihoodOf(picks, Date.now());
  const { search } = createSearch(roles, likelihood);
  const [whole = '', name] = text.includes(by) ? [text.slice(0, text.lastIndexOf(by)), text.slice(text.lastIndexOf(by) + by.length)] : [text];
  const lead = leadOf(whole, search);
  if (!lead) return { roles: search(text, offersMost).roles.map(({ role }) => role) };
  const fitting = fittingRoles(roles, lead, picks, likelihood).filter((role) => name === undefined || role.name === name.trim());
  return { lead, roles: fitting.slice(0, offersMost) };
}

function offerOf(role: Role, typed: string, lead: Lead | undefined): Offer {
  const words = `${shapeOf(role.colour)} ${role.name} · ${accountLabel(role)}`;
  if (lead) return { text: `${typed}${by}${role.name}`, description: `${words} · ${leadWords(lead)}` };
  return { text: role.name, description: `${words} · ${cityOf(role.region, language())}` };
}

/** Shows the popup with what was typed, for what cannot be done without it. */
async function goOnInPopup(text: string): Promise<void> {
  await askedRole.set(text);
  await showPopup();
}

/** Opens roles from the address bar, after the keyword `aws`: by their names, or by what they are to open. */
export const addressBar: AddressBar = {
  async offers(text) {
    try {
      const { roles, lead } = await meantBy(text);
      if (roles.length === 0) return [{ text, description: lead ? noneFits(lead) : say('noneFound') }];
      return roles.map((role) => offerOf(role, text.trim(), lead));
    } catch (thrown) {
      const locked = thrown instanceof Failure && thrown.data.kind === 'vaultLocked';
      return [{ text, description: say(locked ? 'addressBarLocked' : 'addressBarClosed') }];
    }
  },

  async chosen(text, behind) {
    const { roles, lead }: Meant = await meantBy(text).catch(() => ({ roles: [] }));
    const role = roles.find(({ name }) => name === text.trim()) ?? roles[0];
    if (!role) return goOnInPopup(text);
    // A page that was asked for is opened, whatever else of its role is open.
    const open = behind || lead ? undefined : await tabOfRole(role.id);
    if (open !== undefined && (await showTab(open))) return;
    // What went wrong is in the journey, which the popup shows with the way on: the code that is asked for, above all.
    await openRole({ roleId: role.id, ...(behind ? { behind } : {}), ...(lead ? landingOf(lead) : {}) }).catch(showPopup);
  },
};
