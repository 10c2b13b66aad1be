import { beforeEach, describe, expect, it } from 'vitest';
import { withChange } from '../../../src/core/accessKeys.js';
import type { KeyMemory, NewKey } from '../../../src/core/keyMemory.js';
import { failure, type FailureKind } from '../../../src/core/failure.js';
import { rotate, type RotationPorts, rotationSteps, stepsLeft } from '../../../src/core/rotation.js';
import { alice, failureOf, secret } from '../scenario.js';

const oldId = alice.accessKeyId;
const fresh: NewKey = { accessKeyId: 'AKIANEW00000EXAMPLE0', secretAccessKey: secret, createdAt: 9 };
/** AWS, and what the vault holds. */
let aws: Map<string, boolean>;
let vault: { inUse: string; memory: KeyMemory };
let done: string[];
let waits: number[];
/** Where the rotation is broken off: before a step's own work or after it, as when a worker is stopped. */
let stop: { step: string; after: boolean } | undefined;
let unknownFor: number;
let failing: Partial<Record<string, FailureKind>>;

const act = async <T>(name: string, run: () => T): Promise<T> => {
  const kind = failing[name];
  if (kind) throw failure(kind);
  done.push(name);
  return run();
};

const ports: RotationPorts = {
  wait: async (ms) => { waits.push(ms); },
  memory: async () => vault.memory,
  list: () => act('list', () => [...aws].map(([accessKeyId, active]) => ({ accessKeyId, active, createdAt: 1 }))),
  create: () => act('create', () => {
    aws.set(fresh.accessKeyId, true);
    return fresh;
  }),
  store: (key) => act('store', () => { vault.memory = { ...vault.memory, next: key }; }),
  async callerArn() {
    if (unknownFor > 0) {
      unknownFor -= 1;
      throw failure('keyUnknown');
    }
    return act('verify', () => 'arn:aws:iam::111111111111:user/team/alice');
  },
  swap: (key) => act('swap', () => {
    const before = vault.inUse;
    vault = { inUse: key.accessKeyId, memory: { old: { accessKeyId: before, active: true } } };
    return before;
  }),
  deactivate: (id) => act('deactivate', () => {
    aws.set(id, false);
    vault.memory = withChange(vault.memory, id, 'inactive');
  }),
  remove: (id) => act('remove', () => { aws.delete(id); }),
  async step(step, run) {
    if (stop?.step === step && !stop.after) throw failure('interrupted');
    const result = await run();
    if (stop?.step === step) throw failure('interrupted');
    return result;
  },
};

beforeEach(() => {
  aws = new Map([[oldId, true]]);
  vault = { inUse: oldId, memory: {} };
  [done, waits, stop, unknownFor, failing] = [[], [], undefined, 0, {}];
});

describe('a rotation', () => {
  it('lists, makes, stores, checks, swaps and switches off, in this order, and deletes nothing', async () => {
    await rotate(alice, ports);
    expect(done).toEqual([...rotationSteps]);
    expect(vault).toEqual({ inUse: fresh.accessKeyId, memory: { old: { accessKeyId: oldId, active: false } } });
    expect([...aws]).toEqual([[oldId, false], [fresh.accessKeyId, true]]);
  });

  const stops = rotationSteps.flatMap((step) => [{ step, after: false }, { step, after: true }]);
  it.each(stops)('that is broken off at $step (after: $after) leaves a key in use that works, and is gone on with', async (where) => {
    stop = where;
    await failureOf(rotate(alice, ports));
    expect(aws.get(vault.inUse)).toBe(true);
    const lost = where.step === 'create' && where.after || where.step === 'store' && !where.after;
    if (lost) {
      // The secret of that key was never stored: it is in the way of another, and the list says so.
      stop = undefined;
      expect((await failureOf(rotate(alice, ports))).kind).toBe('twoKeys');
      aws.delete(fresh.accessKeyId);
    }
    stop = undefined;
    if (vault.memory.old?.active !== false) await rotate(alice, ports);
    expect(vault).toEqual({ inUse: fresh.accessKeyId, memory: { old: { accessKeyId: oldId, active: false } } });
    expect([...aws]).toEqual([[oldId, false], [fresh.accessKeyId, true]]);
    expect(done.filter((name) => name === 'create')).toHaveLength(lost ? 2 : 1);
  });

  it('makes no key where there are two, be one of them switched off', async () => {
    aws.set('AKIAOTHER000000OTHER', false);
    expect(await failureOf(rotate(alice, ports))).toMatchObject({ kind: 'twoKeys', values: { user: 'alice' } });
    expect(done).toEqual(['list']);
  });

  it('waits longer and longer for AWS to know the new key', async () => {
    unknownFor = 3;
    await rotate(alice, ports);
    expect(waits).toEqual([1000, 2000, 4000]);
    expect(vault.inUse).toBe(fresh.accessKeyId);
  });

  it('keeps the old key in use while AWS does not know the new one, and goes on with that one later', async () => {
    unknownFor = 99;
    expect(await failureOf(rotate(alice, ports))).toMatchObject({ kind: 'keyNotYetKnown', values: { key: 'PLE0' } });
    expect([vault.inUse, vault.memory.next, aws.get(oldId)]).toEqual([oldId, fresh, true]);
    expect(waits.reduce((sum, ms) => sum + ms)).toBe(27_000);
    unknownFor = 0;
    done = [];
    await rotate(alice, ports);
    expect(done).toEqual(['verify', 'swap', 'deactivate']);
  });

  it('does not wait where AWS refuses for good', async () => {
    failing = { verify: 'regionOff' };
    expect((await failureOf(rotate(alice, ports))).kind).toBe('regionOff');
    expect([waits, vault.inUse]).toEqual([[], oldId]);
  });

  it('takes no key of another user’s', async () => {
    expect((await failureOf(rotate({ ...alice, userName: 'bob' }, ports))).kind).toBe('keyNotOfUser');
    expect(vault.inUse).toBe(oldId);
  });

  it('deletes a new key that cannot be stored, and says so when that fails too', async () => {
    failing = { store: 'vaultLocked' };
    expect((await failureOf(rotate(alice, ports))).kind).toBe('vaultLocked');
    expect([...aws]).toEqual([[oldId, true]]);
    failing = { store: 'vaultLocked', remove: 'unreachable' };
    expect(await failureOf(rotate(alice, ports))).toMatchObject({ kind: 'keyUnstored', values: { key: 'PLE0' } });
  });

  it('does not know whether a key was made when no answer comes, and says what AWS said when one does', async () => {
    failing = { create: 'unreachable' };
    expect((await failureOf(rotate(alice, ports))).kind).toBe('keyUncertain');
    const refused = { code: 'AccessDenied', message: '', status: 403 };
    expect((await failureOf(rotate(alice, { ...ports, create: () => Promise.reject(failure('awsRefused', {}, { answer: refused })) }))).kind).toBe('awsRefused');
    expect((await failureOf(rotate(alice, { ...ports, create: () => Promise.reject(failure('awsFailing', {}, { answer: { ...refused, status: 503 } })) }))).kind).toBe('keyUncertain');
  });

  it('is all steps, or those that are left', () => {
    expect(stepsLeft({})).toEqual(rotationSteps);
    expect(stepsLeft({ next: fresh })).toEqual(['verify', 'swap', 'deactivate']);
    expect(stepsLeft({ old: { accessKeyId: oldId, active: true } })).toEqual(['deactivate']);
    expect(stepsLeft({ old: { accessKeyId: oldId, active: false } })).toEqual(rotationSteps);
  });
});
