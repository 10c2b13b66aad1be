import { describe, expect, it } from 'vitest';
import { keyDays, withChange, withFacts, withoutSecret } from '../../../src/core/accessKeys.js';
import { type KeyMemory, type NewKey, soundMemory } from '../../../src/core/keyMemory.js';
import { alice, secret } from '../scenario.js';

const inUse = alice.accessKeyId;
const next: NewKey = { accessKeyId: 'AKIANEW00000EXAMPLE0', secretAccessKey: secret, createdAt: 9 };
const old = { accessKeyId: 'AKIAOLD00000EXAMPLE0', active: true };
const memory: KeyMemory = { made: { accessKeyId: inUse, at: 5 }, next, old };
const fact = (accessKeyId: string, active = true) => ({ accessKeyId, active, createdAt: 7 });

describe('what is remembered of an identity’s keys', () => {
  it('goes to pages without the secret', () => {
    expect(withoutSecret(memory)).toEqual({ ...memory, next: { accessKeyId: next.accessKeyId, createdAt: 9 } });
    expect(JSON.stringify(withoutSecret(memory))).not.toContain(secret);
    expect(withoutSecret({})).toEqual({});
  });

  it('learns from IAM, and forgets an old key that is no more, but never a new one whose secret is here', () => {
    expect(withFacts(memory, inUse, [fact(inUse), fact(old.accessKeyId, false)])).toEqual({ made: { accessKeyId: inUse, at: 7 }, next, old: { ...old, active: false } });
    expect(withFacts(memory, inUse, [fact(inUse)])).toEqual({ made: { accessKeyId: inUse, at: 7 }, next });
    expect(withFacts(memory, inUse, [])).toEqual({ made: memory.made, next });
  });

  it('changes with the keys', () => {
    expect(withChange(memory, old.accessKeyId, 'inactive').old).toEqual({ ...old, active: false });
    expect(withChange(withChange(memory, old.accessKeyId, 'inactive'), old.accessKeyId, 'active')).toEqual(memory);
    expect(withChange(memory, old.accessKeyId, 'deleted')).toEqual({ made: memory.made, next });
    expect(withChange(memory, next.accessKeyId, 'deleted')).toEqual({ made: memory.made, old });
    expect(withChange(memory, next.accessKeyId, 'inactive')).toEqual(memory);
    expect(withChange(memory, 'AKIAOTHER000000OTHER', 'deleted')).toEqual(memory);
  });

  it('is never that the key in use is the old one or the next, whoever put it there', () => {
    expect(soundMemory(memory, inUse)).toEqual(memory);
    expect(soundMemory(memory, old.accessKeyId)).toEqual({ made: memory.made, next });
    expect(soundMemory(memory, next.accessKeyId)).toEqual({ made: memory.made, old });
  });

  it('gives the age of the key in use in whole days, and not that of one before', () => {
    const day = 86_400_000;
    expect(keyDays(alice, { made: { accessKeyId: inUse, at: 0 } }, 90 * day - 1)).toBe(89);
    expect(keyDays(alice, { made: { accessKeyId: inUse, at: 0 } }, 90 * day)).toBe(90);
    expect(keyDays(alice, { made: { accessKeyId: inUse, at: day } }, 0)).toBe(0);
    expect(keyDays(alice, { made: { accessKeyId: old.accessKeyId, at: 0 } }, day)).toBeUndefined();
    expect(keyDays(alice, {}, day)).toBeUndefined();
  });
});
