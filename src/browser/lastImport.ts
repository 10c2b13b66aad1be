import * as v from 'valibot';
import { type LastImport, lastImportSchema } from '../core/importUndo.js';
import { packed, unpacked } from '../core/vault/packing.js';
import { seal, sessionPlace, unseal } from '../core/vault/seal.js';
import { dataKey } from './lock.js';
import { sealedImport } from './stored.js';

const place = sessionPlace('import', 'last');

/**
 * Keeps what an import does until the next one, or until the browser closes. One too large to be kept cannot be taken back. Gives what
 * brings the one before back, should the import come to nothing.
 */
export async function rememberImport(done: LastImport): Promise<() => Promise<void>> {
  const [before, key] = await Promise.all([sealedImport.get(), dataKey()]);
  await sealedImport.set(key ? await seal(key, place, await packed(done)) : null).catch(forgetImport);
  return () => sealedImport.set(before);
}

export function forgetImport(): Promise<void> {
  return sealedImport.set(null);
}

/** The last import as it was packed; undefined where none is kept, or it was sealed with another data key. */
async function packedImport(): Promise<unknown> {
  const [sealed, key] = await Promise.all([sealedImport.get(), dataKey()]);
  return sealed && key ? unseal(key, place, sealed).catch(() => undefined) : undefined;
}

/** Whether the last import can be taken back, without reading all that it did. */
export async function importIsKept(): Promise<boolean> {
  return (await packedImport()) !== undefined;
}

/** What the last import did, while it can be taken back: not after the browser was closed, or the vault got another data key. */
export async function readLastImport(): Promise<LastImport | undefined> {
  const parsed = v.safeParse(lastImportSchema, await unpacked(await packedImport()).catch(() => undefined));
  return parsed.success ? parsed.output : undefined;
}
