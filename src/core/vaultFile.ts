import type { Catalogue, Identity, Role } from './catalogue.js';
import { guardText } from './guard.js';
import { type KeyAnswer, planImport } from './importing.js';
import type { ImportPlan } from './importPlan.js';
import type { Parsed } from './problems.js';
import type { IdentityProfile, Located, Profiles, RoleProfile } from './profiles.js';
import { sessionTagsText } from './sessionFields.js';

/** What a vault's file holds: its catalogue, and the secret access key of each identity by the identity's id. */
export interface VaultContent {
  readonly catalogue: Catalogue;
  readonly secrets: ReadonlyMap<string, string>;
}

/** A vault's file has no lines that would help a person. */
const line = 0;
const place = (text: string | number): Located => ({ text: String(text), line });
const optionalPlace = <Key extends string>(key: Key, text: string | number | undefined) =>
  (text === undefined ? {} : { [key]: place(text) }) as Partial<Record<Key, Located>>;

/** No role can be called this, because names have no control characters. */
const profileOf = ({ accountId, userName }: Identity): string => `\u0000${accountId}/${userName}`;

function identityProfile(identity: Identity): IdentityProfile {
  return {
    profile: profileOf(identity), line, userName: place(identity.userName), accountId: place(identity.accountId),
    mfaSerial: place(identity.mfaSerial), stsRegion: place(identity.stsRegion), sessionSeconds: place(identity.sessionSeconds),
  };
}

function roleProfile(role: Role, names: ReadonlyMap<string, string>): RoleProfile {
  return {
    profile: role.name, line, roleArn: place(role.arn), sourceProfile: place(names.get(role.source.id) ?? ''), region: place(role.region),
    colour: place(role.colour), destination: place(role.destination), ...(role.tags ? { tags: role.tags.map(place) } : {}),
    ...optionalPlace('accountName', role.accountName), ...optionalPlace('group', role.group), ...optionalPlace('externalId', role.externalId),
    ...optionalPlace('roleSessionName', role.sessionName), ...optionalPlace('durationSeconds', role.durationSeconds),
    ...optionalPlace('sourceIdentity', role.sourceIdentity), ...optionalPlace('sessionTags', role.sessionTags && sessionTagsText(role.sessionTags)),
    ...optionalPlace('sessionPolicyArns', role.sessionPolicyArns?.join(' ')), ...optionalPlace('sessionPolicy', role.sessionPolicy),
    ...optionalPlace('strategy', role.strategy), ...optionalPlace('guard', role.guard && guardText(role.guard)),
  };
}

function profilesOf({ catalogue: { identities, roles, rules }, secrets }: VaultContent): Profiles {
  const names = new Map([...identities.map((one) => [one.id, profileOf(one)] as const), ...roles.map(({ id, name }) => [id, name] as const)]);
  return {
    keys: identities.flatMap((identity) => {
      const secret = secrets.get(identity.id);
      return secret === undefined ? [] : [{
        profile: profileOf(identity), line, accessKeyId: place(identity.accessKeyId), secretAccessKey: place(secret), region: place(identity.stsRegion),
      }];
    }),
    roles: roles.map((role) => roleProfile(role, names)),
    identities: identities.map(identityProfile),
    rules: rules.map(({ on, pattern, colour, label, guard }) => ({
      line, on: place(on), pattern: place(pattern), colour: place(colour), ...optionalPlace('label', label), ...optionalPlace('guard', guard && guardText(guard)),
    })),
  };
}

/** What a vault's file would do to the catalogue, planned like another file's. It says itself whose its keys are. */
export function planVaultFile(content: VaultContent, present: Catalogue, newId: () => string): Parsed<ImportPlan> {
  const owners = content.catalogue.identities.map((identity): [string, KeyAnswer] => [identity.accessKeyId, { owner: ownerOf(identity) }]);
  return planImport(profilesOf(content), new Map(owners), present, newId);
}

function ownerOf({ partition, accountId, userName }: Identity) {
  return { partition, accountId, userName };
}
