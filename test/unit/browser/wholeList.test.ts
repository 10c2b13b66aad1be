import { held } from '../emulatedBrowser.js';
import browser from 'webextension-polyfill';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { lock } from '../../../src/browser/lock.js';
import { forgetList, keepPicker, noteUse } from '../../../src/browser/picks.js';
import { createAndUnlock, unlock } from '../../../src/browser/unlocking.js';
import { catalogueRecord, changeRecords, settingsRecord } from '../../../src/browser/vaultRecords.js';
import { readWholeList } from '../../../src/browser/wholeList.js';
import type { Role } from '../../../src/core/catalogue.js';
import { inItsColours } from '../../../src/core/colourRules.js';
import { withGuards } from '../../../src/core/guard.js';
import { settingsDefault } from '../../../src/core/settings.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';

const passphrase = 'correct horse battery staple';
const now = Date.UTC(2026, 0, 1);
const catalogue = {
  ...catalogueOf([roleNamed('prod'), roleNamed('dev')], [alice]),
  rules: [{ id: 'all', on: 'role' as const, pattern: 'prod', colour: '#d13212', label: 'PROD', guard: { confirm: true as const } }],
};
const settings = { ...settingsDefault, favourites: ['role-dev'], hidden: ['role-prod'], copyCredentials: true };

async function store(roles: readonly Role[] = catalogue.roles): Promise<void> {
  await changeRecords(async () => ({
    [catalogueRecord]: { type: 'catalog', value: { ...catalogue, roles } },
    [settingsRecord]: { type: 'settings', value: settings },
  }));
}

beforeAll(() => createAndUnlock(passphrase));
beforeEach(() => store());
afterEach(() => vi.restoreAllMocks());

describe('what the picker has to choose from, as it is kept at hand', () => {
  it('is all of it, in its colours and with its guards, and how much each was used', async () => {
    await noteUse('role-dev', now);
    await keepPicker(now);
    expect(await readWholeList()).toEqual({
      list: { catalogue: withGuards(inItsColours(catalogue)), favourites: ['role-dev'], hidden: ['role-prod'], mayCopy: true },
      usage: { 'role-dev': { score: 1, at: now } },
    });
  });

  it('is made once for all who ask for it at once, with every use that was noted', async () => {
    held.local['usage'] = undefined;
    const writes = (area: 'local' | 'session', key: string): number => sets[area].mock.calls.filter(([items]) => Object.hasOwn(items, key)).length;
    const sets = { local: vi.spyOn(browser.storage.local, 'set'), session: vi.spyOn(browser.storage.session, 'set') };
    await Promise.all(['role-dev', 'role-prod', 'role-dev'].map((id) => noteUse(id, now)));
    await Promise.all([now, now + 2, now + 1].map((at) => keepPicker(at)));
    expect([writes('local', 'usage'), writes('session', 'firstScreen')]).toEqual([1, 1]);
    const { usage } = await readWholeList() ?? {};
    expect([usage?.['role-prod']?.score, usage?.['role-dev']?.score]).toEqual([1, 2]);
  });

  it('is sealed', async () => {
    await keepPicker(now);
    expect(Object.keys(held.session['wholeList'] as object)).toEqual(['of', 'sealed']);
    expect(JSON.stringify(held.session['wholeList'])).not.toContain('prod');
  });

  it('is not made anew while the vault stays the same, though the first screen is', async () => {
    await keepPicker(now);
    const { wholeList, firstScreen } = held.session;
    await keepPicker(now);
    // What is written is another object.
    expect([held.session['wholeList'] === wholeList, held.session['firstScreen'] === firstScreen]).toEqual([true, false]);
  });

  it('is gone with every write of the vault, and made of the new one then', async () => {
    await keepPicker(now);
    await store([roleNamed('other')]);
    expect(await readWholeList()).toBeUndefined();
    await keepPicker(now);
    expect((await readWholeList())?.list.catalogue.roles.map(({ name }) => name)).toEqual(['other']);
  });

  it('is gone when the policy changed, also for who was just making it', async () => {
    await Promise.all([keepPicker(now), forgetList()]);
    expect(await readWholeList()).toBeUndefined();
    await keepPicker(now);
    expect((await readWholeList())?.list.favourites).toEqual(['role-dev']);
  });

  it('is made anew of a vault that came without being written here', async () => {
    await keepPicker(now);
    const kept = held.session['wholeList'];
    await store([roleNamed('other')]);
    held.session['wholeList'] = kept;
    await keepPicker(now);
    expect((await readWholeList())?.list.catalogue.roles.map(({ name }) => name)).toEqual(['other']);
  });

  it('is not given while the vault is locked, and again when it is unlocked', async () => {
    await keepPicker(now);
    await lock();
    expect(await readWholeList()).toBeUndefined();
    await unlock(passphrase);
    expect((await readWholeList())?.list.favourites).toEqual(['role-dev']);
  });

  it('is not kept when it is larger than the browser’s memory should hold, and the first screen is', async () => {
    await store(Array.from({ length: 30_000 }, (_, at) => roleNamed(`${at}-${crypto.randomUUID()}${crypto.randomUUID()}`.slice(0, 60))));
    await keepPicker(now);
    expect([await readWholeList(), held.session['firstScreen']]).toEqual([undefined, { iv: expect.any(String) as string, ct: expect.any(String) as string }]);
  });

  it('is left to the vault when it cannot be opened', async () => {
    await keepPicker(now);
    const kept = held.session['wholeList'] as { of: string; sealed: { iv: string; ct: string } };
    held.session['wholeList'] = { ...kept, sealed: { ...kept.sealed, ct: kept.sealed.ct.replace(/^..../, 'AAAA') } };
    expect(await readWholeList()).toBeUndefined();
  });
});
