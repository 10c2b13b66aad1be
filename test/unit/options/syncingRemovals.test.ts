import { beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue, Role } from '../../../src/core/catalogue.js';
import type { ColourRule } from '../../../src/core/colourRules.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';
import { carry, type Computer, computer, edit, rows, take, view, waitsAt } from './computers.js';

const extras = {
  accountName: 'Shop', destination: 'ec2/home', group: 'Web', tags: ['blue'], durationSeconds: 1800, externalId: 'external', sessionName: 'session',
  sourceIdentity: 'alice', sessionTags: [{ key: 'team', value: 'shop' }], sessionPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  sessionPolicy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}', strategy: 'direct', guard: { confirm: true },
} satisfies Partial<Role>;
type Extra = keyof typeof extras;
const access: readonly Extra[] = ['sourceIdentity', 'sessionTags', 'sessionPolicyArns', 'sessionPolicy', 'strategy', 'guard'];
const dev = roleNamed('dev', extras);
const rule: ColourRule = { id: 'rule', on: 'role', pattern: 'Other*', colour: '#c62828', label: 'PROD', guard: { confirm: true } };

let one: Computer;
let other: Computer;

beforeEach(async () => {
  one = computer({ ...catalogueOf([dev]), rules: [rule] });
  other = computer(catalogueOf([], [{ ...alice, id: 'other-alice' }]));
  await one.sync.start();
  carry(one, other);
  await other.sync.join(one.browser.syncRecord?.words ?? '');
  await view(other);
  await take(other);
});

const roleAt = (at: Computer): Role | undefined => at.browser.catalogue.roles[0];
const told = (at: Computer) => rows(at).map((row) => ['change' in row ? row.change : row.what, row.caution]);
const tickAll = (at: Computer): void => at.imports.tick(rows(at).map(({ key }) => key), true);
const setRules = (at: Computer, change: (rules: Catalogue['rules']) => Catalogue['rules']): void => {
  at.browser.catalogue = { ...at.browser.catalogue, rules: change(at.browser.catalogue.rules) };
};
const without = <T extends object>(thing: T, fields: readonly (keyof T)[]): T =>
  Object.fromEntries(Object.entries(thing).filter(([field]) => !fields.includes(field as keyof T))) as T;

/** What the role's form does when its fields are emptied. */
function clear(at: Computer, fields: readonly Extra[]): void {
  const { catalogue } = at.browser;
  at.browser.catalogue = { ...catalogue, roles: catalogue.roles.map((role) => ({ ...without(role, fields), destination: fields.includes('destination') ? '' : role.destination })) };
}

/** What one computer has changed, as the other sees it. */
async function show(from: Computer, to: Computer): Promise<void> {
  await from.sync.write();
  carry(from, to);
  await view(to);
}

/** Makes the rule one that colours the role, on both. */
async function fitRule(): Promise<void> {
  for (const at of [one, other]) setRules(at, (rules) => rules.map((rule) => ({ ...rule, pattern: 'dev' })));
  await show(one, other);
}

describe('what of a role was taken away on another computer', () => {
  it('is shown field by field, and what changes its sessions or its guard waits for a tick', async () => {
    let left = { ...roleAt(other) };
    for (const field of Object.keys(extras) as Extra[]) {
      const gone = field === 'destination' ? '' : undefined;
      clear(one, [field]);
      await show(one, other);
      expect(told(other), field).toStrictEqual([[{ [field]: gone }, access.includes(field) ? 'access' : undefined]]);
      expect(other.imports.preview.value?.plan.known, field).toBe(2);
      tickAll(other);
      await take(other);
      left = gone === '' ? { ...left, destination: '' } : without(left, [field]);
      expect(roleAt(other), field).toStrictEqual(left);
    }
  });

  it('does not come back with a change of something else', async () => {
    await fitRule();
    clear(one, ['group', 'tags', 'accountName', 'destination', 'sessionPolicy', 'guard']);
    setRules(one, () => []);
    await show(one, other);
    expect(other.imports.preview.value?.synced?.gone).toStrictEqual({ roles: [], rules: ['dev'] });
    await take(other);
    edit(other, 'dev', { region: 'eu-west-1' });
    await show(other, one);
    await take(one);
    const { durationSeconds, externalId, sessionName, sourceIdentity, sessionTags, sessionPolicyArns, strategy } = extras;
    const kept = { durationSeconds, externalId, sessionName, sourceIdentity, sessionTags, sessionPolicyArns, strategy };
    expect(roleAt(one)).toStrictEqual(roleNamed('dev', { ...kept, region: 'eu-west-1' } as Partial<Role>));
    expect(one.browser.catalogue.rules).toStrictEqual([]);
  });

  it('is not shown again where it was left, and is shown as another change where it is brought back', async () => {
    clear(one, ['group']);
    await show(one, other);
    other.imports.tick(rows(other).map(({ key }) => key), false);
    await take(other);
    edit(one, 'dev', { region: 'eu-west-1' });
    await show(one, other);
    expect(told(other)).toStrictEqual([[{ region: 'eu-west-1' }, undefined]]);
    await take(other);
    edit(other, 'dev', { destination: 's3' });
    await show(other, one);
    expect(told(one)).toStrictEqual([[{ destination: 's3', group: 'Web' }, undefined]]);
  });

  it('stays where it was changed here meanwhile, unless a person ticks it', async () => {
    clear(one, ['group', 'guard', 'tags']);
    edit(other, 'dev', { group: 'Mine', guard: { reason: true } });
    await show(one, other);
    expect(told(other)).toStrictEqual([[{ guard: undefined }, 'access'], [{ group: undefined, tags: undefined }, 'both']]);
    await take(other);
    expect(roleAt(other)).toMatchObject({ group: 'Mine', guard: { reason: true }, tags: ['blue'] });
  });

  it('is nothing to be shown where it was taken away too, nor brought back by what the other has not changed', async () => {
    clear(one, ['group', 'accountName']);
    clear(other, ['group', 'accountName', 'destination', 'guard']);
    for (const at of [one, other]) setRules(at, (rules) => rules.map((rule) => without(rule, ['label'])));
    edit(one, 'dev', { region: 'eu-west-1' });
    await show(one, other);
    expect(told(other)).toStrictEqual([[{ region: 'eu-west-1' }, undefined]]);
    await take(other);
    expect(roleAt(other)).toStrictEqual({ ...without(dev, ['group', 'accountName', 'guard']), destination: '', region: 'eu-west-1', id: roleAt(other)?.id, source: roleAt(other)?.source });
  });

  it('goes along with the account when that is another now', async () => {
    clear(one, ['accountName', 'guard', 'group']);
    edit(one, 'dev', { arn: 'arn:aws:iam::333333333333:role/dev' });
    await show(one, other);
    expect(told(other)).toStrictEqual([
      [{ arn: 'arn:aws:iam::333333333333:role/dev', accountName: undefined, guard: undefined }, 'account'], [{ group: undefined }, undefined]]);
  });

  it('is an account’s name without a tick only while no rule goes by that name', async () => {
    for (const [more, caution] of [[{}, 'colour'], [{ guard: { reason: true } }, 'access']] as const) {
      const named = { id: 'named', on: 'account', pattern: 'shop', colour: '#c62828', ...more } as const;
      for (const at of [one, other]) setRules(at, () => [named]);
      clear(one, ['accountName']);
      edit(other, 'dev', { accountName: 'Shop' });
      await show(one, other);
      expect(told(other)).toStrictEqual([[{ accountName: undefined }, caution]]);
    }
  });
});

describe('what of a colour rule was taken away on another computer', () => {
  it('is shown, and waits for a tick where a guard goes or a role would look another way', async () => {
    setRules(one, (rules) => rules.map((rule) => without(rule, ['guard'])));
    await show(one, other);
    expect(told(other)).toStrictEqual([[{ guard: undefined }, 'access']]);
    tickAll(other);
    await take(other);
    setRules(one, (rules) => rules.map((rule) => without(rule, ['label'])));
    await show(one, other);
    expect(told(other)).toStrictEqual([[{ label: undefined }, undefined]]);
    await take(other);
    expect(other.browser.catalogue.rules).toStrictEqual([{ ...without(rule, ['guard', 'label']), id: other.browser.catalogue.rules[0]?.id }]);
  });

  it('is shown with what else was changed of it', async () => {
    await fitRule();
    setRules(one, (rules) => rules.map((rule) => without(rule, ['label'])));
    await show(one, other);
    expect(rows(other)).toMatchObject([{ caution: 'recolours', recolours: ['dev'] }]);
    setRules(one, (rules) => rules.map((rule) => ({ ...without(rule, ['label']), colour: '#1565c0' })));
    await show(one, other);
    expect(rows(other)).toMatchObject([{ change: { colour: '#1565c0', label: undefined }, caution: 'recolours', recolours: ['dev'] }]);
  });

  it('is named when it is the whole rule, which stays until it is removed here', async () => {
    setRules(one, () => []);
    await show(one, other);
    expect([rows(other), other.imports.preview.value?.synced?.gone]).toStrictEqual([[], { roles: [], rules: ['Other*'] }]);
    expect([other.browser.catalogue.rules.length, await waitsAt(other)]).toStrictEqual([1, false]);
  });

  it('is not named when it was removed here too', async () => {
    for (const at of [one, other]) setRules(at, () => []);
    await show(one, other);
    expect(other.imports.preview.value?.synced?.gone).toStrictEqual({ roles: [], rules: [] });
  });
});
