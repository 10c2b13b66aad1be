import type { Catalogue, Role } from './catalogue.js';
import type { CatalogueDifference } from './catalogueDifference.js';
import { ruleFor } from './colourRules.js';
import { guardOf } from './guard.js';
import { looksOf } from './lookAlikes.js';
import { same } from './same.js';

/** Whether a role would lead elsewhere, look another way, come from another source, or be less guarded than it was. */
function isRisky({ before, after }: { readonly before: Role; readonly after: Role }): boolean {
  return before.arn !== after.arn || before.colour !== after.colour
    || before.accountName !== after.accountName || !same(before.source, after.source) || !same(before.guard, after.guard);
}

/** The names of the roles that a person knows as something else than a catalogue would make them, or has another of. */
export function riskyChanges({ roles }: CatalogueDifference, own: Catalogue): string[] {
  const arns = new Map(own.roles.map(({ name, arn }) => [looksOf(name), arn]));
  const alike = roles.added.filter(({ name, arn }) => (arns.get(looksOf(name)) ?? arn) !== arn);
  return [...roles.changed.filter(isRisky).map(({ before }) => before), ...alike].map(({ name }) => name);
}

/** How a role looks and what guards it, by all rules together. */
function inEffect(role: Role, rules: Catalogue['rules']) {
  const rule = ruleFor(rules, role);
  return { colour: rule?.colour ?? role.colour, label: rule?.label ?? '', guard: guardOf(role, rules) };
}

/** The names of the roles that are in effect both before and after, whosever they are, and would look or be guarded another way. */
export function changedInEffect(before: Catalogue, after: Catalogue): string[] {
  const known = new Map(before.roles.map((role) => [role.id, role]));
  const sameRules = same(before.rules, after.rules);
  return after.roles.flatMap((role) => {
    const was = known.get(role.id);
    // With thousands of roles, looking at every rule for each takes its time.
    if (!was || (sameRules && same(was, role))) return [];
    return same(inEffect(was, before.rules), inEffect(role, after.rules)) ? [] : [was.name];
  });
}
