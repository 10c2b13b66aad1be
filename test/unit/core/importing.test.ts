import { describe, expect, it } from 'vitest';
import { type KeyAnswer, keysToAsk, planImport } from '../../../src/core/importing.js';
import { readAwsConfig } from '../../../src/formats/awsConfig.js';
import { alice, catalogueOf, counted, secret } from '../scenario.js';
import { key, noted, planOf, role } from './reading.js';

const serial = 'mfa_serial = arn:aws:iam::111111111111:mfa/phone';
const asked = (text: string, catalogue = catalogueOf([], [])) => keysToAsk(readAwsConfig(text).value, catalogue);

describe('the keys of a text that AWS is asked about', () => {
  it('are those that are well formed, with their secret', () => {
    expect(asked(key('default'))).toEqual({
      value: [{ profile: 'default', line: 1, accessKeyId: alice.accessKeyId, secretAccessKey: secret, stsRegion: 'us-east-1' }],
      problems: [],
    });
  });

  it('are asked in their partition’s default region, wherever the person works', () => {
    const regions = ['us-gov-east-1', 'cn-northwest-1', 'eusc-de-east-1', 'ap-northeast-1', 'nonsense', '']
      .map((region) => asked(key('default', alice.accessKeyId, `region = ${region}`)).value[0]?.stsRegion);
    expect(regions).toEqual(['us-gov-west-1', 'cn-north-1', 'eusc-de-east-1', 'us-east-1', 'us-east-1', 'us-east-1']);
  });

  it('are asked in their partition also when their region is newer than Sallyport', () => {
    expect(asked(key('default', alice.accessKeyId, 'region = cn-south-9')).value[0]?.stsRegion).toBe('cn-north-1');
  });

  it('are never malformed ones: nothing of those is sent anywhere', () => {
    const text = key('a', 'ASIAALICE0000EXAMPLE') + key('b', 'AIDAALICE0000EXAMPLE') + key('c', 'nonsense') + key('d').replace(secret, 'short');
    const { value, problems } = asked(text);
    expect(value).toEqual([]);
    expect(problems.map(({ line, problem }) => `${line} ${problem}`)).toEqual([
      '2 keyIdTemporary', '6 keyIdOtherKind', '10 keyIdMalformed', '15 secretMalformed',
    ]);
  });

  it('are never those that are known already', () => {
    expect(asked(key('default'), catalogueOf([]))).toEqual({ value: [], problems: [] });
  });
});

describe('an identity out of a text', () => {
  it('is whose AWS says the key is, with the MFA device that the text names', () => {
    const { value, problems } = planOf(key('default', alice.accessKeyId, serial));
    expect(value.identities).toEqual([{
      secretAccessKey: secret,
      identity: { ...alice, id: 'new-1', mfaSerial: 'arn:aws:iam::111111111111:mfa/phone' },
    }]);
    expect(problems).toEqual([]);
  });

  it('has the device that its roles name, when it names none itself', () => {
    const plan = planOf(key('default') + role('dev', 'default', serial) + role('prod', 'default', serial));
    expect(plan.value.identities[0]?.identity.mfaSerial).toBe('arn:aws:iam::111111111111:mfa/phone');
    expect(noted(plan)).toEqual([]);
  });

  it('has a proposed device when none is named, and says so', () => {
    const { value, problems } = planOf(`\n${key('default')}`);
    expect(value.identities[0]?.identity.mfaSerial).toBe('arn:aws:iam::111111111111:mfa/alice');
    expect(problems).toEqual([{ line: 2, problem: 'serialMissing', values: { user: 'alice', serial: 'arn:aws:iam::111111111111:mfa/alice' } }]);
  });

  it('has its own device when a role names another, and says so at the other', () => {
    const plan = planOf(key('default', alice.accessKeyId, serial) + role('dev', 'default', 'mfa_serial = GAHT12345678'));
    expect(plan.value.identities[0]?.identity.mfaSerial).toBe('arn:aws:iam::111111111111:mfa/phone');
    expect(noted(plan)).toEqual(['8 serialDiffers']);
  });

  it.each([
    ['arn:aws:iam::111111111111:u2f/user/alice/key', 'serialIsFido'],
    ['arn:aws:iam::999999999999:mfa/alice', 'serialAccount'],
    ['arn:aws-cn:iam::111111111111:mfa/alice', 'serialPartition'],
    ['arn:aws:iam::111111111111:user/alice', 'serialIsUser'],
  ])('has a proposed device instead of one that cannot be: %s', (text, problem) => {
    const plan = planOf(key('default', alice.accessKeyId, `mfa_serial = ${text}`));
    expect(plan.value.identities[0]?.identity.mfaSerial).toBe('arn:aws:iam::111111111111:mfa/alice');
    expect(noted(plan)).toEqual(['1 serialMissing', `4 ${problem}`]);
  });

  it('signs in where its partition does', () => {
    const { identity } = planOf(key('default', alice.accessKeyId, 'region = us-gov-east-1')).value.identities[0] ?? {};
    expect(identity).toMatchObject({ partition: 'aws-us-gov', stsRegion: 'us-gov-west-1', mfaSerial: 'arn:aws-us-gov:iam::111111111111:mfa/alice' });
  });

  it('is left out when AWS does not know its key, and the reason is told', () => {
    const { value, problems } = planOf(key('default', 'AKIANOBODY000EXAMPLE'));
    expect(value.identities).toEqual([]);
    expect(problems).toMatchObject([{ line: 1, problem: 'keyRefused', values: { profile: 'default', failure: 'keyUnknown' } }]);
  });

  it('that is there already, as it is here, is counted and asked for no more', () => {
    const plan = planOf(key('default', alice.accessKeyId, `mfa_serial = ${alice.mfaSerial}`), catalogueOf([]));
    expect([plan.value, noted(plan), plan.asked]).toEqual([{ rows: [], known: 1, identities: [], roles: [] }, [], []]);
  });

  it('is added once though two profiles hold its key', () => {
    const plan = planOf(key('default') + key('alice') + role('dev', 'default') + role('prod', 'alice'));
    expect(plan.value.identities.map(({ identity }) => identity.userName)).toEqual(['alice']);
    expect(new Set(plan.value.roles.map(({ source }) => source.id)).size).toBe(1);
  });

  it('is not added beside the same user’s with another key: the roles use the one that is there', () => {
    const other = { ...alice, accessKeyId: 'AKIAALICE0000OLDER00' };
    const plan = planOf(key('default') + role('dev', 'default'), catalogueOf([], [other]));
    expect([plan.value.identities, noted(plan)]).toEqual([[], ['1 identityOtherKey']]);
    expect(plan.value.roles.map(({ source }) => source)).toEqual([{ kind: 'identity', id: other.id }]);
  });

  it('is whose its own key is, though two files call their keys the same', () => {
    const keys = [key('default'), key('default', 'AKIABOB000000EXAMPLE')].flatMap((text) => readAwsConfig(text).value.keys);
    const answers = new Map<string, KeyAnswer>(keys.map(({ accessKeyId: { text } }) =>
      [text, { owner: { partition: 'aws', accountId: '111111111111', userName: text === alice.accessKeyId ? 'alice' : 'bob' } }]));
    const { rows } = planImport({ keys, roles: [] }, answers, catalogueOf([], []), counted()).value;
    expect(rows.map((row) => row.what === 'identity' && [row.identity.userName, row.identity.accessKeyId])).toEqual([['alice', alice.accessKeyId], ['bob', 'AKIABOB000000EXAMPLE']]);
  });

  it('is one of several', () => {
    const { value } = planOf(key('default') + key('bob', 'AKIABOB000000EXAMPLE'));
    expect(value.identities.map(({ identity }) => [identity.id, identity.userName])).toEqual([['new-1', 'alice'], ['new-2', 'bob']]);
  });
});

it('nothing that is told of an import has a secret in it', () => {
  const text = key('default') + key('b', 'AKIANOBODY000EXAMPLE') + key('c', 'nonsense') + role('dev', 'nowhere');
  expect(JSON.stringify(planOf(text).problems)).not.toContain(secret);
});
