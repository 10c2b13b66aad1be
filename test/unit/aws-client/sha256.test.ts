import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/aws/sha256.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const texts = ['', 'a', '本番', 'x'.repeat(10_000)];

describe('what requests are signed with', () => {
  it.each(texts)('is the SHA-256 of what it is given', async (text) => {
    const hash = new sha256();
    hash.update(new TextEncoder().encode(text.slice(0, 5)));
    hash.update(new TextEncoder().encode(text.slice(5)));
    expect(hex(await hash.digest())).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it.each(['secret', new TextEncoder().encode('secret'), new Uint8Array([0, 115, 101, 99, 114, 101, 116]).subarray(1)])('is the HMAC with a secret, given as text or bytes', async (secret) => {
    for (const text of texts) {
      const hash = new sha256(secret);
      hash.update(new TextEncoder().encode(text));
      expect(hex(await hash.digest())).toBe(createHmac('sha256', 'secret').update(text).digest('hex'));
    }
  });
});
