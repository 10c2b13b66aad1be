import * as v from 'valibot';
import type { GivenCatalogue, Shared } from '../core/given.js';
import type { Sharing } from '../core/sharing.js';
import { type SyncRecord, syncRecordSchema } from '../core/syncing.js';
import { changeRecords, effectiveIn, openVault, recordIn, sharedRecord } from './vaultRecords.js';

const syncRecord = 'sync';

/** What this computer knows of the browser's sync; nothing while it takes no part. Throws as `readCatalogue` does. */
export async function readSyncRecord(): Promise<SyncRecord | undefined> {
  const { envelope, key } = await openVault();
  return recordIn(envelope, key, syncRecord, v.optional(syncRecordSchema), undefined);
}

export function writeSyncRecord(record: SyncRecord | undefined): Promise<void> {
  return changeRecords(async () => ({ [syncRecord]: record === undefined ? null : { type: 'sync', value: record } }));
}

/** The shared catalogues that the person has taken, and where each is from. Throws as `readCatalogue` does. */
export async function readShared(): Promise<{ readonly sharing: Sharing; readonly given: GivenCatalogue }[]> {
  const { envelope, key } = await openVault();
  return Object.entries((await effectiveIn(envelope, key)).shared).map(([id, { address, etag, acceptedAt: takenAt, checkedAt = takenAt, publicKey, catalogue: given }]) =>
    ({ sharing: { id, address, etag: etag ?? '', takenAt, checkedAt, ...(publicKey === undefined ? {} : { publicKey }) }, given }));
}

/** Stores where a shared catalogue is from, and what it says where that is new. One that was removed meanwhile stays so. */
export function writeShared({ id, address, etag, takenAt, checkedAt, publicKey }: Sharing, given?: GivenCatalogue): Promise<void> {
  return changeRecords(async (read) => {
    const catalogue = given ?? (await read.shared())[id]?.catalogue;
    if (!catalogue) return {};
    const value: Shared = {
      name: new URL(address).host, address, etag: etag === '' ? null : etag, acceptedAt: takenAt, checkedAt, ...(publicKey === undefined ? {} : { publicKey }), catalogue,
    };
    return { [sharedRecord(id)]: { type: 'shared', value } };
  });
}

export function removeShared(id: string): Promise<void> {
  return changeRecords(async () => ({ [sharedRecord(id)]: null }));
}
