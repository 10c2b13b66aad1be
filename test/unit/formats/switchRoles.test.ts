import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/formats/reading.js';
import { secret } from '../scenario.js';
import { samples } from './samples.js';

const problems = (text: string) => readText(text).problems.map(({ line, problem, values }) => [line, problem, values]);
const roles = (text: string) => readText(text).value.roles;

describe('the settings of AWS Extend Switch Roles', () => {
  it('are known by their own keys', () => {
    expect(readText(samples.aesr).format).toBe('aesr');
    expect(readText('[a]\nrole_arn = x\ncolor = ffaaee').format).toBe('aesr');
    expect(readText('[a]\nrole_arn = x').format).toBe('awsConfig');
  });

  it('give roles by account and name, in the account where a person signs in, with what that gives all its roles', () => {
    expect(roles(samples.aesr)).toEqual([
      {
        profile: 'Org1-Developer', line: 6, roleArn: { text: 'arn:aws:iam::123456789012:role/Developer', line: 7 }, sourceProfile: { text: 'organization1', line: 8 },
        sourceAccount: { text: '000011112222', line: 2 }, region: { text: 'eu-west-1', line: 4 }, colour: { text: 'ffaaee', line: 9 },
      },
      {
        profile: 'Org1-Manager', line: 11, roleArn: { text: 'arn:aws:iam::210987654321:role/Manager', line: 13 }, sourceProfile: { text: 'organization1', line: 14 },
        sourceAccount: { text: '000011112222', line: 2 }, region: { text: 'ap-northeast-1', line: 15 },
      },
      {
        profile: 'Org2-Role1', line: 21, roleArn: { text: 'arn:aws:iam::234567890123:role/Role1', line: 22 }, sourceProfile: { text: 'organization2', line: 23 },
        colour: { text: 'bbeeff', line: 24 }, group: { text: 'second', line: 25 },
      },
    ]);
  });

  it('say where an image and an alias in place of a number are', () => {
    expect(problems(samples.aesr)).toEqual([
      [16, 'imageLeftOut', { profile: 'Org1-Manager' }],
      [19, 'accountAlias', { account: 'your-account-alias' }],
      [29, 'accountAlias', { account: 'account-3-alias' }],
    ]);
  });

  it('may have an alias beside the number of an account', () => {
    const text = '[base]\naws_account_id = 111111111111\naws_account_alias = acme\n[a]\naws_account_id = 222222222222\naws_account_alias = acme-prod\nrole_name = x\nsource_profile = base';
    expect(roles(text)).toMatchObject([{ accountName: { text: 'acme-prod' }, sourceAccount: { text: '111111111111' } }]);
    expect(problems(text)).toEqual([]);
  });

  it('take the role that a person signs in with for no role to open', () => {
    const text = '[base]\naws_account_id = 111111111111\nrole_name = Federated\n[a]\naws_account_id = 222222222222\nrole_name = x\nsource_profile = base';
    expect(roles(text).map(({ profile }) => profile)).toEqual(['a']);
  });

  it('are of the partition that their region is in', () => {
    expect(roles('[a]\naws_account_id = 222222222222\nrole_name = x\nregion = cn-north-1')[0]?.roleArn.text).toBe('arn:aws-cn:iam::222222222222:role/x');
  });

  it('without a role are told', () => {
    expect(problems('[a]\naws_account_id = 222222222222\ncolor = ffaaee')).toEqual([[1, 'profileNoRole', { profile: 'a' }]]);
    expect(problems('[a]\nrole_name = x')).toEqual([[1, 'profileNoRole', { profile: 'a' }]]);
  });

  it('hand on a number that is none of an account, to be judged as such', () => {
    expect(roles('[a]\naws_account_id = 123\nrole_name = x')[0]?.roleArn.text).toBe('arn:aws:iam::123:role/x');
  });
});

describe('the profiles of Granted', () => {
  it('give the roles that need no single sign-on, with their colours', () => {
    const { value, format } = readText(samples.granted);
    expect(format).toBe('granted');
    expect(value.roles).toMatchObject([
      { profile: 'hub', line: 9, colour: { text: '#00acc1', line: 12 } },
      { profile: 'behind-hub', line: 14, sourceProfile: { text: 'hub', line: 16 } },
    ]);
  });

  it('say at their line when they sign in through IAM Identity Center', () => {
    expect(problems(samples.granted)).toEqual([[1, 'profileSso', { profile: 'tax-prod/S3ListBuckets' }]]);
  });

  it('are known by the program too', () => {
    expect(readText('[profile a]\ncredential_process = granted credential-process --profile a')).toMatchObject({ format: 'granted', problems: [{ problem: 'profileProcess' }] });
  });

  it('hand on a colour that is written as a number', () => {
    expect(roles('[profile a]\nrole_arn = x\ngranted_color = #ff0000 # red')[0]?.colour?.text).toBe('#ff0000');
    expect(roles('[profile a]\nrole_arn = x\ngranted_color = ff0000')[0]?.colour?.text).toBe('ff0000');
  });
});

describe('Sallyport’s own keys in the config of the AWS CLI', () => {
  it('are read with what is written as a JSON string', () => {
    const { value, problems: told, format } = readText(samples.sallyport);
    expect([format, told]).toEqual(['sallyport', []]);
    expect(value.roles[0]).toMatchObject({
      profile: 'prod', name: { text: 'prod ]#"', line: 16 }, accountName: { text: 'Acme Prod' }, group: { text: '# first' },
      tags: [{ text: 'live' }, { text: '"quoted" tag' }], destination: { text: 'ec2/home#Instances:' },
    });
    expect(value.identities).toEqual([{
      profile: 'alice', line: 3, userName: { text: 'alice', line: 4 }, accountId: { text: '111111111111', line: 4 }, partition: { text: 'aws', line: 4 },
      mfaSerial: { text: 'arn:aws:iam::111111111111:mfa/alice-phone', line: 5 }, stsRegion: { text: 'us-east-1', line: 6 }, sessionSeconds: { text: '43200', line: 7 },
    }]);
    expect(value.rules).toEqual([{
      line: 21, on: { text: 'role', line: 22 }, pattern: { text: '*prod*', line: 23 }, colour: { text: 'c62828', line: 24 }, label: { text: ' PROD', line: 25 },
    }]);
  });

  it('may write colours with their hash, in roles and rules alike, and a comment after them', () => {
    const { value, problems: told } = readText(samples.sallyport.replaceAll('color = c62828', 'color = #c62828 # red'));
    expect(told).toEqual([]);
    expect([value.roles[0]?.colour?.text, value.rules?.[0]?.colour.text]).toEqual(['#c62828', '#c62828']);
  });

  it('may stand beside the key of the user', () => {
    const { value } = readText(`${samples.sallyport}\n[alice]\naws_access_key_id = AKIAALICE0000EXAMPLE\naws_secret_access_key = ${secret}\n`);
    expect([value.keys.map(({ profile }) => profile), value.identities?.map(({ profile }) => profile)]).toEqual([['alice'], ['alice']]);
  });

  it('say where they name no user, and where a rule is not whole', () => {
    expect(problems('[profile x]\nsallyport_user = alice\n[sallyport-rule 1]\non = role\npattern = x')).toEqual([[2, 'userArnMalformed', { profile: 'x' }], [3, 'ruleIncomplete', {}]]);
  });

  it('keep a value that only looks like a JSON string', () => {
    expect(roles('[profile x]\nrole_arn = x\nsallyport_name = "half\ngroup = "a" b')[0]).toMatchObject({ name: { text: '"half' }, group: { text: '"a" b' } });
  });
});
