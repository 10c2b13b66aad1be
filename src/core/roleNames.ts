import type { RoleArn } from './arn.js';
import { checkName, nameMost, shortened, withoutControls } from './fields.js';
import type { RoleProfile } from './profiles.js';

/** The name of the profile, or the one it gives, as far as it can be a role's; or else the role's own in AWS. */
export function nameFor({ profile, name }: RoleProfile, { roleName }: RoleArn): string {
  const checked = checkName(shortened(withoutControls(name?.text ?? profile).trim(), nameMost));
  return 'value' in checked ? checked.value : roleName;
}

/** Gives each name once: the second time, or where it is taken already, it has a number. */
export function nameClaims(names: Iterable<string> = []): (wanted: string) => string {
  const taken = new Set(names);
  const counts = new Map<string, number>();
  return (wanted) => {
    let name = wanted;
    for (let count = counts.get(wanted) ?? 2; taken.has(name); count += 1) {
      const ending = ` (${count})`;
      name = shortened(wanted, nameMost - ending.length) + ending;
      counts.set(wanted, count);
    }
    taken.add(name);
    return name;
  };
}
