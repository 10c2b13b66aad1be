import type { Catalogue, Identity, Role, Source } from './catalogue.js';
import type { ImportPlan } from './importing.js';
import { type Parsed, type Problem, problemAt } from './problems.js';

/** What a vault's file holds: its catalogue, and the secret access key of each identity by the identity's id. */
export interface VaultContent {
  readonly catalogue: Catalogue;
  readonly secrets: ReadonlyMap<string, string>;
}

/** A vault's file has no lines that would help a person. */
const nowhere = { line: 0 };

/**
 * What a vault's file would add to the catalogue. Nothing that is there already is changed: an identity of the same user or
 * key, and a role of the same name, stand for those of the file, and each is a problem so that it is seen.
 */
export function planVaultFile(content: VaultContent, present: Catalogue, newId: () => string): Parsed<ImportPlan> {
  const problems: Problem[] = [];
  const ids = new Map<string, string>();
  const identities = content.catalogue.identities.flatMap((identity) => {
    const twin = twinOf(identity, present);
    const secretAccessKey = content.secrets.get(identity.id);
    ids.set(identity.id, twin?.id ?? newId());
    if (twin) problems.push(problemAt(nowhere, twin.accessKeyId === identity.accessKeyId ? 'identityKnown' : 'identityOtherKey', { user: identity.userName }));
    if (twin || secretAccessKey === undefined) return [];
    return [{ identity: { ...identity, id: ids.get(identity.id) ?? '' }, secretAccessKey }];
  });
  const fresh = content.catalogue.roles.filter((role) => {
    const twin = present.roles.find(({ name }) => name === role.name);
    ids.set(role.id, twin?.id ?? newId());
    if (twin) problems.push(problemAt(nowhere, 'roleKnown', { role: role.name }));
    return !twin;
  });
  return { value: { identities, roles: fresh.map((role) => withIds(role, ids)) }, problems };
}

function twinOf({ accessKeyId, accountId, userName }: Identity, present: Catalogue): Identity | undefined {
  return present.identities.find((known) =>
    known.accessKeyId === accessKeyId || (known.accountId === accountId && known.userName === userName));
}

/** The role with the ids that it and its source have here. */
function withIds(role: Role, ids: ReadonlyMap<string, string>): Role {
  const source: Source = { ...role.source, id: ids.get(role.source.id) ?? role.source.id };
  return { ...role, id: ids.get(role.id) ?? role.id, source };
}
