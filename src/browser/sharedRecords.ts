import * as v from 'valibot';
import { emptyGiven, type GivenCatalogue, type Shared, sharedSchema } from '../core/given.js';
import type { Sharing } from '../core/sharing.js';
import { type SyncRecord, syncRecordSchema } from '../core/syncing.js';
import { readRecord } from '../core/vault/vault.js';
import { changeRecords, effectiveIn, openVault, recordIn, sharedRecord, sharedRecords } from './vaultRecords.js';

const syncRecord = 'sync';

/** What this computer knows of the browser's sync; nothing while it takes no part. Throws as `readCatalogue` does. */
export async function readSyncRecord(): Promise<SyncRecord | undefined> {
  const { envelope, key } = await openVault();
  return recordIn(envelope, key, syncRecord, v.optional(syncRecordSchema), undefined);
}

export function writeSyncRecord(record: SyncRecord | undefined): Promise<void> {
  return changeRecords(async () => ({ [syncRecord]: record === undefined ? null : { type: 'sync', value: record } }));
}

/** A shared catalogue that the person has taken, or what is left of one that cannot be read. */
interface Listed { readonly sharing: Sharing; readonly given: GivenCatalogue; readonly unreadable?: true }

/** The shared catalogues that the person has taken, and where each is from. Throws as `readCatalogue` does. */
export async function readShared(): Promise<Listed[]> {
  const { envelope, key } = await openVault();
  const { shared } = await effectiveIn(envelope, key);
  const listed = await Promise.all(sharedRecords(envelope).map(async (record): Promise<Listed[]> => {
    const id = record.slice(sharedRecord('').length);
    const one = shared[id];
    if (!one) return unreadable(id, await readRecord(envelope, key, record));
    const { address, etag, acceptedAt: takenAt, checkedAt = takenAt, publicKey, catalogue: given } = one;
    return [{ sharing: { id, address, etag: etag ?? '', takenAt, checkedAt, ...(publicKey === undefined ? {} : { publicKey }) }, given }];
  }));
  return listed.flat();
}

const fromSchema = v.object({ address: v.pipe(v.string(), v.check((address) => URL.canParse(address))) });

/** A catalogue that cannot be read, so that it can be seen and removed: of it, only where it is from is known. */
function unreadable(id: string, record: unknown): Listed[] {
  const from = v.safeParse(fromSchema, record);
  return from.success ? [{ sharing: { id, address: from.output.address, etag: '', takenAt: 0, checkedAt: 0 }, given: emptyGiven, unreadable: true }] : [];
}

/**
 * Stores where a shared catalogue is from, and what it says where that is new. One that was removed meanwhile stays so. Throws a plain
 * error for what could not be read back.
 */
export function writeShared({ id, address, etag, takenAt, checkedAt, publicKey }: Sharing, given?: GivenCatalogue): Promise<void> {
  return changeRecords(async (read) => {
    const catalogue = given ?? (await read.shared())[id]?.catalogue;
    if (!catalogue) return {};
    const value: Shared = {
      name: new URL(address).host, address, etag: etag === '' ? null : etag, acceptedAt: takenAt, checkedAt, ...(publicKey === undefined ? {} : { publicKey }), catalogue,
    };
    if (!v.is(sharedSchema, value)) throw new TypeError('a shared catalogue could not be read back');
    return { [sharedRecord(id)]: { type: 'shared', value } };
  });
}

export function removeShared(id: string): Promise<void> {
  return changeRecords(async () => ({ [sharedRecord(id)]: null }));
}
