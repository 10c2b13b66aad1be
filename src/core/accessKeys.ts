import type { Identity } from './catalogue.js';
import type { KeyChange, KeyMemory, ShownKeys } from './keyMemory.js';

/** How old a key may become (CIS AWS Foundations Benchmark, "access keys are rotated every 90 days or less"). */
export const keyDaysMost = 90;
/** Two, and inactive ones count (IAM User Guide, "IAM and AWS STS quotas"). */
export const keysMost = 2;
const dayMs = 86_400_000;

/** What a key was used for last; nothing when it never was. */
export interface LastUse {
  /** Milliseconds since the epoch. */
  readonly at?: number;
  /** As AWS calls it: `sts`. */
  readonly service?: string;
}

/** What IAM says of an access key of a user. */
export interface AccessKeyFacts {
  readonly accessKeyId: string;
  readonly active: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Left out where a policy does not let the user ask. */
  readonly lastUse?: LastUse;
}

/** An MFA device as IAM lists it. */
export interface MfaDevice {
  readonly serial: string;
  /** Milliseconds since the epoch. */
  readonly enabledAt: number;
}

/** The memory for pages. */
export function withoutSecret({ next, ...memory }: KeyMemory): ShownKeys {
  return next ? { ...memory, next: { accessKeyId: next.accessKeyId, createdAt: next.createdAt } } : memory;
}

/** The memory with what IAM has said of a user's keys: a key that is no more is forgotten, unless its secret may still be wanted. */
export function withFacts(memory: KeyMemory, inUse: string, facts: readonly AccessKeyFacts[]): KeyMemory {
  const found = (id: string | undefined): AccessKeyFacts | undefined => facts.find((key) => key.accessKeyId === id);
  const ours = found(inUse);
  const before = found(memory.old?.accessKeyId);
  return {
    ...(ours ? { made: { accessKeyId: inUse, at: ours.createdAt } } : memory.made ? { made: memory.made } : {}),
    ...(memory.next ? { next: memory.next } : {}),
    ...(before ? { old: { accessKeyId: before.accessKeyId, active: before.active } } : {}),
  };
}

/** The memory once a key was switched on or off, or is no more. */
export function withChange(memory: KeyMemory, accessKeyId: string, to: KeyChange): KeyMemory {
  const { next, old, ...rest } = memory;
  const isNext = next?.accessKeyId === accessKeyId;
  const isOld = old?.accessKeyId === accessKeyId;
  return {
    ...rest,
    ...(next && !(isNext && to === 'deleted') ? { next } : {}),
    ...(old && !(isOld && to === 'deleted') ? { old: isOld ? { accessKeyId, active: to === 'active' } : old } : {}),
  };
}

/** How many days old the key in use is, where that is known. */
export function keyDays({ accessKeyId: inUse }: Identity, { made }: ShownKeys, now: number): number | undefined {
  return made?.accessKeyId === inUse ? daysSince(made.at, now) : undefined;
}

export function daysSince(at: number, now: number): number {
  return Math.max(0, Math.floor((now - at) / dayMs));
}

/** How people tell keys apart: the last four characters. */
export function keyTail(id: string): string {
  return id.slice(-4);
}
