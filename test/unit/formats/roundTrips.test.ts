import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type FormatName, readText } from '../../../src/formats/reading.js';
import { secret } from '../scenario.js';

const account = fc.stringMatching(/^\d{12}$/);
const roleName = fc.stringMatching(/^[\w+=,.@-]{1,20}$/);
const region = fc.constantFrom('us-east-1', 'eu-west-1', 'ap-northeast-1');
const hex = fc.stringMatching(/^[0-9a-f]{6}$/);
/** Names that sections can have: anything in one line without brackets, quotes, comments and spaces at the ends. */
const section = fc.oneof(fc.constantFrom('__proto__', 'constructor', '本番', '🔥', 'a b', '-x', 'default'), fc.stringMatching(/^[\w.@/+-]{1,12}$/));
/** Names that JSON and YAML can have: anything that is there. */
const anything = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', '"', '#', ' a', '\u2028', '{}', 'null', '~', 'true', '0123', '- x', 'k: v', '*a', '&a', '!t', '|', '<<'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
).filter((text) => text.trim() !== '');
const runs = { numRuns: 500, seed: 20_260_101 };

/** The roles of a text as short lists, with the format it was taken for. */
function rolesOf(text: string, format: FormatName): unknown[] {
  const read = readText(text);
  expect(read.format).toBe(format);
  return read.value.roles.map(({ profile, roleArn, sourceProfile, region: place, colour }) => [profile, roleArn.text, sourceProfile?.text, place?.text, colour?.text]);
}

const awsRole = fc.record({ name: section, account, roleName, source: fc.constant('base'), region, hex });
const awsRoles = fc.uniqueArray(awsRole, { minLength: 1, maxLength: 8, selector: ({ name }) => name });

describe('what a tool writes is read back whole', () => {
  it('by AWS’s own tools', () => {
    fc.assert(fc.property(awsRoles, (roles) => {
      const text = roles.map((role) => `[profile ${role.name}]\nrole_arn = arn:aws:iam::${role.account}:role/${role.roleName}\nsource_profile = ${role.source}\nregion=${role.region}\n`);
      expect(rolesOf(text.join('\n'), 'awsConfig')).toEqual(roles.map((role) => [role.name, `arn:aws:iam::${role.account}:role/${role.roleName}`, role.source, role.region, undefined]));
    }), runs);
  });

  it('for AWS Extend Switch Roles', () => {
    fc.assert(fc.property(awsRoles, (roles) => {
      const text = roles.map((role) => `[${role.name}]\naws_account_id = ${role.account}\nrole_name = ${role.roleName}\nsource_profile = ${role.source}\nregion = ${role.region}\ncolor = ${role.hex}`);
      expect(rolesOf(`[base]\naws_account_id = 111111111111\n${text.join('\n\n')}`, 'aesr'))
        .toEqual(roles.map((role) => [role.name, `arn:aws:iam::${role.account}:role/${role.roleName}`, role.source, role.region, role.hex]));
    }), runs);
  });

  it('for Granted', () => {
    fc.assert(fc.property(awsRoles, (roles) => {
      const text = roles.map((role) => `[profile ${role.name}]\nrole_arn = arn:aws:iam::${role.account}:role/${role.roleName}\nsource_profile = ${role.source}\ngranted_color = red`);
      expect(rolesOf(text.join('\n'), 'granted')).toEqual(roles.map((role) => [role.name, `arn:aws:iam::${role.account}:role/${role.roleName}`, role.source, undefined, '#c62828']));
    }), runs);
  });

  it('for aws-sso-cli', () => {
    const roles = fc.uniqueArray(fc.record({ roleName, profile: anything, region, tag: anything }), { minLength: 1, maxLength: 5, selector: (role) => role.roleName });
    const accounts = fc.uniqueArray(fc.record({ id: account, name: anything, roles }), { minLength: 1, maxLength: 5, selector: ({ id }) => id });
    fc.assert(fc.property(accounts, (list) => {
      const file = { SSOConfig: { Default: { SSORegion: 'us-east-1', Accounts: new Map(list.map((one) => [one.id, {
        Name: one.name, Roles: new Map(one.roles.map((role) => [role.roleName, { Profile: role.profile, DefaultRegion: role.region, Tags: { Team: role.tag } }])),
      }])) } } };
      const read = readText(stringify(file, { aliasDuplicateObjects: false }));
      expect([read.format, read.problems.map(({ problem }) => problem)]).toEqual(['awsSsoCli', ['ssoRolesProposed']]);
      expect(read.value.roles.map(({ profile, roleArn, accountName, region: place, tags }) => [profile, roleArn.text, accountName?.text, place?.text, tags?.[0]?.text]))
        .toEqual(list.flatMap((one) => one.roles.map((role) => [role.profile, `arn:aws:iam::${one.id}:role/${role.roleName}`, one.name, role.region, `Team=${role.tag}`])));
    }), runs);
  });

  it('by Leapp, once it is decrypted', () => {
    const sessions = fc.uniqueArray(fc.record({ name: anything, arn: account, region }), { minLength: 1, maxLength: 6, selector: ({ name }) => name });
    fc.assert(fc.property(sessions, fc.constantFrom(0, 2), (list, indent) => {
      const workspace = { _sessions: [{ type: 'awsIamUser', sessionName: 'the user', sessionId: 'u' }, ...list.map((one, at) => ({
        type: 'awsIamRoleChained', sessionId: `s${at}`, sessionName: one.name, region: one.region, roleArn: `arn:aws:iam::${one.arn}:role/x`, parentSessionId: at === 0 ? 'u' : `s${at - 1}`,
      }))] };
      expect(rolesOf(JSON.stringify(workspace, null, indent), 'leapp'))
        .toEqual(list.map((one, at) => [one.name, `arn:aws:iam::${one.arn}:role/x`, at === 0 ? 'the user' : list[at - 1]?.name, one.region, undefined]));
    }), runs);
  });

  it('for Peacock, in JSON and in YAML', () => {
    const rules = fc.array(fc.record({ accounts: fc.array(account, { minLength: 1, maxLength: 3 }), hex }), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(rules, fc.constantFrom(JSON.stringify, stringify), (list, print) => {
      const text = print(list.map((one) => ({ env: one.accounts.map((id) => ({ account: id })), style: { navigationBackgroundColor: `#${one.hex}` } })));
      const { value, problems, format } = readText(text);
      expect([format, problems]).toEqual(['peacock', []]);
      expect(value.rules?.map(({ on, pattern, colour }) => [on.text, pattern.text, colour.text]))
        .toEqual(list.flatMap((one) => one.accounts.map((id) => ['account', id, `#${one.hex}`])));
    }), runs);
  });

  it('by IAM, with whatever is in the columns that are not of use', () => {
    const rows = fc.uniqueArray(fc.record({ user: anything.map((text) => text.trim()), password: fc.string({ unit: 'grapheme' }), id: fc.stringMatching(/^AKIA[A-Z2-7]{16}$/) }), { minLength: 1, maxLength: 6, selector: ({ user }) => user });
    fc.assert(fc.property(rows, fc.constantFrom('\r\n', '\n'), fc.boolean(), (list, newline, quotes) => {
      const text = Papa.unparse([['User name', 'Password', 'Access key ID', 'Secret access key', 'Console login link'], ...list.map((row) => [row.user, row.password, row.id, secret, 'https://x'])], { newline, quotes });
      const { value, problems, format } = readText(`\uFEFF${text}`);
      expect([format, problems]).toEqual(['accessKeyCsv', []]);
      expect(value.keys.map(({ profile, accessKeyId, secretAccessKey }) => [profile, accessKeyId.text, secretAccessKey.text])).toEqual(list.map((row) => [row.user, row.id, secret]));
    }), runs);
  });
});
