import type { IamLine } from '../aws/iam.js';
import type { SigningKey } from '../aws/stsCalls.js';
import { awsClock } from '../browser/awsClock.js';
import { readKeyMemories } from '../browser/keyMemories.js';
import { changeRecords, keyMemoryRecord, readCatalogue } from '../browser/vaultRecords.js';
import { type AccessKeyFacts, withFacts } from '../core/accessKeys.js';
import { type KeyMemory, soundMemory } from '../core/keyMemory.js';
import { type Identity, identityById } from '../core/catalogue.js';
import { Failure, failure } from '../core/failure.js';
import type { Partition } from '../core/partitions.js';
import { same } from '../core/same.js';
import { mfaSession } from './mfa.js';
import { forgettingExpired } from './signingIn.js';
import { again } from './sts.js';

/** The identity as it is now. Throws `identityUnknown`. */
export async function identityWith(id: string): Promise<Identity> {
  const identity = identityById(await readCatalogue(), id);
  if (!identity) throw failure('identityUnknown', { role: '' });
  return identity;
}

/** With what IAM is called. */
export function lineOf(key: SigningKey, partition: Partition): IamLine {
  return { key, partition, clock: awsClock };
}

/** Changes what is remembered of an identity's keys, if there is anything to change. */
export async function changeMemory({ id, accessKeyId }: Identity, next: (memory: KeyMemory) => KeyMemory): Promise<void> {
  const known = (await readKeyMemories()).get(id) ?? {};
  if (same(known, next(known))) return;
  await changeRecords(async (read) => ({ [keyMemoryRecord(id)]: { type: 'key', value: next(soundMemory(await read.keyMemory(id), accessKeyId)) } }));
}

/** Remembers what IAM said of an identity's keys. A vault that cannot be written to remembers nothing, and shows it all the same. */
export function rememberFacts(identity: Identity, facts: readonly AccessKeyFacts[]): Promise<void> {
  return changeMemory(identity, (memory) => withFacts(memory, identity.accessKeyId, facts)).catch(() => undefined);
}

/** Calls IAM with the identity's MFA session, the one that lives or one from the code. */
export async function withMfa<T>(identity: Identity, code: string | undefined, call: (line: IamLine) => Promise<T>): Promise<T> {
  const session = await mfaSession(identity, code);
  return again(() => call(lineOf(session, identity.partition))).catch(forgettingExpired(identity));
}

/** Whether IAM has no such key (any more). */
export function isGone(thrown: unknown): boolean {
  return thrown instanceof Failure && thrown.data.answer?.code.startsWith('NoSuchEntity') === true;
}
