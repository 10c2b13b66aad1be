import type { AccessKeyFacts } from '../core/accessKeys.js';
import type { ShownKeys } from '../core/keyMemory.js';
import type { Identity } from '../core/catalogue.js';

/** What a key is to us: in words, `keyUse_<use>`. */
export type KeyUse = 'inUse' | 'next' | 'old' | 'other';

/** A key of an identity as it is shown: what IAM said of it, or else what is remembered. */
export interface KeyRow extends Partial<AccessKeyFacts> {
  readonly accessKeyId: string;
  readonly use: KeyUse;
}

/** An identity's keys, the one in use first. */
export function keyRows({ accessKeyId: inUse }: Identity, { made, next, old }: ShownKeys, facts: readonly AccessKeyFacts[] = []): KeyRow[] {
  const known: KeyRow[] = [
    { accessKeyId: inUse, use: 'inUse', ...(made?.accessKeyId === inUse ? { createdAt: made.at } : {}) },
    ...next ? [{ accessKeyId: next.accessKeyId, use: 'next' as const, createdAt: next.createdAt }] : [],
    ...old ? [{ accessKeyId: old.accessKeyId, use: 'old' as const, active: old.active }] : [],
  ];
  const others = facts.filter(({ accessKeyId }) => !known.some((row) => row.accessKeyId === accessKeyId));
  return [
    ...known.map((row) => ({ ...row, ...facts.find(({ accessKeyId }) => accessKeyId === row.accessKeyId) })),
    ...others.map((fact) => ({ ...fact, use: 'other' as const })),
  ];
}
