import { type Catalogue, type Identity, type Role } from '../../src/core/catalogue.js';
import { Failure, type FailureData } from '../../src/core/failure.js';

/** The identity most tests are about: an IAM user of the auth account. */
export const alice: Identity = {
  id: 'id-alice', userName: 'alice', accountId: '111111111111', partition: 'aws',
  accessKeyId: 'AKIAALICE0000EXAMPLE', mfaSerial: 'arn:aws:iam::111111111111:mfa/alice-phone',
  stsRegion: 'us-east-1', sessionSeconds: 43_200,
};

/** Another user of another auth account. */
export const bob: Identity = {
  ...alice, id: 'id-bob', userName: 'bob', accountId: '999999999999', accessKeyId: 'AKIABOB000000EXAMPLE',
  mfaSerial: 'arn:aws:iam::999999999999:mfa/bob',
};

/** A secret that must turn up nowhere it does not belong. */
export const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

/** A role assumed from alice, with id `role-<name>`, unless told otherwise. */
export function roleNamed(name: string, more: Partial<Role> = {}): Role {
  return {
    id: `role-${name}`, name, arn: `arn:aws:iam::222222222222:role/${name}`, colour: '#2e7d32', region: 'ap-northeast-1',
    destination: '', source: { kind: 'identity', id: alice.id }, ...more,
  };
}

/** A role that is assumed from another role. */
export function roleBehind(source: Role, name: string, more: Partial<Role> = {}): Role {
  return roleNamed(name, { source: { kind: 'role', id: source.id }, ...more });
}

export function catalogueOf(roles: readonly Role[], identities: readonly Identity[] = [alice]): Catalogue {
  return { identities: [...identities], roles: [...roles], rules: [] };
}

/** What a promise fails with; an error when it does not fail with a `Failure`. */
export async function failureOf(promise: Promise<unknown>): Promise<FailureData> {
  const thrown = await promise.then(() => undefined, (reason: unknown) => reason);
  if (thrown instanceof Failure) return thrown.data;
  throw new TypeError(`expected a Failure and got ${String(thrown)}`);
}

/** What a function throws; an error when it does not throw a `Failure`. */
export function failureFrom(run: () => unknown): Promise<FailureData> {
  return failureOf(new Promise((resolve) => resolve(run())));
}

/** Numbers from 0 to 1 that look random and are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Ids that count up: `new-1`, `new-2`. */
export function counted(prefix = 'new'): () => string {
  let count = 0;
  return () => `${prefix}-${count += 1}`;
}
