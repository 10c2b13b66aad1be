import { keyRecord, openVault } from '../browser/vaultRecords.js';
import type { Identity } from '../core/catalogue.js';
import { failure } from '../core/failure.js';
import { readRecord } from '../core/vault/vault.js';

/** The stored secret access key of an identity. Throws `identityUnknown` when there is none. */
export async function secretAccessKeyOf(identity: Identity): Promise<string> {
  const { envelope, key } = await openVault();
  const secret = await readRecord(envelope, key, keyRecord(identity.id));
  if (typeof secret !== 'string') throw failure('identityUnknown', { role: identity.userName });
  return secret;
}
