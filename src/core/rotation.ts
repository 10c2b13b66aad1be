import { type AccessKeyFacts, keysMost, keyTail } from './accessKeys.js';
import type { KeyMemory, NewKey } from './keyMemory.js';
import { parseUserArn } from './arn.js';
import type { Identity } from './catalogue.js';
import { Failure, failure } from './failure.js';
import { isPassing } from './repeating.js';

/** The steps of a rotation, in order. Each is called `rotation_<name>` in `_locales`. */
export const rotationSteps = ['list', 'create', 'store', 'verify', 'swap', 'deactivate'] as const;
export type RotationStep = (typeof rotationSteps)[number];

/** How a rotation goes: written by the background, read by any page, and free of secrets. A step that is not there was done before. */
export interface RotationView {
  readonly identityId: string;
  readonly steps: readonly { readonly step: RotationStep; readonly state: 'waiting' | 'running' | 'done' | 'failed' }[];
}

/** What a rotation needs from outside. */
export interface RotationPorts {
  /** Waits for some milliseconds. */
  wait(ms: number): Promise<void>;
  memory(): Promise<KeyMemory>;
  /** The user's keys, asked for with MFA, as are the other calls of IAM. */
  list(): Promise<readonly AccessKeyFacts[]>;
  create(): Promise<NewKey>;
  /** Seals the new key in the vault, beside the one in use. */
  store(key: NewKey): Promise<void>;
  /** The ARN of whoever the key belongs to, from GetCallerIdentity with the key itself. */
  callerArn(key: NewKey): Promise<string>;
  /** Puts the new key in the place of the one in use, in one write of the vault, and gives the id of that one. */
  swap(key: NewKey): Promise<string>;
  /** Switches the old key off; one that is no more is as good. */
  deactivate(accessKeyId: string): Promise<void>;
  remove(accessKeyId: string): Promise<void>;
  /** Runs a step and shows how it goes. */
  step<T>(step: RotationStep, run: () => Promise<T>): Promise<T>;
}

/** How long is waited for AWS to know a new key: IAM is eventually consistent, and takes some seconds (IAM User Guide, "Troubleshoot IAM"). */
const waitsMs = [1000, 2000, 4000, 5000, 5000, 5000, 5000];

/** The steps that are left: all of them, those after a new key was stored, or the last one. */
export function stepsLeft({ next, old }: Pick<KeyMemory, 'old'> & { readonly next?: unknown }): readonly RotationStep[] {
  if (next) return rotationSteps.slice(rotationSteps.indexOf('verify'));
  return old?.active ? ['deactivate'] : rotationSteps;
}

/**
 * Rotates the key of an identity, or goes on with a rotation that was broken off. Wherever it stops, the key in use is in the vault
 * and works: the old one until a new one is stored and known to AWS, which is in its place from then on. The old one is switched
 * off at the end, and never deleted.
 * Throws `twoKeys`, `keyUncertain`, `keyUnstored` or `keyNotYetKnown`, or what a port throws.
 */
export async function rotate(identity: Pick<Identity, 'userName' | 'accountId'>, ports: RotationPorts): Promise<void> {
  const { next, old } = await ports.memory();
  if (!next && old?.active) return ports.step('deactivate', () => ports.deactivate(old.accessKeyId));
  const key = next ?? await newKey(identity, ports);
  await ports.step('verify', () => verify(identity, key, ports));
  const before = await ports.step('swap', () => ports.swap(key));
  return ports.step('deactivate', () => ports.deactivate(before));
}

async function newKey({ userName }: Pick<Identity, 'userName'>, ports: RotationPorts): Promise<NewKey> {
  await ports.step('list', async () => {
    if ((await ports.list()).length >= keysMost) throw failure('twoKeys', { user: userName });
  });
  const key = await ports.step('create', () => ports.create().catch((thrown: unknown) => { throw uncertain(thrown, userName); }));
  await ports.step('store', () => ports.store(key).catch((thrown: unknown) => giveBack(thrown, key, ports)));
  return key;
}

/** A call that AWS did not refuse may have made a key, whose secret is given once and has not arrived. */
function uncertain(thrown: unknown, user: string): unknown {
  const refused = thrown instanceof Failure && thrown.data.answer !== undefined && thrown.data.answer.status < 500;
  return refused ? thrown : failure('keyUncertain', { user });
}

/** A key that could not be stored is of no use to anyone, and in the way of the next one. */
async function giveBack(thrown: unknown, { accessKeyId }: NewKey, ports: RotationPorts): Promise<never> {
  await ports.remove(accessKeyId).catch(() => { throw failure('keyUnstored', { key: keyTail(accessKeyId) }); });
  throw thrown;
}

/** Asks AWS whose the new key is until it knows it. */
async function verify({ userName, accountId }: Pick<Identity, 'userName' | 'accountId'>, key: NewKey, ports: RotationPorts): Promise<void> {
  const owner = parseUserArn(await known(key, ports));
  if (owner?.userName !== userName || owner.accountId !== accountId) throw failure('keyNotOfUser');
}

async function known(key: NewKey, ports: RotationPorts): Promise<string> {
  for (const waitMs of waitsMs) {
    try {
      return await ports.callerArn(key);
    } catch (thrown) {
      if (!isUnknown(thrown) && !isPassing(thrown)) throw thrown;
    }
    await ports.wait(waitMs);
  }
  return ports.callerArn(key).catch((thrown: unknown) => {
    throw isUnknown(thrown) ? failure('keyNotYetKnown', { key: keyTail(key.accessKeyId) }) : thrown;
  });
}

function isUnknown(thrown: unknown): boolean {
  return thrown instanceof Failure && thrown.data.kind === 'keyUnknown';
}
