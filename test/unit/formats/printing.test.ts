import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Catalogue } from '../../../src/core/catalogue.js';
import { catalogueSchema } from '../../../src/core/catalogueSchema.js';
import type { Checked } from '../../../src/core/arn.js';
import { checkGuard } from '../../../src/core/guard.js';
import { isPartition } from '../../../src/core/partitions.js';
import { checkPolicyArns, checkSessionPolicy, checkSessionTags, checkSourceIdentity } from '../../../src/core/sessionFields.js';
import type { Profiles, RoleProfile } from '../../../src/core/profiles.js';
import { printJson, printText } from '../../../src/formats/printing.js';
import { readText } from '../../../src/formats/reading.js';
import { alice, bob, catalogueOf, roleBehind, roleNamed } from '../scenario.js';
import { catalogues } from './catalogues.js';

const number = (text: string | undefined): number => Number(text);
const hex = (text = ''): string => `#${text.replace(/^#/, '')}`;

/** Where a role comes from, by what the catalogue calls it: sections only tell profiles apart. */
function sourceIn(profiles: Profiles, { sourceProfile }: RoleProfile): unknown {
  const user = profiles.identities?.find(({ profile }) => profile === sourceProfile?.text);
  if (user) return { user: user.userName.text, account: user.accountId.text, partition: user.partition?.text };
  const role = profiles.roles.find(({ profile }) => profile === sourceProfile?.text);
  return { role: role && (role.name?.text ?? role.profile) };
}

const valueOf = <T>(checked: Checked<T>): T | undefined => ('value' in checked ? checked.value : undefined);

/** What a role's sessions are like, as its form would take it. */
function sessionIn({ sourceIdentity, sessionTags, sessionPolicyArns, sessionPolicy, strategy, guard }: RoleProfile): Record<string, unknown> {
  return {
    sourceIdentity: sourceIdentity && valueOf(checkSourceIdentity(sourceIdentity.text)), sessionTags: sessionTags && valueOf(checkSessionTags(sessionTags.text)),
    sessionPolicyArns: sessionPolicyArns && valueOf(checkPolicyArns(sessionPolicyArns.text)), sessionPolicy: sessionPolicy && valueOf(checkSessionPolicy(sessionPolicy.text)),
    strategy: strategy?.text, guard: guard && valueOf(checkGuard(guard.text)),
  };
}

/** What a catalogue has in it beside ids and keys, from the profiles that were read. */
function rebuilt(profiles: Profiles): unknown {
  return {
    identities: (profiles.identities ?? []).map(({ userName, accountId, partition, mfaSerial, stsRegion, sessionSeconds }) => ({
      userName: userName.text, accountId: accountId.text, partition: partition && isPartition(partition.text) ? partition.text : undefined,
      mfaSerial: mfaSerial?.text, stsRegion: stsRegion?.text, sessionSeconds: number(sessionSeconds?.text),
    })),
    roles: profiles.roles.map((role) => ({
      name: role.name?.text ?? role.profile, accountName: role.accountName?.text, arn: role.roleArn.text, colour: hex(role.colour?.text),
      region: role.region?.text, destination: role.destination?.text ?? '', group: role.group?.text, tags: role.tags?.map(({ text }) => text),
      durationSeconds: role.durationSeconds && number(role.durationSeconds.text), externalId: role.externalId?.text,
      sessionName: role.roleSessionName?.text, ...sessionIn(role), source: sourceIn(profiles, role),
    })),
    rules: (profiles.rules ?? []).map(({ on, pattern, colour, label, guard }) =>
      ({ on: on.text, pattern: pattern.text, colour: hex(colour.text), label: label?.text, guard: guard && valueOf(checkGuard(guard.text)) })),
  };
}

/** The same of the catalogue itself. */
function content({ identities, roles, rules }: Catalogue): unknown {
  return {
    identities: identities.map(({ userName, accountId, partition, mfaSerial, stsRegion, sessionSeconds }) =>
      ({ userName, accountId, partition, mfaSerial, stsRegion, sessionSeconds })),
    roles: roles.map((role) => {
      const { name, accountName, arn, colour, region, destination, group, tags, durationSeconds, externalId, sessionName, source } = role;
      const { sourceIdentity, sessionTags, sessionPolicyArns, sessionPolicy, strategy, guard } = role;
      const user = identities.find(({ id }) => id === source.id);
      return {
        name, accountName, arn, colour, region, destination, group, tags, durationSeconds, externalId, sessionName,
        sourceIdentity, sessionTags, sessionPolicyArns, sessionPolicy, strategy, guard,
        source: user ? { user: user.userName, account: user.accountId, partition: user.partition } : { role: roles.find(({ id }) => id === source.id)?.name },
      };
    }),
    rules: rules.map(({ on, pattern, colour, label, guard }) => ({ on, pattern, colour, label, guard })),
  };
}

const prints = { text: printText, JSON: printJson };

describe.each(Object.entries(prints))('a catalogue printed as %s', (_, print) => {
  it('is read back whole, whatever its names are', () => {
    fc.assert(fc.property(catalogues, (catalogue) => {
      expect(v.is(catalogueSchema, catalogue)).toBe(true);
      const { value, problems, format } = readText(print(catalogue));
      expect(problems).toEqual([]);
      expect(format).toBe('sallyport');
      expect(rebuilt(value)).toEqual(content(catalogue));
    }), { numRuns: 1500, seed: 20_260_101 });
  });

  it('names no key and no id', () => {
    const text = print(catalogueOf([roleNamed('prod')], [alice, bob]));
    for (const hidden of [alice.accessKeyId, bob.accessKeyId, alice.id, 'role-prod']) expect(text).not.toContain(hidden);
  });

  it('is of Sallyport also when there is nothing in it', () => {
    const { format, problems } = readText(print({ identities: [], roles: [], rules: [] }));
    expect([format, problems.map(({ problem }) => problem)]).toEqual(['sallyport', ['nothingFound']]);
  });
});

describe('a catalogue printed as text', () => {
  const hub = roleNamed('hub');

  it('is read back whole when it was indented and given blocks, keys in capitals and colours with their hash', () => {
    fc.assert(fc.property(catalogues, (catalogue) => {
      const lines = printText(catalogue).split('\n').map((line) => {
        if (line.startsWith('[')) return `${line}\n  s3 =\n    region = x\n  output =`;
        return line.replace(/^color = /, 'color = #').replace(/^[a-z_]+ =/, (key) => `  ${key.toUpperCase()}`);
      });
      const { value, problems, format } = readText(lines.join('\n'));
      expect([format, problems]).toEqual(['sallyport', []]);
      expect(rebuilt(value)).toEqual(content(catalogue));
    }), { numRuns: 500, seed: 20_260_101 });
  });

  it('is a config of the AWS CLI, with Sallyport’s words beside its own', () => {
    const prod = roleBehind(hub, 'Prod 🔥', {
      accountName: 'Acme', group: 'g', tags: ['live', 'eu'], destination: 'ec2/home#Instances:', durationSeconds: 900, externalId: 'x-1', sessionName: 'alice',
    });
    const rules: Catalogue['rules'] = [{ id: 'c', on: 'role', pattern: '*prod*', colour: '#c62828', label: ' # PROD' }];
    expect(printText({ ...catalogueOf([hub, prod]), rules })).toBe(`# Sallyport: identities, roles and colour rules, without keys

[profile alice]
sallyport_user = arn:aws:iam::111111111111:user/alice
mfa_serial = arn:aws:iam::111111111111:mfa/alice-phone
sallyport_sts_region = us-east-1
duration_seconds = 43200

[profile hub]
role_arn = arn:aws:iam::222222222222:role/hub
source_profile = alice
mfa_serial = arn:aws:iam::111111111111:mfa/alice-phone
region = ap-northeast-1
color = 2e7d32

[profile Prod]
role_arn = arn:aws:iam::222222222222:role/Prod 🔥
source_profile = hub
region = ap-northeast-1
duration_seconds = 900
external_id = x-1
role_session_name = alice
color = 2e7d32
group = g
sallyport_name = Prod 🔥
sallyport_account = Acme
sallyport_tags = live, eu
sallyport_destination = ec2/home#Instances:

[sallyport-rule 1]
on = role
pattern = *prod*
color = c62828
label = " \\u0023 PROD"
`);
  });

  it('says what sessions are like in one line each, and keeps from the AWS CLI the template of a name, which it would refuse', () => {
    const role = roleNamed('prod', {
      sessionName: '{user}@x', sourceIdentity: '{reason}', sessionTags: [{ key: 'Team', value: 'ops' }, { key: 'Why', value: '{reason}', transitive: true }],
      sessionPolicyArns: ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::222222222222:policy/B'], sessionPolicy: '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Sid":" #"}}',
      strategy: 'direct', guard: { confirm: true, closeAfterMinutes: 15 },
    });
    const rules: Catalogue['rules'] = [{ id: 'c', on: 'role', pattern: '*', colour: '#c62828', guard: { reason: true } }];
    const text = printText({ ...catalogueOf([role]), rules });
    expect(text.slice(text.indexOf('color ='))).toBe(`color = 2e7d32
sallyport_session_name = {user}@x
sallyport_source_identity = {reason}
sallyport_session_tags = Team=ops, Why={reason}*
sallyport_session_policy_arns = arn:aws:iam::aws:policy/A arn:aws:iam::222222222222:policy/B
sallyport_session_policy = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":{\\"Effect\\":\\"Deny\\",\\"Sid\\":\\" \\u0023\\"}}"
sallyport_strategy = direct
sallyport_guard = confirm, closeAfter 15

[sallyport-rule 1]
on = role
pattern = *
color = c62828
guard = reason
`);
    expect(text).not.toContain('role_session_name');
  });

  it('has a section of its own for each identity and role, also for those of one name', () => {
    const text = printText(catalogueOf([roleNamed('alice'), roleNamed('a b'), roleNamed('a]b'), roleNamed('default'), roleNamed('🔥')], [alice, { ...bob, userName: 'alice' }]));
    expect([...text.matchAll(/^\[profile (.*)\]$/gm)].map(([, name]) => name)).toEqual(['alice', 'alice-2', 'alice-3', 'a-b', 'a-b-2', 'default-2', 'role']);
  });
});

it('ten thousand roles of one name have sections of their own in no time', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => roleNamed('-', { id: `r${at}` }));
  expect(new Set(printText(catalogueOf(many)).match(/^\[.*$/gm)).size).toBe(10_001);
});
