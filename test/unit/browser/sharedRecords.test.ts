import { held } from '../emulatedBrowser.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { keepUnlocked } from '../../../src/browser/lock.js';
import { readPolicyBy } from '../../../src/browser/managed.js';
import { readShared, removeShared, writeShared } from '../../../src/browser/sharedRecords.js';
import { changeRecords, readCatalogue, sharedRecord } from '../../../src/browser/vaultRecords.js';
import { forgetVault } from '../../../src/browser/vaultStorage.js';
import type { GivenCatalogue, Shared } from '../../../src/core/given.js';
import { policyFrom } from '../../../src/core/policyReading.js';
import type { Sharing } from '../../../src/core/sharing.js';
import { createVault, writeRecords } from '../../../src/core/vault/vault.js';
import { fewIterations, passphrase } from '../core/vault/forging.js';
import { catalogueOf, roleNamed } from '../scenario.js';

const sharing: Sharing = { id: 'team', address: 'https://catalogue.example/roles.json', etag: '"1"', takenAt: 1, checkedAt: 2 };
const ops = { name: 'ops', arn: 'arn:aws:iam::333333333333:role/ops', colour: '#c62828', region: 'us-east-1', destination: '' };
const given: GivenCatalogue = { roles: [ops], rules: [] };
const broken: GivenCatalogue = { roles: [{ ...ops, arn: `arn:aws:iam::333333333333:role/${'p'.repeat(2100)}/ops` }], rules: [] };
const stored: Shared = { name: 'catalogue.example', address: sharing.address, etag: null, acceptedAt: 1, catalogue: given };
const names = async (): Promise<string[]> => (await readCatalogue()).roles.map(({ name }) => name);
/** Writes a record as an earlier Sallyport has, whatever is in it. */
const put = (id: string, value: unknown): Promise<void> => changeRecords(async () => ({ [sharedRecord(id)]: { type: 'shared', value } }));
readPolicyBy(policyFrom);

beforeEach(async () => {
  const { envelope, dataKey } = await createVault(passphrase, fewIterations);
  const filled = await writeRecords(envelope, dataKey, { catalogue: { type: 'catalog', value: catalogueOf([roleNamed('mine')]) } });
  Object.assign(held, { session: {}, local: { 'vault.A': filled, 'vault.active': 'A', 'vault.savedAt': { A: 1 } } });
  forgetVault();
  await keepUnlocked(dataKey, null);
});

describe('the record of a shared catalogue', () => {
  it('gives back what was written, and stays as it was where it was only looked at', async () => {
    await writeShared(sharing, given);
    await writeShared({ ...sharing, etag: '"2"' });
    expect([await readShared(), await names()]).toEqual([[{ sharing: { ...sharing, etag: '"2"' }, given }], ['mine', 'ops']]);
    await removeShared('team');
    await writeShared(sharing);
    expect([await readShared(), await names()]).toEqual([[], ['mine']]);
  });

  it('is not written when it could not be read back', async () => {
    await expect(writeShared(sharing, broken)).rejects.toThrow(TypeError);
    expect([await readShared(), await names()]).toEqual([[], ['mine']]);
  });

  it('counts though its ETag or its address is longer than is taken by now', async () => {
    await put('team', { ...stored, etag: 'e'.repeat(3000), address: `${sharing.address}?${'a'.repeat(3000)}` });
    expect(await names()).toEqual(['mine', 'ops']);
  });

  it('is left out when it cannot be read, and the vault with all else is read; it can be seen and removed', async () => {
    await put('team', { ...stored, catalogue: broken });
    await put('other', { ...stored, address: 'https://other.example/' });
    await put('nothing', { address: 5 });
    expect(await names()).toEqual(['mine', 'ops']);
    const lost = { sharing: { id: 'team', address: sharing.address, etag: '', takenAt: 0, checkedAt: 0 }, given: { roles: [], rules: [] }, unreadable: true };
    expect(await readShared()).toEqual([lost, expect.objectContaining({ given })]);
    await writeShared(sharing);
    await removeShared('team');
    expect((await readShared()).map(({ sharing: { id } }) => id)).toEqual(['other']);
  });
});
