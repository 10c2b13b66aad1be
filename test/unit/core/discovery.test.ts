import { describe, expect, it } from 'vitest';
import { assumptionsOf } from '../../../src/core/assumptions.js';
import { type Catalogue, type Source, withRole } from '../../../src/core/catalogue.js';
import { findChain } from '../../../src/core/chain.js';
import { type Account, checkRoleNames, proposeRoles } from '../../../src/core/discovery.js';
import { usualTicks } from '../../../src/core/importChoice.js';
import { rowsOf } from '../../../src/core/importPlan.js';
import { roleTried } from '../../../src/core/triedRole.js';
import { alice, catalogueOf, counted, failureFrom, roleBehind, roleNamed } from '../scenario.js';

const source: Source = { kind: 'identity', id: alice.id };
const account = (id: string, name: string, active = true): Account => ({ id: id.repeat(12), name, active });
const some = [account('2', 'Acme Prod'), account('3', 'Acme Staging')];

function propose(accounts: readonly Account[], patterns: readonly string[], catalogue: Catalogue = catalogueOf([])) {
  const plan = proposeRoles({ accounts, patterns, partition: 'aws', source }, catalogue, counted());
  return { ...plan, plan, roles: rowsOf(plan, 'role').map(({ role }) => role) };
}

describe('the role names that are looked for', () => {
  it('stand one a line, with or without a path, each counted once', () => {
    expect(checkRoleNames(' admin \n\n/team/audit\nadmin\nreader-{account}\n')).toEqual({ value: ['admin', 'team/audit', 'reader-{account}'] });
  });

  it('are asked for when there are none', () => {
    expect(checkRoleNames(' \n ')).toEqual({ problem: 'nameMissing' });
  });

  it.each(['a b', 'admin*', 'team/', 'x'.repeat(65), '{number}', `${'p'.repeat(600)}/x`, 'ad\u202emin'])('are refused when IAM has no such name: %s', (name) => {
    expect(checkRoleNames(`admin\n${name}`)).toEqual({ problem: 'arnRoleName' });
  });
});

describe('the roles that are proposed', () => {
  it('are those of each name in each account, named after both, from the source that was chosen', () => {
    const { roles } = propose(some, ['admin', 'team/audit', 'reader-{account}']);
    expect(roles.map(({ name, arn }) => `${name} = ${arn}`)).toEqual([
      'Acme Prod admin = arn:aws:iam::222222222222:role/admin', 'Acme Prod audit = arn:aws:iam::222222222222:role/team/audit',
      'Acme Prod reader-222222222222 = arn:aws:iam::222222222222:role/reader-222222222222',
      'Acme Staging admin = arn:aws:iam::333333333333:role/admin', 'Acme Staging audit = arn:aws:iam::333333333333:role/team/audit',
      'Acme Staging reader-333333333333 = arn:aws:iam::333333333333:role/reader-333333333333',
    ]);
    expect(roles[0]).toMatchObject({ id: 'new-1', accountName: 'Acme Prod', region: 'us-east-1', destination: '', source });
  });

  it('leave out accounts that are suspended, and count what the catalogue has by its ARN, whatever it is called there', () => {
    const there = roleNamed('mine', { arn: 'arn:aws:iam::222222222222:role/admin' });
    const { roles, known } = propose([...some, account('4', 'Gone', false)], ['admin'], catalogueOf([there]));
    expect([roles.map(({ name }) => name), known]).toEqual([['Acme Staging admin'], 1]);
  });

  it('have names of their own, and wait for a tick where one could be taken for a role that is there', () => {
    const there = roleNamed('Acme Prod admin', { arn: 'arn:aws:iam::999999999999:role/admin' });
    const { roles, plan } = propose([...some, account('5', 'Acme Staging')], ['admin'], catalogueOf([there]));
    expect(roles.map(({ name }) => name)).toEqual(['Acme Prod admin (2)', 'Acme Staging admin', 'Acme Staging admin (2)']);
    expect(usualTicks(plan)).toEqual(new Set(['role new-2', 'role new-3']));
  });

  it('show nothing of an account’s name that could disguise it, and go by its number when nothing is left', () => {
    const { roles } = propose([account('2', 'Acme \u202eProd'), account('3', ''), account('4', 'x'.repeat(70))], ['a'.repeat(40)]);
    expect(roles.map(({ name, accountName }) => [name, accountName])).toEqual([
      [`Acme Prod ${'a'.repeat(40)}`, 'Acme Prod'], [`333333333333 ${'a'.repeat(40)}`, undefined], [`${'x'.repeat(23)} ${'a'.repeat(40)}`, 'x'.repeat(64)]]);
  });

  it('are ten thousand without a long wait, and no more than twenty thousand', async () => {
    const many = Array.from({ length: 5000 }, (_, at): Account => ({ id: String(100_000_000_000 + at), name: `Account ${at}`, active: true }));
    expect(propose(many, ['admin', 'reader']).roles).toHaveLength(10_000);
    const { kind, values } = await failureFrom(() => propose(many, ['a', 'b', 'c', 'd', 'e']));
    expect([kind, values]).toEqual(['proposalsTooMany', { count: '25000', most: '20000' }]);
  });
});

describe('a role that is tried', () => {
  it('is assumed by the chain of its source, for the shortest time, by a session that may do nothing', () => {
    const hub = roleNamed('hub', { durationSeconds: 3600 });
    const role = roleTried('arn:aws:iam::333333333333:role/admin', { kind: 'role', id: hub.id });
    const [first, last] = assumptionsOf(findChain(withRole(catalogueOf([hub, roleBehind(hub, 'other')]), role), role.id));
    expect(first).toMatchObject({ roleArn: hub.arn, durationSeconds: 3600 });
    expect(last).toEqual({
      roleArn: role.arn, roleSessionName: 'alice', durationSeconds: 900, policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}',
    });
  });
});
