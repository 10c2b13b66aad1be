import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/formats/reading.js';
import { secret } from '../scenario.js';
import { ownJson } from './ownJsonSample.js';
import { samples } from './samples.js';

const problems = (text: string) => readText(text).problems.map(({ line, problem, values }) => [line, problem, values]);

describe('the settings of aws-sso-cli', () => {
  const { value, format } = readText(samples.awsSsoCli);

  it('give roles with their account’s name, tags and region, and the role they come from', () => {
    expect(format).toBe('awsSsoCli');
    expect(value.roles).toEqual([
      {
        profile: 'prod-admin', line: 14, roleArn: { text: 'arn:aws:iam::012345678901:role/Admin', line: 14 }, region: { text: 'us-west-2', line: 16 },
        accountName: { text: 'Production', line: 9 }, colour: { text: '#c62828', line: 12 }, tags: [{ text: 'Env=prod', line: 11 }],
      },
      {
        profile: '012345678901:Deep', line: 17, roleArn: { text: 'arn:aws:iam::012345678901:role/Deep', line: 17 }, region: { text: 'eu-west-1', line: 6 },
        accountName: { text: 'Production', line: 9 }, externalId: { text: 'x-1', line: 20 }, sourceIdentity: { text: 'alice', line: 19 }, colour: { text: '#c62828', line: 12 },
        tags: [{ text: 'Env=deep', line: 21 }, { text: 'Team=data', line: 21 }], sourceProfile: { text: 'prod-admin', line: 18 },
      },
      { profile: '002222222222:ReadOnly', line: 24, roleArn: { text: 'arn:aws:iam::002222222222:role/ReadOnly', line: 24 }, region: { text: 'eu-west-1', line: 6 } },
    ]);
  });

  it('say once that the roles are proposed', () => {
    expect(problems(samples.awsSsoCli)).toEqual([[2, 'ssoRolesProposed', {}]]);
  });

  it('without roles hold nothing', () => {
    expect(problems('SSOConfig:\n  Default:\n    SSORegion: us-east-1\n')).toEqual([[1, 'nothingFound', {}]]);
  });

  it('are read as far as they are whole', () => {
    const broken = readText(`${samples.awsSsoCli}Browser: [`);
    expect(broken.value.roles).toHaveLength(3);
    expect(broken.problems.map(({ line, problem }) => [line, problem])).toContainEqual([27, 'textMalformed']);
  });

  it('say where a key stands twice, or has a list in place of a text', () => {
    const text = 'SSOConfig:\n  Default:\n    Accounts:\n      "111111111111":\n        Name: [a]\n        Roles: {A: {Profile: a}, A: {Profile: b}}\n';
    expect(problems(text)).toEqual([[1, 'ssoRolesProposed', {}], [5, 'valueWrongKind', { key: 'Name' }], [6, 'valueTwice', { key: 'A' }]]);
    expect(readText(text).value.roles.map(({ profile }) => profile)).toEqual(['b']);
  });
});

describe('a workspace of Leapp', () => {
  it('gives its chained roles, with the device of the user they come from', () => {
    expect(readText(samples.leapp).value.roles).toEqual([
      {
        profile: 'prod', line: 8, roleArn: { text: 'arn:aws:iam::222222222222:role/prod', line: 10 }, region: { text: 'eu-west-1', line: 9 },
        sourceProfile: { text: 'alice', line: 10 }, mfaSerial: { text: 'arn:aws:iam::111111111111:mfa/alice', line: 6 },
      },
      {
        profile: 'prod (2)', line: 12, roleArn: { text: 'arn:aws:iam::333333333333:role/behind', line: 14 },
        sourceProfile: { text: 'prod', line: 15 }, roleSessionName: { text: 'alice@example.com', line: 15 },
      },
    ]);
  });

  it('says which sessions are not of use, and why', () => {
    expect(problems(samples.leapp)).toEqual([
      [17, 'profileSso', { profile: 'corp' }], [18, 'profileFederated', { profile: 'okta' }], [19, 'sessionNotAws', { profile: 'subscription' }],
    ]);
  });

  it('that is still encrypted says so', () => {
    expect(readText('U2FsdGVkX1+vupppZksvRf5pq5g5XjFRlipRkwB0K1Y=\n')).toMatchObject({ format: 'leapp', problems: [{ line: 1, problem: 'workspaceEncrypted' }] });
  });
});

describe('the settings of Peacock', () => {
  it('become colour rules, in all the ways of writing places and colours', () => {
    expect(readText(samples.peacock).value.rules?.map(({ line, on, pattern, colour }) => [line, on.text, pattern.text, colour.text, colour.line])).toEqual([
      [7, 'account', '111111111111', '#65c89b', 8],
      [12, 'account', '222222222222', '#bf0060', 15],
      [13, 'account', '333333333333', '#bf0060', 15],
      [17, 'account', '444444444444', '#3399ff', 17],
      [18, 'region', 'eu-west-1', '#0000ff', 18],
    ]);
  });

  it('say where a region is left out, and where a colour cannot be read', () => {
    expect(problems(samples.peacock)).toEqual([[12, 'ruleRegionLeftOut', { account: '222222222222' }], [19, 'colourUnreadable', { colour: 'rebeccapurple' }]]);
  });

  it('may be in YAML, where an account keeps its zeros', () => {
    const text = '- env:\n    account: 000111222333\n  style:\n    navigationBackgroundColor: "#65c89b"\n- style:\n    navigationBackgroundColor: "#000000"\n';
    expect(readText(text).value.rules).toMatchObject([{ line: 2, pattern: { text: '000111222333' } }]);
    expect(problems(text)).toEqual([[5, 'ruleIncomplete', {}]]);
  });

  it.each(['rgb(300, 0, 0)', '#12345', 'hsl(1, 1%, 1%)', ''])('with %j for a colour are told', (colour) => {
    const { value, problems: told } = readText(JSON.stringify([{ env: { account: '1' }, style: { navigationBackgroundColor: colour } }]));
    expect([value.rules, told.length]).toEqual([[], 1]);
  });
});

describe('the access key file of IAM', () => {
  const key = (profile: string, line: number, id: string) => ({ profile, line, accessKeyId: { text: id, line }, secretAccessKey: { text: secret, line } });

  it('gives the keys of its users, whatever else is in it', () => {
    expect(readText(samples.accessKeyCsv)).toEqual({
      value: { keys: [key('alice', 2, 'AKIAALICE0000EXAMPLE'), key('bob, the\nsecond', 3, 'AKIABOB000000EXAMPLE')], roles: [] },
      problems: [{ line: 6, problem: 'rowNoKey', values: {} }], format: 'accessKeyCsv',
    });
  });

  it('may name no user', () => {
    expect(readText(`\uFEFFAccess key ID,Secret access key\r\nAKIAALICE0000EXAMPLE,${secret}`).value.keys).toEqual([key('AKIAALICE0000EXAMPLE', 2, 'AKIAALICE0000EXAMPLE')]);
  });

  it('may be several files one after the other, and have two keys of one user', () => {
    const file = (id: string): string => `User name,Access key ID,Secret access key\nalice,${id},${secret}\n`;
    const { keys } = readText(file('AKIAALICE0000EXAMPLE') + file('AKIAALICE0001EXAMPLE')).value;
    expect(keys.map(({ line, accessKeyId }) => [line, accessKeyId.text])).toEqual([[2, 'AKIAALICE0000EXAMPLE'], [4, 'AKIAALICE0001EXAMPLE']]);
    expect(new Set(keys.map(({ profile }) => profile)).size).toBe(2);
  });

  it('says where half a key is, and never repeats a secret', () => {
    const text = `User name,Access key ID,Secret access key\nalice,AKIAALICE0000EXAMPLE,\nbob,,${secret}\n,,${secret}\n${secret},AKIAALICE0000EXAMPLE,\n"open,AKIAALICE0000EXAMPLE,${secret}`;
    expect(problems(text)).toEqual([
      [2, 'secretMissing', { profile: 'alice' }], [3, 'keyIdMissing', { profile: 'bob' }], [4, 'rowNoKey', {}], [5, 'secretMissing', { profile: '…' }], [6, 'rowNoKey', {}],
    ]);
  });

  it('with titles only holds nothing', () => {
    expect(problems('Access key ID,Secret access key\n')).toEqual([[1, 'nothingFound', {}]]);
  });
});

describe('Sallyport’s own JSON', () => {
  it('is read with the line of each part', () => {
    const { value, problems: told, format } = readText(ownJson);
    expect([format, told]).toEqual(['sallyport', []]);
    expect(value.roles.map(({ profile, line, sourceProfile }) => [profile, line, sourceProfile])).toEqual([
      ['hub', 7, { text: 'arn:aws:iam::111111111111:user/alice', line: 9 }], ['behind', 11, { text: 'hub', line: 13 }],
    ]);
    expect(value.identities).toMatchObject([{ profile: 'arn:aws:iam::111111111111:user/alice', line: 4, userName: { text: 'alice' } }]);
  });

  it('says where something is missing or of a wrong kind, and the rest is there', () => {
    const text = '{ "sallyport": 1,\n"identities": [{ "arn": "alice" }],\n"roles": [{ "name": "x" },\n{ "arn": "a", "name": ["x"], "tags": [{}] }],\n"rules": [{}] }';
    expect(problems(text).map(([line, problem]) => [line, problem])).toEqual([
      [2, 'userArnMalformed'], [3, 'profileNoRole'], [4, 'valueWrongKind'], [4, 'valueWrongKind'], [5, 'ruleIncomplete'],
    ]);
    expect(readText(text).value.roles).toHaveLength(1);
  });

  it('that breaks off is read as far as it goes', () => {
    const { value, problems: told } = readText(ownJson.slice(0, ownJson.indexOf('"rules"')));
    expect([value.roles.length, told.map(({ problem }) => problem)]).toEqual([2, ['textMalformed']]);
  });

  it('tells a role from a user, though it is called like the user’s ARN', () => {
    const arn = 'arn:aws:iam::111111111111:user/alice';
    const role = (name: string, source: object) => ({ name, arn: 'arn:aws:iam::222222222222:role/x', source });
    const text = JSON.stringify({ sallyport: 1, identities: [{ arn }], roles: [role(arn, { identity: arn }), role('b', { role: arn })] });
    const { roles, identities } = readText(text).value;
    expect(roles.map(({ sourceProfile }) => sourceProfile?.text)).toEqual([identities?.[0]?.profile, roles[0]?.profile]);
    expect(roles[0]?.profile).not.toBe(arn);
  });
});

describe('a text of no known format', () => {
  it.each(['', '   \n', 'hello', '{}', '[]', '{"cvault": {}}', 'a: b', 'a,b\n1,2', '<html>', 'key = value', '"[a]"', '{{', '[{"a": 1}]', '\uFEFF'])('is one problem and nothing else: %j', (text) => {
    const { value, problems: told, format } = readText(text);
    expect([value, format, told.length, told[0]?.line]).toEqual([{ keys: [], roles: [] }, undefined, 1, 1]);
  });
});
