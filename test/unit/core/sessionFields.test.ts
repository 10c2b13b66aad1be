import { describe, expect, it } from 'vitest';
import { parseRoleArn } from '../../../src/core/arnFields.js';
import {
  checkPolicyArns, checkSessionName, checkSessionPolicy, checkSessionTags, checkSourceIdentity, checkStrategy, sessionPoliciesProblem, sessionTagsProblem,
  sessionTagsText,
} from '../../../src/core/sessionFields.js';

describe('a role session name', () => {
  it.each(['ab', 'alice@example.com', 'a+b=c,d.e-f_g', 'x'.repeat(64), '{user}', '{user}@{account}', '{role}-x'])('is what STS takes, or a template: %s', (name) => {
    expect(checkSessionName(`${name}\n`)).toEqual({ value: name });
  });

  it.each(['', 'a', 'a b', 'a/b', 'a:b', '名前です', 'x'.repeat(65), '{user', '{User}', '{reason}', '{user}/x', `{user}${'x'.repeat(65)}`, '{user}'.repeat(22)])(
    'is refused otherwise: %j', (name) => {
      expect(checkSessionName(name)).toEqual({ problem: 'sessionNameMalformed' });
    });
});

describe('a source identity', () => {
  it.each(['al', 'alice@example.com', '{user}', '{reason}', '{user}={reason}', 'x'.repeat(64)])('is what STS takes, or a template: %s', (identity) => {
    expect(checkSourceIdentity(` ${identity} `)).toEqual({ value: identity });
  });

  it.each(['a', 'aws:alice', 'a b', '本番', 'x'.repeat(65), '{why}'])('is refused otherwise: %j', (identity) => {
    expect(checkSourceIdentity(identity)).toEqual({ problem: 'sourceIdentityMalformed' });
  });
});

describe('session tags', () => {
  it('are written with commas between them, and a star behind what goes on to the roles behind', () => {
    expect(checkSessionTags(' Team=payments ,Cost Centre = 42 *, Empty=, 部門=本番=東京, Why={reason}*')).toEqual({ value: [
      { key: 'Team', value: 'payments' }, { key: 'Cost Centre', value: '42', transitive: true }, { key: 'Empty', value: '' },
      { key: '部門', value: '本番=東京' }, { key: 'Why', value: '{reason}', transitive: true },
    ] });
  });

  it('are printed as they are read', () => {
    const text = 'Team=payments, Cost=42*, Empty=';
    const read = checkSessionTags(text);
    expect('value' in read && sessionTagsText(read.value)).toBe(text);
  });

  it('may be none', () => {
    expect(checkSessionTags(' , ')).toEqual({ value: [] });
  });

  it.each([
    ['Team', 'sessionTagMalformed'], ['=x', 'sessionTagMalformed'], ['a;b=x', 'sessionTagMalformed'], ['a=x;y', 'sessionTagMalformed'],
    ['aws:Team=x', 'sessionTagMalformed'], ['AWS:x=1', 'sessionTagMalformed'], [`${'k'.repeat(129)}=x`, 'sessionTagMalformed'],
    [`k=${'v'.repeat(257)}`, 'sessionTagMalformed'], ['k={why}', 'sessionTagMalformed'],
    ['Team=1, team=2', 'sessionTagTwice'],
    [Array.from({ length: 51 }, (_, at) => `k${at}=v`).join(','), 'sessionTagsTooMany'],
  ])('are refused otherwise: %s', (text, problem) => {
    expect(checkSessionTags(text)).toEqual({ problem });
  });

  it('have the same limits in the catalogue as in the form', () => {
    expect(sessionTagsProblem([{ key: 'a=b', value: '' }])).toBe('sessionTagMalformed');
    expect(sessionTagsProblem([{ key: ' a', value: '' }])).toBe('sessionTagMalformed');
    expect(sessionTagsProblem([{ key: 'a', value: 'x\ny' }])).toBe('sessionTagMalformed');
    expect(sessionTagsProblem([{ key: 'a', value: '' }, { key: 'A', value: '' }])).toBe('sessionTagTwice');
  });
});

const parsed = parseRoleArn('arn:aws:iam::222222222222:role/prod');
const prod = 'value' in parsed ? parsed.value : undefined;
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

describe('the ARNs of managed session policies', () => {
  it('are of AWS or of the role’s own account, once each', () => {
    const own = 'arn:aws:iam::222222222222:policy/team/narrow,er';
    expect(checkPolicyArns(`${readOnly}\n ${own}  ${readOnly}`, prod)).toEqual({ value: [readOnly, own] });
  });

  it.each([
    ['arn:aws:iam::333333333333:policy/x', 'policyArnAccount'], ['arn:aws-cn:iam::aws:policy/x', 'policyArnAccount'],
    ['arn:aws:iam::222222222222:role/x', 'policyArnMalformed'], ['ReadOnlyAccess', 'policyArnMalformed'], ['arn:aws:iam::aws:policy/', 'policyArnMalformed'],
    ['arn:aws-iso:iam::aws:policy/x', 'policyArnMalformed'],
    [Array.from({ length: 11 }, (_, at) => `${readOnly}${at}`).join(' '), 'policyArnsTooMany'],
  ])('are refused otherwise: %s', (text, problem) => {
    expect(checkPolicyArns(text, prod)).toEqual({ problem });
  });
});

describe('a session policy', () => {
  const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

  it('is kept in one line, without the spaces that would count', () => {
    expect(checkSessionPolicy(JSON.stringify(JSON.parse(policy), null, 8))).toEqual({ value: policy });
    expect(checkSessionPolicy(JSON.stringify({ Version: '2008-10-17', Statement: statement }))).toHaveProperty('value');
  });

  it.each(['', '{', '[]', '"x"', '{}', '{"Version":"2012-10-17"}', '{"Version":"2012-10-17","Statement":[]}', '{"Version":"2012-10-17","Statement":[1]}',
    '{"Version":"2012-10-17","Statement":{"Effect":"Perhaps"}}', '{"Version":"2026-01-01","Statement":{"Effect":"Deny"}}',
    '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Sid":"本番"}}'])('is refused when it is none: %s', (text) => {
    expect(checkSessionPolicy(text)).toEqual({ problem: 'policyMalformed' });
  });

  it('has 2048 characters at most, together with the ARNs of the managed ones', () => {
    const padded = (length: number): string => {
      const bare = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Sid: '' }] });
      return bare.replace('"Sid":""', `"Sid":"${'x'.repeat(length - bare.length)}"`);
    };
    expect(checkSessionPolicy(padded(2048))).toHaveProperty('value');
    expect(checkSessionPolicy(padded(2049))).toEqual({ problem: 'policyTooLong' });
    const arn = 'arn:aws:iam::222222222222:role/prod';
    expect(sessionPoliciesProblem({ arn, sessionPolicy: padded(2048 - readOnly.length), sessionPolicyArns: [readOnly] })).toBeUndefined();
    expect(sessionPoliciesProblem({ arn, sessionPolicy: padded(2049 - readOnly.length), sessionPolicyArns: [readOnly] })).toBe('policyTooLong');
    expect(sessionPoliciesProblem({ arn, sessionPolicyArns: ['arn:aws:iam::333333333333:policy/x'] })).toBe('policyArnAccount');
  });
});

it('a strategy is one of the two that there are', () => {
  expect([checkStrategy(' direct '), checkStrategy('mfaSession'), checkStrategy('Direct')]).toEqual([{ value: 'direct' }, { value: 'mfaSession' }, { problem: 'strategyUnknown' }]);
});
