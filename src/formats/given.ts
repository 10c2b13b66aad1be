import { proposedMfaSerial } from '../core/arn.js';
import { type Catalogue, type Identity, type Role, sessionSecondsDefault } from '../core/catalogue.js';
import { inItsColour } from '../core/colourRules.js';
import type { GivenCatalogue } from '../core/given.js';
import { guardOf } from '../core/guard.js';
import { isPartition, partitions } from '../core/partitions.js';
import { type Parsed, type Problem, problemAt } from '../core/problems.js';
import type { IdentityProfile } from '../core/profiles.js';
import { unreached } from '../core/reaching.js';
import { catalogueOfText } from '../core/textEditing.js';
import { readText } from './reading.js';

/** The most roles that a given catalogue may have. */
export const givenRolesMost = 10_000;

/** Where a text has an access key or its secret, which have no place in it and are not read. */
function keysIn(text: string): Problem[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, at) =>
    (/secret_?access_?key|aws_?session_?token|\bA(?:KI|SI)A[A-Z2-7]{16}\b/i.test(line) ? [problemAt({ line: at + 1 }, 'keyInGiven')] : []));
}

/** A user of the text as an identity without a key, which lets the text be checked as a whole catalogue. */
function userOf({ userName, accountId, partition }: IdentityProfile): Identity[] {
  const name = partition?.text ?? '';
  if (!isPartition(name)) return [];
  const owner = { userName: userName.text, accountId: accountId.text, partition: name };
  return [{
    ...owner, id: `arn:${name}:iam::${owner.accountId}:user/${owner.userName}`, accessKeyId: '', mfaSerial: proposedMfaSerial(owner),
    stsRegion: partitions[name].defaultRegion, sessionSeconds: sessionSecondsDefault,
  }];
}

/** A role with the colour and the guard that the rules of its own text give it: they say nothing of anyone else's roles. */
function ruled(role: Role, { rules }: Catalogue): Role {
  const guard = guardOf(role, rules);
  return { ...inItsColour(role, rules), ...(Object.keys(guard).length > 0 ? { guard } : {}) };
}

/**
 * Reads Sallyport's own JSON, or its text, as a given catalogue. A role's id is made of its name, so that what is remembered of
 * it stays when the catalogue changes. A role without a heading of its own stands under `heading`.
 */
export function readGiven(text: string, id: string, heading: string): Parsed<GivenCatalogue> {
  const nothing = (problem: Problem): Parsed<GivenCatalogue> => ({ value: { id, users: [], roles: [] }, problems: [problem] });
  const { format, value: profiles, problems: found } = readText(text);
  if (format !== 'sallyport') return nothing(found[0] ?? problemAt({ line: 1 }, 'givenNotOurs'));
  if (profiles.roles.length > givenRolesMost) return nothing(problemAt({ line: 1 }, 'givenTooMany', { most: String(givenRolesMost) }));
  const users = [...new Map((profiles.identities ?? []).flatMap(userOf).map((user) => [user.id, user])).values()];
  let count = 0;
  const { value: read, problems } = catalogueOfText({ ...profiles, keys: [] }, { identities: users, roles: [], rules: [] }, () => String(count += 1));
  const lost = unreached(read);
  const ids = new Map(read.roles.map((role) => [role.id, `shared:${id}:${role.name}`]));
  const roles = read.roles.filter((role) => !lost.has(role.id)).map((role): Role => {
    const { source } = role;
    return {
      ...ruled(role, read), id: ids.get(role.id) ?? '', group: role.group ?? heading,
      source: source.kind === 'role' ? { kind: 'role', id: ids.get(source.id) ?? '' } : source,
    };
  });
  return {
    value: { id, users: users.map((user) => ({ id: user.id, userName: user.userName, accountId: user.accountId, partition: user.partition })), roles },
    problems: [...keysIn(text), ...found, ...problems].sort((one, other) => one.line - other.line),
  };
}
