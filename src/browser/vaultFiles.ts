import { failure } from '../core/failure.js';
import { exported, parseVaultFile } from '../core/vault/changing.js';
import { checkedEnvelope } from '../core/vault/envelope.js';
import { type Opened, readRecord, writeRecords } from '../core/vault/vault.js';
import { unlockVault } from '../core/vault/wraps.js';
import type { VaultContent } from '../core/vaultFile.js';
import { iterationsHere, oneTry, storeFirst } from './unlocking.js';
import { containersRecord, keyRecord, openVault, ownCatalogueIn } from './vaultRecords.js';

/** All that is in the vault but its containers, sealed under a passphrase of its own, as the text of a file. Throws as `openVault` does. */
export async function exportVault(passphrase: string): Promise<string> {
  const { envelope, key } = await openVault();
  return JSON.stringify(await exported(envelope, key, passphrase, await iterationsHere()));
}

/**
 * Makes a vault's file this profile's first vault, under the passphrase of the file.
 * Throws `fileNotVault`, `vaultExists`, or as `unlock` does.
 */
export function takeVaultFile(text: string, passphrase: string): Promise<void> {
  return oneTry(async () => {
    const envelope = await checkedEnvelope(parseVaultFile(text));
    await storeFirst(await withoutContainers({ envelope, dataKey: await unlockVault(envelope, passphrase) }), passphrase);
  });
}

/** Containers are a profile's own. Older files hold them: here their ids may be those of the person's other containers. */
async function withoutContainers({ envelope, dataKey }: Opened): Promise<Opened> {
  if (!Object.hasOwn(envelope.records, containersRecord)) return { envelope, dataKey };
  return { envelope: await writeRecords(envelope, dataKey, { [containersRecord]: null }), dataKey };
}

/** What a vault's file holds. Throws `fileNotVault`, or as `unlock` does. */
export function openVaultFile(text: string, passphrase: string): Promise<VaultContent> {
  return oneTry(async () => {
    const envelope = await checkedEnvelope(parseVaultFile(text));
    const key = await unlockVault(envelope, passphrase);
    const catalogue = await ownCatalogueIn(envelope, key);
    const secrets = await Promise.all(catalogue.identities.map(async ({ id }) => {
      const secret = await readRecord(envelope, key, keyRecord(id));
      if (typeof secret !== 'string') throw failure('vaultDamaged');
      return [id, secret] as const;
    }));
    return { catalogue, secrets: new Map(secrets) };
  });
}
