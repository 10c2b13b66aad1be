import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { inItsColour } from '../../../src/core/colourRules.js';
import { chosen, usualTicks } from '../../../src/core/importChoice.js';
import { planImport } from '../../../src/core/importing.js';
import type { Profiles } from '../../../src/core/profiles.js';
import { alice, catalogueOf, counted, roleBehind, roleNamed } from '../scenario.js';
import { prod, dev, here, at, rolesOnly, plan, apply, withoutTicks, withAll, cautions } from './importPlanning.js';

describe('a hostile import', () => {
  it.each<[string, Profiles, string]>([
    ['puts another account behind a familiar name', rolesOnly({ profile: 'prod-admin', arn: 'arn:aws:iam::666666666666:role/prod-admin' }), 'roleChange account'],
    ['puts another role of the account behind a familiar name', rolesOnly({ profile: 'prod-admin', arn: 'arn:aws:iam::222222222222:role/other' }), 'roleChange account'],
    ['calls the account of a familiar role another name', rolesOnly({ profile: 'prod-admin', arn: prod.arn, accountName: 'Acme Sandbox' }), 'roleChange account'],
    ['gives a role without an account’s name that of another account', rolesOnly({ profile: 'dev', arn: dev.arn.replace('2222', '3333'), accountName: 'acme prod' }), 'roleChange account'],
    ['gives production the colour of a sandbox', rolesOnly({ profile: 'prod-admin', arn: prod.arn, colour: '#2e7d32' }), 'roleChange colour'],
    ['gives production another colour by a rule', { keys: [], roles: [], rules: [{ line: 1, on: at('role'), pattern: at('prod*'), colour: at('2e7d32') }] }, 'rule recolours'],
    ['gives production another word by a rule', { keys: [], roles: [], rules: [{ line: 1, on: at('role'), pattern: at('prod*'), colour: at(prod.colour), label: at('TEST') }] }, 'rule recolours'],
    ['turns a rule that is there to another colour', { keys: [], roles: [], rules: [{ line: 1, on: at('role'), pattern: at('DEV*'), colour: at('c62828') }] }, 'ruleChange recolours'],
    ['swaps the MFA device of a user', { keys: [], roles: [], identities: [{ profile: 'a', line: 1, userName: at('alice'), accountId: at('111111111111'), mfaSerial: at('arn:aws:iam::111111111111:mfa/other') }] }, 'identityChange device'],
    ['swaps the MFA device by way of a role', rolesOnly({ profile: 'dev', arn: dev.arn, mfaSerial: 'arn:aws:iam::111111111111:mfa/other' }), 'identityChange device'],
    ['swaps the MFA device by way of a role whose source it does not name', rolesOnly({ profile: 'new', from: 'default', arn: dev.arn, mfaSerial: 'GAHT12345678' }), 'identityChange device'],
    ['adds a role that looks like production', rolesOnly({ profile: 'рrоd_Admin', arn: 'arn:aws:iam::666666666666:role/prod-admin' }), 'role nameAlike'],
    ['adds a role whose name hides a character', rolesOnly({ profile: 'prod\u2060-admin', arn: 'arn:aws:iam::666666666666:role/prod-admin' }), 'role nameAlike'],
    ['adds a role that is told from production by a number only', rolesOnly({ profile: 'prod-admin', arn: prod.arn }, { profile: 'prod-admin\u200e', arn: 'arn:aws:iam::666666666666:role/prod-admin' }), 'role nameAlike'],
    ['moves production to a region that a new rule colours', { ...rolesOnly({ profile: 'prod-admin', arn: prod.arn, region: 'eu-west-3' }), rules: [{ line: 9, on: at('region'), pattern: at('eu-west-3'), colour: at('2e7d32') }] }, 'rule recolours'],
    ['adds a role of another account under a familiar account’s name', rolesOnly({ profile: 'new', arn: 'arn:aws:iam::666666666666:role/x', accountName: 'Acme Prod' }), 'role accountAlike'],
    ['adds a role of another account under what looks like a familiar account’s name', rolesOnly({ profile: 'new', arn: 'arn:aws:iam::666666666666:role/x', accountName: 'АCME-prod' }), 'role accountAlike'],
  ])('that %s has a row of its own, and does nothing without its tick', (_, profiles, row) => {
    const found = plan(profiles);
    expect(cautions(found)).toContain(row);
    const left = withoutTicks(found);
    expect(left.identities).toEqual(here.identities);
    expect(left.rules).toEqual(here.rules);
    const looks = ({ roles, rules }: Catalogue) => roles.filter(({ id }) => id === prod.id || id === dev.id).map((role) => ({ ...inItsColour(role, rules), region: '' }));
    expect(looks(left)).toEqual(looks(here));
    expect(withAll(found)).not.toEqual(left);
  });

  it('is told from what it changes beside: only that is done', () => {
    const found = plan(rolesOnly({ profile: 'prod-admin', arn: 'arn:aws:iam::666666666666:role/prod-admin', colour: '2e7d32', region: 'eu-west-1', group: 'Acme', tags: ['a', 'b'] }));
    expect(cautions(found)).toEqual(['roleChange account', 'roleChange colour', 'roleChange -']);
    expect(withoutTicks(found).roles[0]).toEqual({ ...prod, region: 'eu-west-1', group: 'Acme', tags: ['a', 'b'] });
    expect(withAll(found).roles[0]).toMatchObject({ id: prod.id, arn: 'arn:aws:iam::666666666666:role/prod-admin', colour: '#2e7d32', accountName: 'Acme Prod' });
  });

  it('of what a role’s sessions may do, how they are made and what guards them waits for a tick, and nothing else with it', () => {
    const guarded = { ...prod, guard: { confirm: true as const, reason: true as const }, sessionPolicy: '{"Version":"2012-10-17","Statement":{"Effect":"Deny"}}' };
    const present = { ...here, roles: [guarded, dev] };
    const found = plan(rolesOnly({
      profile: 'prod-admin', arn: prod.arn, group: 'Acme', guard: 'reason', strategy: 'direct',
      sessionPolicy: '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    }), present);
    expect(cautions(found)).toEqual(['roleChange access', 'roleChange -']);
    expect(withoutTicks(found, present).roles[0]).toEqual({ ...guarded, group: 'Acme' });
    expect(withAll(found, present).roles[0]).toMatchObject({ guard: { reason: true }, strategy: 'direct' });
  });

  it('to another account takes along the policies that are of that account, and is left out when those of the old one would stay', () => {
    const arns = (account: string) => [`arn:aws:iam::${account}:policy/narrow`];
    const narrowed = { ...prod, sessionPolicyArns: arns('222222222222') };
    const present = { ...here, roles: [narrowed, dev] };
    const moved = rolesOnly({ profile: 'prod-admin', arn: 'arn:aws:iam::666666666666:role/prod-admin' });
    expect(plan(moved, present).rows).toEqual([]);
    const both = plan(rolesOnly({ profile: 'prod-admin', arn: 'arn:aws:iam::666666666666:role/prod-admin', sessionPolicyArns: arns('666666666666').join(' ') }), present);
    expect(cautions(both)).toEqual(['roleChange account']);
    expect(withoutTicks(both, present)).toEqual(present);
    expect(withAll(both, present).roles[0]?.sessionPolicyArns).toEqual(arns('666666666666'));
  });

  it('of a rule that takes some of its guard away waits for a tick', () => {
    const rules = [{ id: 'r', on: 'role' as const, pattern: 'prod*', colour: '#c62828', guard: { confirm: true as const, reason: true as const } }];
    const found = plan({ keys: [], roles: [], rules: [{ line: 1, on: at('role'), pattern: at('prod*'), colour: at('c62828'), guard: at('reason') }] }, { ...here, rules });
    expect(cautions(found)).toEqual(['ruleChange access']);
  });

  it('that moves a role to another partition takes its region along, or neither', () => {
    const found = plan(rolesOnly({ profile: 'dev', arn: 'arn:aws-cn:iam::222222222222:role/dev', region: 'cn-north-1' }));
    expect(found.rows).toEqual([]);
    const china = { ...alice, id: 'id-cn', userName: 'cn', accountId: '333333333333', partition: 'aws-cn' as const, accessKeyId: 'AKIACHINA000EXAMPLE', mfaSerial: 'GAHT12345678', stsRegion: 'cn-north-1' };
    const both = { ...here, identities: [alice, china] };
    const moved = plan(rolesOnly({ profile: 'dev', from: 'cn', arn: 'arn:aws-cn:iam::222222222222:role/dev', region: 'cn-north-1' }), both);
    expect(cautions(moved)).toEqual(['roleChange account']);
    expect(withoutTicks(moved, both)).toEqual(both);
    expect(withAll(moved, both).roles[1]).toMatchObject({ region: 'cn-north-1', source: { kind: 'identity', id: 'id-cn' } });
  });

  it('that moves production to where a rule that is there would colour it otherwise waits for a tick', () => {
    const rules = [{ id: 'r', on: 'region' as const, pattern: 'eu-*', colour: '#2e7d32' }];
    const found = plan(rolesOnly({ profile: 'prod-admin', arn: prod.arn, region: 'eu-west-1' }), { ...here, rules });
    expect(cautions(found)).toEqual(['roleChange colour']);
  });

  it('says how many roles a rule would recolour, and which', () => {
    const rule = { line: 1, on: at('account'), pattern: at('2222*'), colour: at('1e62d0') };
    expect(plan({ keys: [], roles: [], rules: [rule] }).rows).toMatchObject([{ what: 'rule', recolours: ['prod-admin'] }]);
  });
});

describe('what needs no tick of its own', () => {
  it('is a role that nothing here looks like, and a rule that fits only new roles', () => {
    const found = plan({ ...rolesOnly({ profile: 'lab', arn: 'arn:aws:iam::333333333333:role/lab' }), rules: [{ line: 9, on: at('role'), pattern: at('lab'), colour: at('1e62d0') }] });
    expect(cautions(found)).toEqual(['role -', 'rule -']);
    expect(withoutTicks(found)).toMatchObject({ roles: [prod, dev, { name: 'lab' }], rules: [here.rules[0], { pattern: 'lab' }] });
  });

  it('is a first name for an account that no other account has', () => {
    expect(cautions(plan(rolesOnly({ profile: 'dev', arn: dev.arn, accountName: 'Acme Dev' })))).toEqual(['roleChange -']);
  });

  it('is where an identity signs in, and how long', () => {
    const identities = [{ profile: 'a', line: 1, userName: at('alice'), accountId: at('111111111111'), stsRegion: at('eu-west-1'), sessionSeconds: at('3600') }];
    const found = plan({ keys: [], roles: [], identities });
    expect(cautions(found)).toEqual(['identityChange -']);
    expect(withoutTicks(found).identities).toEqual([{ ...alice, stsRegion: 'eu-west-1', sessionSeconds: 3600 }]);
  });

  it('can be unticked all the same', () => {
    const found = plan(rolesOnly({ profile: 'lab', arn: 'arn:aws:iam::333333333333:role/lab' }));
    expect(apply(found, new Set())).toEqual(here);
  });
});

describe('a role that is written another way', () => {
  it('is the one that is there, when its ARN is the same', () => {
    expect(plan(rolesOnly({ profile: 'Prod Admin', arn: prod.arn }))).toEqual({ rows: [], known: 1 });
  });
});

describe('a row that needs another', () => {
  it('waits with it, while that one is not ticked', () => {
    const found = plan(rolesOnly(
      { profile: 'prod admin', arn: 'arn:aws:iam::666666666666:role/hub' }, { profile: 'behind', from: 'prod admin', arn: 'arn:aws:iam::333333333333:role/x' },
    ));
    const choice = chosen(found, usualTicks(found), here);
    expect(choice.waiting.map((row) => row.what === 'role' && row.role.name)).toEqual(['behind']);
    expect(withoutTicks(found)).toEqual(here);
    expect(withAll(found).roles.map(({ name }) => name)).toEqual(['prod-admin', 'dev', 'prod admin', 'behind']);
  });

  it('never breaks the chain of a role that is there: the change waits', () => {
    const hub = roleNamed('hub');
    const catalogue = catalogueOf([hub, roleBehind(hub, 'leaf')], [alice, { ...alice, id: 'id-cn', userName: 'cn', partition: 'aws-cn', accessKeyId: 'AKIACHINA000EXAMPLE' }]);
    const found = plan(rolesOnly({ profile: 'hub', from: 'cn', arn: 'arn:aws-cn:iam::222222222222:role/hub' }), catalogue);
    expect(withAll(found, catalogue)).toEqual(catalogue);
    expect(chosen(found, new Set(found.rows.map(({ key }) => key)), catalogue).waiting).toHaveLength(1);
  });
});

describe('a source that could be two users', () => {
  it('is asked for by its MFA device, or left out', () => {
    const two = { ...here, identities: [alice, { ...alice, id: 'other', accountId: '999999999999', accessKeyId: 'AKIAOTHER000EXAMPLE', mfaSerial: 'GAHT12345678' }] };
    const lab = { profile: 'lab', arn: 'arn:aws:iam::333333333333:role/lab' };
    expect(planImport(rolesOnly(lab), new Map(), two, counted())).toMatchObject({ value: { rows: [] }, problems: [{ line: 1, problem: 'sourceSeveral', values: { source: 'alice' } }] });
    expect(plan(rolesOnly({ ...lab, mfaSerial: 'GAHT12345678' }), two).rows).toMatchObject([{ role: { source: { id: 'other' } } }]);
  });
});

describe('a shared catalogue without keys', () => {
  it('adds no identity, and says which must be added first', () => {
    const profiles = { ...rolesOnly({ profile: 'lab', from: 'bob', arn: 'arn:aws:iam::333333333333:role/lab' }), identities: [{ profile: 'bob', line: 7, userName: at('bob'), accountId: at('999999999999') }] };
    const { value, problems } = planImport(profiles, new Map(), here, counted());
    expect(value.rows).toEqual([]);
    expect(problems).toEqual([
      { line: 1, problem: 'sourceLeftOut', values: { role: 'lab' } },
      { line: 7, problem: 'identityNotThere', values: { user: 'bob', account: '9999 9999 9999' } }]);
  });

  it('finds the user by the auth account that a role names', () => {
    const lab = { profile: 'lab', line: 1, roleArn: at('arn:aws:iam::333333333333:role/lab') };
    const two = { ...here, identities: [alice, { ...alice, id: 'other', userName: 'other', accountId: '999999999999', accessKeyId: 'AKIAOTHER000EXAMPLE' }] };
    const found = plan({ keys: [], roles: [{ ...lab, sourceAccount: at('999999999999') }] }, two);
    expect(found.rows).toMatchObject([{ what: 'role', role: { source: { kind: 'identity', id: 'other' } } }]);
    const { problems } = planImport({ keys: [], roles: [{ ...lab, sourceAccount: at('555555555555') }] }, new Map(), two, counted());
    expect(problems).toMatchObject([{ line: 1, problem: 'sourceAccountUnknown' }]);
  });
});
