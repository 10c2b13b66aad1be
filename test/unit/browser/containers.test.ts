import { held } from '../emulatedBrowser.js';
import { beforeEach, describe, expect, it } from 'vitest';
import browser from 'webextension-polyfill';
import { containerFor, keepContainersInStep, leftContainers, removeContainer } from '../../../src/browser/containers.js';
import { keepUnlocked } from '../../../src/browser/lock.js';
import { readContainers } from '../../../src/browser/vaultRecords.js';
import { forgetVault } from '../../../src/browser/vaultStorage.js';
import { createVault, writeRecords } from '../../../src/core/vault/vault.js';
import { fewIterations, passphrase } from '../core/vault/forging.js';

/** The containers of this profile by their ids. */
let present: Map<string, object>;
/** Firefox numbers containers, and gives no number twice. */
let last: number;
Object.assign(browser, { contextualIdentities: {
  async create(look: object) {
    const cookieStoreId = `firefox-container-${last += 1}`;
    present.set(cookieStoreId, look);
    return { cookieStoreId };
  },
  async get(cookieStoreId: string) {
    const found = present.get(cookieStoreId);
    if (!found) throw new Error('no such container');
    return found;
  },
  update: async (cookieStoreId: string, look: object) => void present.set(cookieStoreId, look),
  remove: async (cookieStoreId: string) => void present.delete(cookieStoreId),
} });
Object.assign(browser.tabs, { remove: async () => undefined });

const red = { name: 'prod', colour: '#c62828' };
const blue = { name: 'test', colour: '#1565c0' };

/** A vault that notes these containers, in a profile that has five. */
async function noted(containers: Readonly<Record<string, string>>): Promise<void> {
  last = 5;
  present = new Map([1, 2, 3, 4, 5].map((id) => [`firefox-container-${id}`, { name: `the person’s ${id}` }]));
  const { envelope, dataKey } = await createVault(passphrase, fewIterations);
  const filled = await writeRecords(envelope, dataKey, { containers: { type: 'containers', value: containers } });
  Object.assign(held, { refuse: false, session: {}, local: { 'vault.A': filled, 'vault.active': 'A', 'vault.savedAt': { A: 1 } } });
  forgetVault();
  await keepUnlocked(dataKey, null);
}

describe('the container of a role', () => {
  beforeEach(() => noted({}));

  it('is made once, and again when the person has removed it', async () => {
    expect(await containerFor('a', red)).toBe('firefox-container-6');
    expect(await containerFor('a', red)).toBe('firefox-container-6');
    present.delete('firefox-container-6');
    expect(await containerFor('a', red)).toBe('firefox-container-7');
  });

  it('is still its own when the person has made it look otherwise', async () => {
    await containerFor('a', red);
    present.set('firefox-container-6', { name: 'mine', color: 'pink', icon: 'pet' });
    expect(await containerFor('a', red)).toBe('firefox-container-6');
  });
});

describe('a container that was noted in another profile', () => {
  it('is not shared with the role that gets the same id here', async () => {
    await noted({ a: 'firefox-container-6' });
    expect(await containerFor('b', blue)).toBe('firefox-container-6');
    expect(await readContainers()).toEqual({ b: 'firefox-container-6' });
    expect(await containerFor('a', red)).toBe('firefox-container-7');
    expect(await containerFor('b', blue)).toBe('firefox-container-6');
  });

  it('is given up by the first of two roles that have it, and not touched before', async () => {
    await noted({ a: 'firefox-container-2', b: 'firefox-container-2' });
    await keepContainersInStep([{ id: 'a', ...red }, { id: 'b', ...blue }]);
    expect(present.get('firefox-container-2')).toEqual({ name: 'the person’s 2' });
    expect(await containerFor('a', red)).toBe('firefox-container-6');
    expect(await readContainers()).toEqual({ a: 'firefox-container-6', b: 'firefox-container-2' });
  });

  it('is neither offered for removal nor removed while another role has it', async () => {
    await noted({ a: 'firefox-container-2', b: 'firefox-container-2' });
    expect(await leftContainers(['b'])).toEqual([]);
    await removeContainer('a');
    expect([present.has('firefox-container-2'), await readContainers()]).toEqual([true, { b: 'firefox-container-2' }]);
    expect(await leftContainers([])).toEqual([{ roleId: 'b', name: 'the person’s 2' }]);
  });
});
