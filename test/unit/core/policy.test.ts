import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lockChoices } from '../../../src/core/autoLock.js';
import { findChain } from '../../../src/core/chain.js';
import { consoleSeconds } from '../../../src/core/assumptions.js';
import { withLocked, withoutLocked, withSessionsAtMost } from '../../../src/core/policy.js';
import { policyFrom } from '../../../src/core/policyReading.js';
import { settingsDefault } from '../../../src/core/settings.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';

const role = { name: 'audit', arn: 'arn:aws:iam::222222222222:role/Audit', source: { account: '111111111111' }, guard: 'confirm', tags: ['one'] };
const read = (path: string): unknown => JSON.parse(fs.readFileSync(path, 'utf8'));

describe('an organisation’s policy', () => {
  it('gives roles and rules as an exported catalogue has them', () => {
    const { value, problems } = policyFrom({ roles: [role, { ...role, name: 'next', source: { role: 'audit' } }], rules: [{ on: 'role', pattern: '*', colour: '#c62828', label: '' }] });
    expect(problems).toEqual([]);
    expect(value.given.roles).toEqual([
      expect.objectContaining({ name: 'audit', source: { account: '111111111111' }, guard: { confirm: true }, tags: ['one'], region: 'us-east-1' }),
      expect.objectContaining({ name: 'next', source: { role: 'audit' } }),
    ]);
    expect(value.given.rules).toEqual([{ on: 'role', pattern: '*', colour: '#c62828', label: '' }]);
  });

  it('has every bad value left out and named, and everything else kept', () => {
    const { value, problems } = policyFrom({
      roles: [role, { name: 'none' }, { ...role, name: 'guarded', guard: 'loud' }, 7], rules: {}, settings: { lockMinutes: '7', openIn: 'container', __proto__: 1 },
      sessionSecondsMost: 60, minimumPassphraseLength: '16', copyCredentials: false, constructor: 1,
    });
    expect(problems.map(({ key }) => key)).toEqual(['sessionSecondsMost', 'minimumPassphraseLength', 'constructor', 'settings.lockMinutes', 'roles[2]', 'roles[4]', 'roles[3]', 'rules']);
    expect(value).toMatchObject({ copyCredentials: false, settings: { openIn: 'container' }, given: { roles: [{ name: 'audit' }], rules: [] } });
    expect(value.sessionSecondsMost ?? value.minimumPassphraseLength).toBeUndefined();
  });

  it('is never an exception', () => {
    fc.assert(fc.property(fc.anything({ withBigInt: false }), fc.array(fc.anything()), (any, list) => {
      policyFrom(any);
      policyFrom({ roles: list, rules: list, settings: any, copyCredentials: any });
    }), { numRuns: 300, seed: 20_261_128 });
  });

  it.each([
    [1, 1], [4, 1], [5, 5], [7.5, 5], [10, 5], [14, 5], [15, 15], [30, 15], [59, 15], [60, 60], [120, 60], [0, null],
  ])('locks the vault after %s minutes or sooner, and never later: after %s', (set, lockMinutes) => {
    const { value, problems } = policyFrom({ settings: { lockMinutes: set } });
    expect([value.settings, problems]).toEqual([{ lockMinutes }, []]);
  });

  it.each([-1, 0.5, Number.NaN, '15', true])('names a time to lock that is none: %s', (set) => {
    const { value, problems } = policyFrom({ settings: { lockMinutes: set } });
    expect([value.settings, problems]).toEqual([{}, [{ key: 'settings.lockMinutes' }]]);
  });

  it('locks settings without forgetting what the person had set', () => {
    const { value } = policyFrom({ settings: { lockMinutes: 0, rememberColours: true }, copyCredentials: false });
    const own = { ...settingsDefault, copyCredentials: true, groupTabs: true };
    const shown = withLocked(own, value);
    expect(shown).toMatchObject({ lockMinutes: null, rememberColours: true, copyCredentials: false, groupTabs: true });
    expect(withoutLocked({ ...shown, groupTabs: false }, own, value)).toEqual({ ...own, groupTabs: false });
  });

  it('lets no session be asked to last longer', () => {
    const roles = [roleNamed('long', { durationSeconds: 43_200, strategy: 'direct' }), roleNamed('short', { durationSeconds: 900 }), roleNamed('usual')];
    const capped = withSessionsAtMost(catalogueOf(roles), policyFrom({ sessionSecondsMost: 1800 }).value);
    expect(capped.identities[0]?.sessionSeconds).toBe(1800);
    expect(capped.roles.map(({ durationSeconds }) => durationSeconds)).toEqual([1800, 900, 1800]);
    expect(consoleSeconds(findChain(capped, 'role-long'))).toBe(1800);
    expect(withSessionsAtMost(catalogueOf(roles), policyFrom({}).value)).toEqual(catalogueOf(roles, [alice]));
  });

  it.each([3600, 28_800, 129_600])('makes no session longer than it was: %i seconds at most', (sessionSecondsMost) => {
    const roles = [roleNamed('usual'), roleNamed('direct', { strategy: 'direct' }), roleNamed('short', { durationSeconds: 900 })];
    const { value } = policyFrom({ sessionSecondsMost });
    expect(withSessionsAtMost(catalogueOf(roles), value).roles).toEqual(catalogueOf(roles).roles);
    expect(consoleSeconds(findChain(withSessionsAtMost(catalogueOf(roles), value), 'role-direct'))).toBeUndefined();
  });
});

describe('the words for administrators', () => {
  it.each(['docs/administrators.md', 'public/managed.json'])('say in %s after how many minutes the vault can lock', (path) => {
    expect(fs.readFileSync(path, 'utf8')).toContain(`${lockChoices.slice(0, -1).join(', ')} or ${lockChoices.at(-1)}, and for another number the next shorter`);
  });
});

describe('the examples for administrators', () => {
  interface Schema { readonly type: string; readonly properties?: Record<string, Schema>; readonly items?: Schema }
  /** Whether a value is of the types that a schema of Chromium names, without a key that it does not know. */
  const follows = (value: unknown, { type, properties = {}, items }: Schema): boolean => {
    if (type === 'array') return Array.isArray(value) && value.every((item) => items && follows(item, items));
    if (type === 'integer') return Number.isInteger(value);
    if (type !== 'object') return typeof value === type;
    return Object.entries(value as object).every(([key, inner]) => properties[key] && follows(inner, properties[key]));
  };
  const { '3rdparty': { extensions: { EXTENSION_ID: chrome } } } = read('docs/managed/chrome-and-edge.json') as { '3rdparty': { extensions: Record<string, unknown> } };
  const { policies: { '3rdparty': { Extensions: { 'sallyport@sallyport.dev': firefox } } } } =
    read('docs/managed/firefox-policies.json') as { policies: { '3rdparty': { Extensions: Record<string, unknown> } } };

  it.each([['Chrome and Edge', chrome], ['Firefox', firefox]])('are read without a problem in %s', (_, policy) => {
    const { problems, value } = policyFrom(policy);
    expect(problems).toEqual([]);
    expect(value.given.roles).toHaveLength(3);
    expect(follows(policy, read('public/managed.json') as Schema)).toBe(true);
  });
});
