import { held } from '../emulatedBrowser.js';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readMirror, removeMirror, writeMirror } from '../../../src/browser/vaultMirror.js';
import { findCopy, resetVault, restoreCopy } from '../../../src/browser/vaultRecovery.js';
import { loadVault } from '../../../src/browser/vaultStorage.js';
import type { Envelope } from '../../../src/core/vault/envelope.js';
import { writeRecords } from '../../../src/core/vault/vault.js';
import { altered, filledVault, forged } from '../core/vault/forging.js';
import { failureOf } from '../scenario.js';

let older: Envelope;
let newer: Envelope;
beforeAll(async () => {
  const { envelope, dataKey } = await filledVault();
  older = envelope;
  newer = await writeRecords(envelope, dataKey, { 'key:1': { type: 'key', value: 'a newer secret' } });
});
beforeEach(async () => {
  Object.assign(held, { session: { unlockedKey: 'a key' }, refuse: false });
  await writeMirror(newer, 5);
  held.local = { 'vault.A': older, 'vault.B': newer, 'vault.active': 'B', 'vault.savedAt': { A: 3, B: 4 } };
});
const damaged = (envelope: Envelope): Envelope => altered(envelope, (copy) => { copy.gen += 1; });

describe('the good copy of a damaged vault', () => {
  it('is the latest one that is whole: the mirror, or else the slot that is not in use', async () => {
    held.local['vault.B'] = damaged(newer);
    expect(await findCopy()).toEqual({ envelope: newer, savedAt: 5, slot: undefined });
    await writeMirror(damaged(newer), 5);
    expect(await findCopy()).toEqual({ envelope: older, savedAt: 3, slot: 'A' });
  });

  it('is never the vault in use, which may be damaged only inside', async () => {
    held.local['vault.B'] = await forged(newer, (copy) => { delete copy.records['key:1']; });
    await writeMirror(held.local['vault.B'] as Envelope, 5);
    expect(await findCopy()).toMatchObject({ slot: 'A', savedAt: 3 });
  });

  it('takes its place, with what was damaged set aside as it was, and leaves the vault locked', async () => {
    held.local['vault.B'] = damaged(newer);
    await removeMirror();
    await restoreCopy();
    expect(await loadVault()).toEqual(older);
    expect(held.local['vault.A']).toEqual(older);
    expect(held.local['vault.setAside']).toMatchObject({ slots: { active: 'B', A: older, B: damaged(newer) } });
    expect(held.session['unlockedKey']).toBeNull();
  });

  it('is not there when nothing is whole, and then nothing is changed', async () => {
    held.local = { 'vault.A': damaged(older), 'vault.B': 'rubbish', 'vault.active': 'B' };
    await removeMirror();
    const before = structuredClone(held.local);
    expect(await findCopy()).toBeUndefined();
    expect((await failureOf(restoreCopy())).kind).toBe('vaultDamaged');
    expect(held.local).toEqual(before);
  });

  it('is put nowhere when the browser does not store what is to be set aside', async () => {
    held.local['vault.B'] = damaged(newer);
    held.refuse = true;
    const before = structuredClone(held.local);
    expect((await failureOf(restoreCopy())).kind).toBe('storageRefused');
    expect(held.local).toEqual(before);
  });
});

it('a vault whose slots are gone while its mirror is there is damaged, and not missing', async () => {
  held.local = {};
  expect((await failureOf(loadVault())).kind).toBe('vaultDamaged');
  await restoreCopy();
  expect(await loadVault()).toEqual(newer);
});

it('starting over leaves no vault, and keeps what there was to be downloaded', async () => {
  held.local['rememberedColours'] = { 222222222222: { label: 'Acme Prod', colour: '#c62828' } };
  await resetVault();
  expect(await loadVault()).toBeUndefined();
  expect([await readMirror(), held.local['rememberedColours'], Object.keys(held.local)]).toEqual([undefined, null, ['rememberedColours', 'vault.setAside']]);
  expect(held.local['vault.setAside']).toMatchObject({ slots: { A: older, B: newer }, mirror: { savedAt: 5 } });
});
