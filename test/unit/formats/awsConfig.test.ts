import { describe, expect, it } from 'vitest';
import { readAwsConfig } from '../../../src/formats/awsConfig.js';
import { secret } from '../scenario.js';

const lines = (text: string) => readAwsConfig(text).problems.map(({ line, problem, values }) => [line, problem, values]);
const config = `# ~/.aws/config
[default]
region = ap-northeast-1
output = json
mfa_serial = arn:aws:iam::111111111111:mfa/alice-phone

[profile prod.admin]
role_arn = arn:aws:iam::222222222222:role/team/prod-admin
source_profile = default
mfa_serial = arn:aws:iam::111111111111:mfa/alice-phone
region = us-east-1
duration_seconds = 43200
external_id = x-1
role_session_name = alice@example.com
s3 =
  max_concurrent_requests = 20
  role_arn = arn:aws:iam::999999999999:role/not-this-one

[profile "with space"]
role_arn = arn:aws:iam::333333333333:role/dev
source_profile = prod.admin
`;
const credentials = `[default]
aws_access_key_id = AKIAALICE0000EXAMPLE
aws_secret_access_key = ${secret}
`;

describe('the AWS CLI’s files', () => {
  it('are read together, one after the other: a profile of both is one', () => {
    const { value, problems } = readAwsConfig(`${config}\n${credentials}`);
    expect(problems).toEqual([]);
    expect(value.keys).toEqual([{
      profile: 'default', line: 2,
      accessKeyId: { text: 'AKIAALICE0000EXAMPLE', line: 24 },
      secretAccessKey: { text: secret, line: 25 },
      mfaSerial: { text: 'arn:aws:iam::111111111111:mfa/alice-phone', line: 5 },
      region: { text: 'ap-northeast-1', line: 3 },
    }]);
    expect(value.roles).toEqual([
      {
        profile: 'prod.admin', line: 7,
        roleArn: { text: 'arn:aws:iam::222222222222:role/team/prod-admin', line: 8 },
        sourceProfile: { text: 'default', line: 9 },
        mfaSerial: { text: 'arn:aws:iam::111111111111:mfa/alice-phone', line: 10 },
        region: { text: 'us-east-1', line: 11 },
        durationSeconds: { text: '43200', line: 12 },
        externalId: { text: 'x-1', line: 13 },
        roleSessionName: { text: 'alice@example.com', line: 14 },
      },
      {
        profile: 'with space', line: 19,
        roleArn: { text: 'arn:aws:iam::333333333333:role/dev', line: 20 },
        sourceProfile: { text: 'prod.admin', line: 21 },
      },
    ]);
  });

  it('are read in either order', () => {
    const { value } = readAwsConfig(`${credentials}\n${config}`);
    expect([value.keys.length, value.roles.length]).toEqual([1, 2]);
    expect(value.keys[0]?.mfaSerial?.text).toBe('arn:aws:iam::111111111111:mfa/alice-phone');
  });

  it('may name a profile with and without the word', () => {
    const { value } = readAwsConfig('[profile dev]\nregion = us-east-1\n[dev]\nrole_arn = x\n');
    expect(value.roles).toMatchObject([{ profile: 'dev', line: 1, region: { line: 2 }, roleArn: { line: 4 } }]);
  });

  it.each(['services-prod', 'preview-dev', 'plugins.x', 'sso-session-like', 'profiles'])('may have a key called %s', (name) => {
    const { value } = readAwsConfig(credentials.replace('default', name));
    expect(value.keys.map(({ profile }) => profile)).toEqual([name]);
  });

  it('may hold sections that are no profiles', () => {
    const others = '[sso-session corp]\nsso_start_url = https://x\n[services local]\ns3 =\n  endpoint_url = x\n[plugins]\na = b\n[preview]\ncloudfront = true\n';
    const text = others + credentials;
    expect(lines(text)).toEqual([]);
    expect(readAwsConfig(text).value.keys).toHaveLength(1);
  });

  it('may write their settings in any case', () => {
    const { value, problems } = readAwsConfig(`[default]\nAWS_ACCESS_KEY_ID = AKIAALICE0000EXAMPLE\nAWS_Secret_Access_Key = ${secret}
[profile dev]\nRole_Arn = arn:aws:iam::222222222222:role/Dev\nSource_Profile = default\n[dev]\nREGION = us-east-1\n`);
    expect(problems).toEqual([]);
    expect(value.keys).toMatchObject([{ profile: 'default', accessKeyId: { text: 'AKIAALICE0000EXAMPLE' }, secretAccessKey: { text: secret } }]);
    expect(value.roles).toMatchObject([{ profile: 'dev', roleArn: { text: 'arn:aws:iam::222222222222:role/Dev' }, sourceProfile: { text: 'default' }, region: { text: 'us-east-1' } }]);
  });

  it('may have a role and its own key in one profile', () => {
    const { value } = readAwsConfig(`${credentials}role_arn = arn:aws:iam::222222222222:role/x\n`);
    expect([value.keys.map(({ profile }) => profile), value.roles.map(({ profile }) => profile)]).toEqual([['default'], ['default']]);
  });
});

describe('what Sallyport cannot use', () => {
  it.each([
    ['sso_start_url = https://corp.awsapps.com/start', 'profileSso'],
    ['sso_session = corp', 'profileSso'],
    ['SSO_Session = corp', 'profileSso'],
    ['credential_process = /usr/bin/key', 'profileProcess'],
    ['web_identity_token_file = /token', 'profileProcess'],
    ['source_profile = default', 'profileNoRole'],
    ['mfa_serial = arn:aws:iam::111111111111:mfa/x', 'profileNoRole'],
  ])('is told at its profile: %s', (setting, problem) => {
    expect(lines(`${credentials}\n[profile other]\n${setting}\nregion = us-east-1`)).toEqual([[5, problem, { profile: 'other' }]]);
  });

  it('is a temporary key, told at its session token', () => {
    const text = '[tmp]\naws_access_key_id = ASIAX\naws_secret_access_key = y\naws_session_token = z';
    expect(lines(text)).toEqual([[4, 'profileTemporary', { profile: 'tmp' }]]);
    expect(readAwsConfig(text).value.keys).toEqual([]);
  });

  it('is half a key, told at the half that is there', () => {
    expect(lines('[a]\nregion = us-east-1\naws_access_key_id = AKIA')).toEqual([[3, 'secretMissing', { profile: 'a' }]]);
    expect(lines('[a]\naws_secret_access_key = s\n')).toEqual([[2, 'keyIdMissing', { profile: 'a' }]]);
    expect(lines('[a]\naws_access_key_id = AKIA\naws_secret_access_key =\n')).toEqual([[2, 'secretMissing', { profile: 'a' }]]);
  });

  it('is a role that is assumed with a token file, which a browser does not have', () => {
    const text = '[profile ci]\nrole_arn = arn:aws:iam::222222222222:role/ci\nweb_identity_token_file = /token';
    expect(readAwsConfig(text)).toEqual({ value: { keys: [], roles: [] }, problems: [{ line: 1, problem: 'profileProcess', values: { profile: 'ci' } }] });
  });

  it('is told in the order of the lines, and the rest is there', () => {
    const text = `[b]\nsso_session = x\nnonsense\n[a]\naws_access_key_id = AKIA\n${config}`;
    expect(lines(text).map(([line, problem]) => [line, problem]))
      .toEqual([[1, 'profileSso'], [3, 'lineMalformed'], [5, 'secretMissing'], [7, 'profileNoRole']]);
    expect(readAwsConfig(text).value.roles).toHaveLength(2);
  });

  it('is a text with nothing of use in it', () => {
    for (const text of ['', '[default]\nregion = us-east-1\noutput = json', '# nothing']) {
      expect(readAwsConfig(text)).toEqual({ value: { keys: [], roles: [] }, problems: [{ line: 1, problem: 'nothingFound', values: {} }] });
    }
  });

  it('never has a secret in what is told of it', () => {
    const text = `[a]\naws_secret_access_key = ${secret}\n[b]\naws_access_key_id = ASIAX\naws_secret_access_key = ${secret}\n`
      + `aws_session_token = ${secret}\n${secret}\n`;
    expect(JSON.stringify(readAwsConfig(text).problems)).not.toContain(secret);
  });
});

it('profiles called like the properties of an object are profiles like any other', () => {
  for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
    const { value } = readAwsConfig(`[profile ${name}]\nrole_arn = arn:aws:iam::222222222222:role/x\nsource_profile = ${name}`);
    expect(value.roles.map(({ profile }) => profile)).toEqual([name]);
  }
  expect(readAwsConfig('[__proto__]\nrole_arn = x').value.roles.length).toBeLessThanOrEqual(1);
  expect(Reflect.get({}, 'role_arn')).toBeUndefined();
});
