import type { Catalogue, Identity, Role, Source } from '../core/catalogue.js';
import { guardText } from '../core/guard.js';
import { sessionTagsText } from '../core/sessionFields.js';
import { withoutBlanks } from '../core/templates.js';
import { sectionNames } from './sectionNames.js';
import { ownText } from './ownText.js';

/** How the text begins, by which it is known again. */
export const ownHeading = '# Sallyport';

/** The user's ARN. Its path is not kept, and IAM's names are unique without it. */
function userArn({ partition, accountId, userName }: Identity): string {
  return `arn:${partition}:iam::${accountId}:user/${userName}`;
}

/**
 * The whole catalogue, without keys, in the syntax of `~/.aws/config`: the AWS CLI assumes the same roles with it, and
 * `readText` finds every identity, role and rule in it again. What the CLI does not know it does not look at.
 */
export function printText({ identities, roles, rules }: Catalogue): string {
  const names = sectionNames(identities, roles);
  const serials = new Map(identities.map(({ id, mfaSerial }) => [id, mfaSerial]));
  const sections = [
    ...identities.map((identity) => section(`profile ${names.of({ kind: 'identity', id: identity.id })}`, identityLines(identity))),
    ...roles.map((role) => {
      const name = names.of({ kind: 'role', id: role.id });
      const { kind, id } = role.source;
      return section(`profile ${name}`, roleLines(role, name, names.of(role.source), kind === 'identity' ? serials.get(id) : undefined));
    }),
    ...rules.map(({ on, pattern, colour, label, guard }, at) => section(`sallyport-rule ${at + 1}`, {
      on, pattern: ownText(pattern), color: colour.slice(1), label: label === undefined ? undefined : ownText(label), guard: guard && guardText(guard),
    })),
  ];
  return [`${ownHeading}: identities, roles and colour rules, without keys\n`, ...sections].join('\n');
}

type Lines = Readonly<Record<string, string | number | undefined>>;

function section(name: string, lines: Lines): string {
  const set = Object.entries(lines).filter(([, value]) => value !== undefined);
  return `[${name}]\n${set.map(([key, value]) => `${key} = ${value}\n`).join('')}`;
}

function identityLines(identity: Identity): Lines {
  const { mfaSerial, stsRegion, sessionSeconds } = identity;
  return { sallyport_user: userArn(identity), mfa_serial: mfaSerial, sallyport_sts_region: stsRegion, duration_seconds: sessionSeconds };
}

/** What a role's sessions have beside their name, in one line each: the same in the text and in the JSON. */
function sessionLines({ sourceIdentity, sessionTags, sessionPolicyArns, sessionPolicy, strategy, guard }: Role) {
  return {
    sourceIdentity, sessionTags: sessionTags && sessionTagsText(sessionTags), sessionPolicyArns: sessionPolicyArns?.join(' '), sessionPolicy, strategy,
    guard: guard && guardText(guard),
  };
}

function roleLines(role: Role, name: string | undefined, source: string | undefined, serial: string | undefined): Lines {
  const own = (text: string | undefined): string | undefined => (text === undefined ? undefined : ownText(text));
  const { sourceIdentity, sessionTags, sessionPolicyArns, sessionPolicy, strategy, guard } = sessionLines(role);
  // The AWS CLI would take a template for the name itself, and refuse it.
  const template = role.sessionName !== undefined && withoutBlanks(role.sessionName) !== role.sessionName;
  return {
    role_arn: role.arn,
    source_profile: source,
    mfa_serial: serial,
    region: role.region,
    duration_seconds: role.durationSeconds,
    external_id: role.externalId,
    role_session_name: template ? undefined : role.sessionName,
    color: role.colour.slice(1),
    group: own(role.group),
    sallyport_name: role.name === name ? undefined : ownText(role.name),
    sallyport_account: own(role.accountName),
    sallyport_tags: own(role.tags?.join(', ')),
    sallyport_destination: role.destination === '' ? undefined : ownText(role.destination),
    sallyport_session_name: template ? role.sessionName : undefined,
    sallyport_source_identity: sourceIdentity,
    sallyport_session_tags: own(sessionTags),
    sallyport_session_policy_arns: own(sessionPolicyArns),
    sallyport_session_policy: own(sessionPolicy),
    sallyport_strategy: strategy,
    sallyport_guard: guard,
  };
}

/**
 * The whole catalogue, without keys and ids, as Sallyport's own JSON. A role names its source: an identity by its user's
 * ARN, another role by its name.
 */
export function printJson({ identities, roles, rules }: Catalogue): string {
  const users = new Map(identities.map((identity) => [identity.id, userArn(identity)]));
  const names = new Map(roles.map(({ id, name }) => [id, name]));
  const sourceOf = ({ kind, id }: Source) => (kind === 'identity' ? { identity: users.get(id) } : { role: names.get(id) });
  return `${JSON.stringify({
    sallyport: 1,
    identities: identities.map((identity) => ({
      arn: userArn(identity), mfaSerial: identity.mfaSerial, stsRegion: identity.stsRegion, sessionSeconds: identity.sessionSeconds,
    })),
    roles: roles.map((role) => {
      const { name, accountName, arn, colour, region, destination, source, group, tags, durationSeconds, externalId, sessionName } = role;
      return {
        name, accountName, arn, colour, region, destination, source: sourceOf(source), group, tags, durationSeconds, externalId, sessionName, ...sessionLines(role),
      };
    }),
    rules: rules.map(({ on, pattern, colour, label, guard }) => ({ on, pattern, colour, label, guard: guard && guardText(guard) })),
  }, null, 2)}\n`;
}
