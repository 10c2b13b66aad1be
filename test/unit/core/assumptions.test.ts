import { describe, expect, it } from 'vitest';
import { type Assumption, assumptionsOf, type Opening } from '../../../src/core/assumptions.js';
import type { Role } from '../../../src/core/catalogue.js';
import { findChain } from '../../../src/core/chain.js';
import { alice, catalogueOf, failureFrom, roleBehind, roleNamed } from '../scenario.js';

const hub = roleNamed('hub');
const asked = (roles: readonly Role[], opening?: Opening, user = alice): readonly Assumption[] =>
  assumptionsOf(findChain(catalogueOf(roles, [user]), roles.at(-1)?.id ?? ''), opening);
const first = (more: Partial<Role>, opening?: Opening, user = alice): Assumption | undefined => asked([{ ...hub, ...more }], opening, user)[0];

describe('what AssumeRole is asked for', () => {
  it('is a name and a length, and no MFA parameters: the MFA session carries them', () => {
    expect(asked([hub, roleBehind(hub, 'leaf')])).toEqual([
      { roleArn: hub.arn, roleSessionName: 'alice', durationSeconds: 3600 },
      { roleArn: 'arn:aws:iam::222222222222:role/leaf', roleSessionName: 'alice', durationSeconds: 3600 },
    ]);
  });

  it.each([[undefined, 3600], [900, 900], [3600, 3600], [3601, 3600], [43_200, 3600]])(
    'lasts an hour at most, because of role chaining: a role set to %s is asked for %i seconds', (durationSeconds, expected) => {
      expect(first(durationSeconds === undefined ? {} : { durationSeconds })?.durationSeconds).toBe(expected);
    });

  it('has the external ID of the role that is assumed, and only of that one', () => {
    const [one, other] = asked([{ ...hub, externalId: 'x-1' }, roleBehind(hub, 'leaf')]);
    expect([one?.externalId, other?.externalId]).toEqual(['x-1', undefined]);
  });
});

describe('the name of a session', () => {
  it.each([
    [undefined, 'alice', 'alice'], [undefined, 'a', 'a-'], ['deploy', 'alice', 'deploy'], ['{user}', 'alice', 'alice'], ['{user}@{account}', 'alice', 'alice@222222222222'],
    ['{role}={user}', 'alice', 'hub=alice'], ['{user}{role}', 'x'.repeat(64), 'x'.repeat(64)], ['{user}', 'a', 'a-'],
  ])('made from %s for %s is %s', (sessionName, userName, name) => {
    expect(first(sessionName === undefined ? {} : { sessionName }, {}, { ...alice, userName })?.roleSessionName).toBe(name);
  });
});

describe('the source identity', () => {
  const leaf = roleBehind(hub, 'leaf', { sourceIdentity: '{user}-{reason}' });

  it('is the wanted role’s, and is given at the first hop, so that the whole chain has it', () => {
    const [one, other] = asked([{ ...hub, sourceIdentity: 'hub' }, leaf], { reason: 'INC 42: disk full' });
    expect([one?.sourceIdentity, other?.sourceIdentity]).toEqual(['alice-INC-42-disk-full', undefined]);
  });

  it('is that of the nearest role before, when the wanted one has none', () => {
    expect(asked([{ ...hub, sourceIdentity: '{user}' }, roleBehind(hub, 'leaf')]).map(({ sourceIdentity }) => sourceIdentity)).toEqual(['alice', undefined]);
  });

  it.each([undefined, '', '障害対応', 'x', '!!'])('cannot be made of a reason that AWS would not take: %s', async (reason) => {
    const data = await failureFrom(() => asked([hub, leaf], reason === undefined ? {} : { reason }));
    expect(data).toEqual({ kind: 'reasonUnfit', values: { role: 'leaf' } });
  });

  it('takes full-width letters for what they stand for, and has 64 characters at most', () => {
    expect(first({ sourceIdentity: '{reason}' }, { reason: 'ＩＮＣ１' })?.sourceIdentity).toBe('INC1');
    expect(first({ sourceIdentity: '{reason}' }, { reason: 'y'.repeat(200) })?.sourceIdentity).toBe('y'.repeat(64));
  });
});

describe('session tags', () => {
  it('are given at the hop of their own role, filled', () => {
    const leaf = roleBehind(hub, 'leaf', { sessionTags: [{ key: 'Why', value: '{reason}' }, { key: 'Who', value: '{user} of {account}' }] });
    const hops = asked([{ ...hub, sessionTags: [{ key: 'Team', value: 'ops' }] }, leaf], { reason: '障害; 対応' });
    expect(hops.map(({ tags }) => tags)).toEqual([[{ key: 'Team', value: 'ops' }], [{ key: 'Why', value: '障害 対応' }, { key: 'Who', value: 'alice of 222222222222' }]]);
  });

  it('that an earlier hop hands on are not given again, which STS would refuse', () => {
    const leaf = roleBehind(hub, 'leaf', { sessionTags: [{ key: 'team', value: 'other' }, { key: 'Own', value: '1' }] });
    const hops = asked([{ ...hub, sessionTags: [{ key: 'Team', value: 'ops', transitive: true }] }, leaf]);
    expect(hops.map(({ tags }) => tags)).toEqual([[{ key: 'Team', value: 'ops', transitive: true }], [{ key: 'Own', value: '1' }]]);
  });
});

describe('what narrows a session', () => {
  const policy = '{"Version":"2012-10-17","Statement":[]}';
  const arns = ['arn:aws:iam::aws:policy/PowerUserAccess'];

  it('is the wanted role’s policies, at the last hop alone', () => {
    const [one, other] = asked([{ ...hub, sessionPolicy: policy }, roleBehind(hub, 'leaf', { sessionPolicy: policy, sessionPolicyArns: arns })]);
    expect(one).not.toHaveProperty('policy');
    expect(other).toMatchObject({ policy, policyArns: arns });
  });

  it('is ReadOnlyAccess of the role’s partition, at the last hop alone, when the role is only to be looked at', () => {
    const [one, other] = asked([hub, roleBehind(hub, 'leaf')], { readOnly: true });
    expect(one).not.toHaveProperty('policyArns');
    expect(other).toMatchObject({ policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] });
    const gov = { ...alice, partition: 'aws-us-gov' as const };
    expect(first({ arn: 'arn:aws-us-gov:iam::222222222222:role/x' }, { readOnly: true }, gov)?.policyArns).toEqual(['arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess']);
  });

  it.each([{ sessionPolicy: policy }, { sessionPolicyArns: arns }])('is not put together with ReadOnlyAccess: AWS would add the two up', async (own) => {
    const data = await failureFrom(() => first(own, { readOnly: true }));
    expect(data).toEqual({ kind: 'readOnlyCombined', values: { role: 'hub' } });
  });

  it('of a role on the way does not keep the one behind it from being looked at', () => {
    expect(asked([{ ...hub, sessionPolicy: policy }, roleBehind(hub, 'leaf')], { readOnly: true }).map(({ policyArns }) => policyArns?.length)).toEqual([undefined, 1]);
  });
});
