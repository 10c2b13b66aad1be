import { type KeyMemory, soundMemory } from '../core/keyMemory.js';
import { catalogueIn, keyMemoryIn, openVault } from './vaultRecords.js';

/** What the vault remembers of each identity's access keys, by the identity's id. Throws as `readCatalogue` does. */
export async function readKeyMemories(): Promise<ReadonlyMap<string, KeyMemory>> {
  const { envelope, key } = await openVault();
  const { identities } = await catalogueIn(envelope, key);
  return new Map(await Promise.all(identities.map(async ({ id, accessKeyId }) => [id, soundMemory(await keyMemoryIn(envelope, key, id), accessKeyId)] as const)));
}
