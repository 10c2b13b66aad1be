import { describe, expect, it } from 'vitest';
import { emptyCatalogue } from '../../../src/core/catalogue.js';
import { rowsOf } from '../../../src/core/importPlan.js';
import { planVaultFile } from '../../../src/core/vaultFile.js';
import { alice, bob, catalogueOf, counted, roleBehind, roleNamed, secret } from '../scenario.js';
import { addedBy } from './reading.js';

const bobsSecret = 'x'.repeat(40);
const hub = roleNamed('hub');
const behind = roleBehind(hub, 'behind');
const fromBob = roleNamed('from-bob', { source: { kind: 'identity', id: bob.id } });
const content = { catalogue: catalogueOf([hub, behind, fromBob], [alice, bob]), secrets: new Map([[alice.id, secret], [bob.id, bobsSecret]]) };

describe('a vault’s file, brought in', () => {
  it('adds everything under ids of its own, with every role at its source', () => {
    const { value, problems } = planVaultFile(content, emptyCatalogue, counted());
    const { identities, roles } = addedBy(value);
    expect(identities.map(({ identity, secretAccessKey }) => [identity.id, identity.userName, secretAccessKey])).toEqual([['new-1', 'alice', secret], ['new-2', 'bob', bobsSecret]]);
    expect(roles.map(({ id, source }) => [id, source])).toEqual([
      ['new-3', { kind: 'identity', id: 'new-1' }],
      ['new-4', { kind: 'role', id: 'new-3' }],
      ['new-5', { kind: 'identity', id: 'new-2' }],
    ]);
    expect(problems).toEqual([]);
  });

  it('has of a role all that its sessions are like, and of a rule its guard', () => {
    const role = roleNamed('hub', {
      sessionName: '{user}', sourceIdentity: '{reason}', sessionTags: [{ key: 'Team', value: 'ops', transitive: true }], sessionPolicyArns: ['arn:aws:iam::aws:policy/A'],
      sessionPolicy: '{"Version":"2012-10-17","Statement":{"Effect":"Deny"}}', strategy: 'direct', durationSeconds: 7200, guard: { confirm: true, closeAfterMinutes: 5 },
    });
    const rules = [{ id: 'r', on: 'role' as const, pattern: '*', colour: '#c62828', guard: { readOnlyFirst: true as const } }];
    const { value, problems } = planVaultFile({ ...content, catalogue: { ...catalogueOf([role]), rules } }, emptyCatalogue, counted());
    expect(addedBy(value).roles).toEqual([{ ...role, id: 'new-2', source: { kind: 'identity', id: 'new-1' } }]);
    expect(rowsOf(value, 'rule').map(({ rule }) => rule.guard)).toEqual([{ readOnlyFirst: true }]);
    expect(problems).toEqual([]);
  });

  it('changes nothing that is there without a tick: its roles start from the identity and the role that are there already', () => {
    const mine = { ...alice, id: 'mine', mfaSerial: 'arn:aws:iam::111111111111:mfa/another' };
    const known = roleNamed('hub', { id: 'known', colour: '#c62828', source: { kind: 'identity', id: 'mine' } });
    const { value, problems } = planVaultFile(content, catalogueOf([known], [mine]), counted());
    const { identities, roles } = addedBy(value);
    expect(identities.map(({ identity }) => identity.userName)).toEqual(['bob']);
    expect(roles.map(({ name, source }) => [name, source])).toEqual([
      ['behind', { kind: 'role', id: 'known' }], ['from-bob', { kind: 'identity', id: 'new-1' }]]);
    expect(problems).toEqual([]);
    expect(rowsOf(value, 'roleChange').map(({ change, caution }) => [change, caution])).toEqual([[{ colour: hub.colour }, 'colour']]);
    expect(rowsOf(value, 'identityChange').map(({ change, caution }) => [change, caution])).toEqual([[{ mfaSerial: alice.mfaSerial }, 'device']]);
  });

  it('says so when a user has another key in the file', () => {
    const { value, problems } = planVaultFile(content, catalogueOf([], [{ ...alice, accessKeyId: 'AKIAOTHER00000000000' }]), counted());
    expect(addedBy(value).identities.map(({ identity }) => identity.userName)).toEqual(['bob']);
    expect(problems).toEqual([{ line: 0, problem: 'identityOtherKey', values: { user: 'alice' } }]);
  });
});
