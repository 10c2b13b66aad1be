import type { Role } from '../core/catalogue.js';
import type { Landing } from '../core/destinations.js';
import { fittingRoles, isFit, landingOf, type Lead, leadOf, readLead } from '../core/leads.js';
import { foundSections, type Picks, type PickerSection } from '../core/picker.js';
import type { Found, RoleSearch } from '../core/search.js';

/** What the list has to choose from. */
interface Listed {
  readonly roles: readonly Role[];
  readonly picks: Picks;
  readonly likelihood: (role: Role) => number;
  readonly search: RoleSearch;
  /** The most roles that are shown for what was typed. */
  readonly most: number;
}

/** What the list shows for a text, or a page that is kept, which leads somewhere. */
export interface Led {
  /** Where the role that is chosen lands. */
  readonly landing: Landing;
  readonly sections: readonly PickerSection[];
  /** Said when no role fits. */
  readonly none: string;
}

/** What is said of a lead. */
export interface LeadWords {
  /** What it leads to. */
  readonly page: (lead: Lead) => string;
  /** Why no role can open it. */
  readonly none: (lead: Lead) => string;
  /** That none of those that can fits what was typed. */
  readonly noneFound: () => string;
}

export type LedBy = (query: string, page: string, listed: Listed) => Led | undefined;

/** The roles that fit, under what they would open. */
function ledSection(name: string, fitting: readonly Found[], picks: Picks): PickerSection[] {
  const [first, ...hidden] = foundSections({ roles: fitting, total: fitting.length }, picks);
  return first ? [first.kind === 'found' ? { ...first, kind: 'led', name } : first, ...hidden] : [];
}

/** Roles for a page that is kept: those of its account, and below them those of others, where the same page is another's. */
function keptSections(lead: Lead, name: string, query: string, { roles, picks, likelihood, search, most }: Listed): PickerSection[] {
  const everywhere: Lead = { partition: lead.partition, destination: lead.destination, what: lead.what };
  const found: readonly Found[] = query.trim() === ''
    ? fittingRoles(roles, everywhere, picks, likelihood).map((role) => ({ role, hits: {} }))
    : search(query, most).roles.filter(({ role }) => isFit(role, everywhere));
  const others = ledSection(name, found.filter(({ role }) => !isFit(role, lead)), picks).filter(({ kind }) => kind !== 'hidden');
  const own = ledSection(name, found.filter(({ role }) => isFit(role, lead)), picks);
  return [...own, ...others.map((section) => (own.length > 0 ? { kind: 'others' as const, count: section.count, rows: section.rows } : section))];
}

/** Finds what a text leads to, or else a page that is kept while roles are looked for; undefined when neither leads anywhere. */
export function createLeading(words: LeadWords): LedBy {
  return (query, page, listed) => {
    const typed = leadOf(query, listed.search);
    const lead = typed ?? readLead(page);
    if (!lead) return undefined;
    const { roles, picks, likelihood } = listed;
    const sections = typed
      ? ledSection(words.page(lead), fittingRoles(roles, lead, picks, likelihood).map((role) => ({ role, hits: {} })), picks)
      : keptSections(lead, words.page(lead), query, listed);
    return { landing: landingOf(lead), sections, none: typed || query.trim() === '' ? words.none(lead) : words.noneFound() };
  };
}
