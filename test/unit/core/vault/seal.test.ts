import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase64, fromUtf8, toBase64, utf8 } from '../../../../src/core/vault/bytes.js';
import { deriveWrappingKey, generateDataKey } from '../../../../src/core/vault/keys.js';
import { generateWrappingKey, recordPlace, seal, sessionPlace, unseal, unwrapDataKey, wrapDataKey, wrapPlace } from '../../../../src/core/vault/seal.js';
import { failureOf } from '../../scenario.js';

let dataKey: CryptoKey;
beforeAll(async () => {
  dataKey = await generateDataKey();
});

const kdfOf = (salt: string, iter: number) => ({ id: 'pbkdf2-sha256' as const, iter, salt: toBase64(utf8(salt)) });

describe('the key from a passphrase', () => {
  // RFC 7914, section 11: the first 32 bytes of the two PBKDF2-HMAC-SHA-256 test vectors.
  it.each([
    ['passwd', 'salt', 1, '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc'],
    ['Password', 'NaCl', 80_000, '4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56'],
  ])('is the one of RFC 7914 for %s', async (passphrase, salt, iter, expected) => {
    const derived = await deriveWrappingKey(passphrase, kdfOf(salt, iter));
    const sealed = await wrapDataKey(dataKey, derived, 'a place');
    const known = await crypto.subtle.importKey('raw', Buffer.from(expected, 'hex'), 'AES-GCM', false, ['decrypt']);
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: fromBase64(sealed.iv), additionalData: utf8('a place') }, known, fromBase64(sealed.ct));
    expect(Buffer.from(opened)).toEqual(Buffer.from(await crypto.subtle.exportKey('raw', dataKey)));
  });

  it('can wrap and unwrap, and nothing else', async () => {
    const derived = await deriveWrappingKey('passwd', kdfOf('salt', 1));
    expect([derived.extractable, derived.usages.toSorted()]).toEqual([false, ['unwrapKey', 'wrapKey']]);
    const random = await generateWrappingKey(false);
    expect([random.extractable, random.usages.toSorted()]).toEqual([false, ['unwrapKey', 'wrapKey']]);
  });
});

describe('the data key', () => {
  it('comes out of its wrap as it went in, and cannot be exported unless that is asked for', async () => {
    const [wrappingKey, place] = [await generateWrappingKey(false), sessionPlace('unlock', 'dataKey')];
    const wrapped = await wrapDataKey(dataKey, wrappingKey, place);
    const kept = await unwrapDataKey(wrapped, wrappingKey, place, false);
    expect([kept.extractable, kept.usages.toSorted()]).toEqual([false, ['decrypt', 'encrypt']]);
    expect(await unseal(kept, 'p', await seal(dataKey, 'p', 'hello'))).toBe('hello');
  });

  it('stays in a wrap that was made for another place or with another key', async () => {
    const [wrappingKey, place] = [await generateWrappingKey(false), sessionPlace('unlock', 'dataKey')];
    const wrapped = await wrapDataKey(dataKey, wrappingKey, place);
    await expect(unwrapDataKey(wrapped, wrappingKey, sessionPlace('unlock', 'other'), false)).rejects.toThrow(DOMException);
    await expect(unwrapDataKey(wrapped, await generateWrappingKey(false), place, false)).rejects.toThrow(DOMException);
  });

  it('is 256 bits, and never the same twice', async () => {
    const [one, other] = await Promise.all([dataKey, await generateDataKey()].map((key) => crypto.subtle.exportKey('raw', key)));
    expect(one?.byteLength).toBe(32);
    expect(Buffer.from(one ?? new ArrayBuffer())).not.toEqual(Buffer.from(other ?? new ArrayBuffer()));
  });
});

describe('a sealed value', () => {
  it.each([['text', '本番 🔑'], ['an empty text', ''], ['a number', 0], ['nothing', null], ['an object', { a: [1, { b: 'c' }] }]])(
    'comes back when it is %s', async (_, value) => {
      expect(await unseal(dataKey, 'place', await seal(dataKey, 'place', value))).toEqual(value);
    });

  it('is unreadable in any place but its own', async () => {
    const sealed = await seal(dataKey, recordPlace('vault', 'id', 'key', 1), 'secret');
    const elsewhere = [
      recordPlace('other', 'id', 'key', 1), recordPlace('vault', 'other', 'key', 1), recordPlace('vault', 'id', 'catalog', 1),
      recordPlace('vault', 'id', 'key', 2), sessionPlace('key', 'id'), wrapPlace('vault', 'id', kdfOf('salt', 1)),
    ];
    expect(new Set(elsewhere).size).toBe(elsewhere.length);
    for (const place of elsewhere) expect((await failureOf(unseal(dataKey, place, sealed))).kind).toBe('vaultDamaged');
    expect(await unseal(dataKey, recordPlace('vault', 'id', 'key', 1), sealed)).toBe('secret');
  });

  it('has a nonce of 12 bytes and a tag of 16', async () => {
    const { iv, ct } = await seal(dataKey, 'place', 'abc');
    expect([fromBase64(iv).length, fromBase64(ct).length]).toEqual([12, '"abc"'.length + 16]);
  });

  it('that is not even base64 is damaged, and nothing unexpected', async () => {
    expect((await failureOf(unseal(dataKey, 'place', { iv: '!', ct: '!' }))).kind).toBe('vaultDamaged');
  });
});

it.each([
  ['nothing', ''], ['plain', 'plain'], ['Japanese and plain', '管理者 of 本番'], ['long, but for its end plain', `${'a'.repeat(10_000)}é`],
  ['of two units a character', '𠮷野家'], ['cut in half at its end', 'half \ud83d'], ['cut in half at its beginning', '\ude00 half'],
])('a text that is %s becomes the bytes that it is in UTF-8', (_, text) => {
  expect(utf8(text)).toEqual(new TextEncoder().encode(text));
});

it('bytes survive base64, and broken UTF-8 is never mended silently', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  expect(fromUtf8(utf8('本番 🔑').buffer)).toBe('本番 🔑');
  expect(() => fromUtf8(new Uint8Array([0xc3, 0x28]).buffer)).toThrow(TypeError);
});
