import { describe, expect, it } from 'vitest';
import { emptyCatalogue } from '../../../src/core/catalogue.js';
import { planVaultFile } from '../../../src/core/vaultFile.js';
import { alice, bob, catalogueOf, counted, roleBehind, roleNamed, secret } from '../scenario.js';

const hub = roleNamed('hub');
const behind = roleBehind(hub, 'behind');
const fromBob = roleNamed('from-bob', { source: { kind: 'identity', id: bob.id } });
const content = { catalogue: catalogueOf([hub, behind, fromBob], [alice, bob]), secrets: new Map([[alice.id, secret], [bob.id, 'other']]) };

describe('a vault’s file, brought in', () => {
  it('adds everything under ids of its own, with every role at its source', () => {
    const { value: { identities, roles }, problems } = planVaultFile(content, emptyCatalogue, counted());
    expect(identities.map(({ identity, secretAccessKey }) => [identity.id, identity.userName, secretAccessKey])).toEqual([['new-1', 'alice', secret], ['new-2', 'bob', 'other']]);
    expect(roles.map(({ id, source }) => [id, source])).toEqual([
      ['new-3', { kind: 'identity', id: 'new-1' }],
      ['new-4', { kind: 'role', id: 'new-3' }],
      ['new-5', { kind: 'identity', id: 'new-2' }],
    ]);
    expect(problems).toEqual([]);
  });

  it('changes nothing that is there: its roles start from the identity and the role that are there already', () => {
    const mine = { ...alice, id: 'mine', mfaSerial: 'arn:aws:iam::111111111111:mfa/another' };
    const known = roleNamed('hub', { id: 'known', colour: '#c62828', source: { kind: 'identity', id: 'mine' } });
    const { value: { identities, roles }, problems } = planVaultFile(content, catalogueOf([known], [mine]), counted());
    expect(identities.map(({ identity }) => identity.userName)).toEqual(['bob']);
    expect(roles.map(({ name, source }) => [name, source])).toEqual([
      ['behind', { kind: 'role', id: 'known' }], ['from-bob', { kind: 'identity', id: 'new-1' }]]);
    expect(problems).toEqual([
      { line: 0, problem: 'identityKnown', values: { user: 'alice' } }, { line: 0, problem: 'roleKnown', values: { role: 'hub' } }]);
  });

  it('says so when a user has another key in the file', () => {
    const { value, problems } = planVaultFile(content, catalogueOf([], [{ ...alice, accessKeyId: 'AKIAOTHER00000000000' }]), counted());
    expect(value.identities.map(({ identity }) => identity.userName)).toEqual(['bob']);
    expect(problems).toEqual([{ line: 0, problem: 'identityOtherKey', values: { user: 'alice' } }]);
  });
});
