import { readCatalogue } from '../browser/vaultRecords.js';
import { findChain } from '../core/chain.js';
import { sts } from './sts.js';

/** Browsers keep the answer to a preflight for two hours at most (Chromium), and a connection for some minutes. */
const preparedForMs = 60_000;
const preparedAt = new Map<string, number>();

/**
 * Makes ready, while the person is still choosing or typing, for a journey that they may begin: the catalogue is read, and STS asked
 * without a signature, so that its connection is made and the browser knows that we may call it. AWS keeps no record of that. The
 * popup itself has the browser connect to the sign-in host.
 */
export async function prepare({ roleId }: { roleId: string }): Promise<null> {
  const { identity } = findChain(await readCatalogue(), roleId);
  const last = preparedAt.get(identity.stsRegion) ?? 0;
  if (Math.abs(Date.now() - last) < preparedForMs) return null;
  preparedAt.set(identity.stsRegion, Date.now());
  await sts.reaches(identity.stsRegion);
  return null;
}
