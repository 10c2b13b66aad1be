import type { Catalogue, Role, Source } from './catalogue.js';
import type { WantedRole } from './importingRoles.js';

/** A role of a text; the source of one that is assumed from another is that one's profile. */
export type TextRole = Omit<WantedRole, 'id'> & { readonly source: Source };

/**
 * The ids of a text's roles by profile. A role keeps its id under the same name, or under a new name when its ARN and its
 * source are the same, so that what is remembered of it stays.
 */
export function roleIds(roles: readonly TextRole[], present: Catalogue, newId: () => string): Map<string, string> {
  const ids = new Map(roles.flatMap(({ profile, known }) => (known ? [[profile.profile, known.id] as const] : [])));
  const claimed = new Set(ids.values());
  const byProfile = new Map(roles.map((role) => [role.profile.profile, role]));
  const byArn = new Map<string, Role[]>();
  for (const role of present.roles) byArn.set(role.arn, [...byArn.get(role.arn) ?? [], role]);
  const underWay = new Set<string>();

  function renamed({ arn, source }: TextRole): Role | undefined {
    const from = source.kind === 'role' ? idOf(source.id) : source.id;
    return byArn.get(arn.arn)?.find((role) => !claimed.has(role.id) && role.source.kind === source.kind && role.source.id === from);
  }

  function idOf(profile: string): string {
    const known = ids.get(profile);
    if (known !== undefined) return known;
    const role = byProfile.get(profile);
    // A role that is its own source is a problem of its own, and nothing that was there before.
    const before = role && !underWay.has(profile) ? renamed((underWay.add(profile), role)) : undefined;
    const id = ids.get(profile) ?? before?.id ?? newId();
    claimed.add(id);
    ids.set(profile, id);
    return id;
  }

  for (const { profile } of roles) idOf(profile.profile);
  return ids;
}
