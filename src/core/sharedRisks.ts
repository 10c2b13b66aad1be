import type { Catalogue, Role } from './catalogue.js';
import type { CatalogueDifference } from './catalogueDifference.js';
import { ruleFor } from './colourRules.js';
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

/** The names of the person's own roles that would look another way under other given rules, which come after the person's own. */
export function recoloured({ roles, rules }: Catalogue, before: Catalogue['rules'], after: Catalogue['rules']): string[] {
  const look = (role: Role, given: Catalogue['rules']): string => {
    const rule = ruleFor([...rules, ...given], role);
    return `${rule?.colour ?? role.colour} ${rule?.label ?? ''}`;
  };
  return roles.filter((role) => look(role, before) !== look(role, after)).map(({ name }) => name);
}
