import { describe, expect, it } from 'vitest';
import { checkSharedAddress, sharedDoorstep, sharedMost, sharedOrigin, signatureAddress } from '../../../src/core/sharedAddress.js';
import { type SharedAnswer, sharedText } from '../../../src/core/sharedAnswer.js';
import { checkPublicKey, isSigned } from '../../../src/core/signatures.js';
import { failureOf } from '../scenario.js';

const address = 'https://catalogue.example/team/roles.json';
/** Made with OpenSSL 3.0: `openssl pkeyutl -sign -inkey key.pem -rawin -in roles.json | base64`. */
const signed = {
  text: '{ "sallyport": 1 }\n',
  key: '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAffNKhxuuDLXFmAEArypjlVwmPrFIB5MTMfyIcxT3+TQ=\n-----END PUBLIC KEY-----\n',
  signature: 'KCofZ6T8hRTSh3zPIj1u+UKPEj9GJpGjA8iAKpe5XZAiwmg4njnmO3mf8gRA\nvOvZVHDkYbl1Nvm6dOabmJZMDQ==\n',
};
const key = 'MCowBQYDK2VwAyEAffNKhxuuDLXFmAEArypjlVwmPrFIB5MTMfyIcxT3+TQ=';

describe('the address of a shared catalogue', () => {
  it.each([
    ['roles.json', 'addressMalformed'], ['', 'addressMalformed'], ['http://catalogue.example/', 'addressNotHttps'], ['file:///etc/passwd', 'addressNotHttps'],
    ['javascript:alert(1)', 'addressNotHttps'], ['data:text/plain,x', 'addressNotHttps'],
    ['https://alice:pw@catalogue.example/', 'addressWithUser'], ['https://alice@catalogue.example/', 'addressWithUser'],
  ])('may not be %s', (text, problem) => {
    expect(checkSharedAddress(text)).toEqual({ problem });
  });

  it('has a limit, as what a browser would ask for', () => {
    const most = address + 'a'.repeat(sharedMost.address - address.length);
    expect(checkSharedAddress(most)).toEqual({ value: most });
    expect(checkSharedAddress(`${most}a`)).toEqual({ problem: 'addressTooLong' });
    expect(checkSharedAddress(`${address}?${'語'.repeat(300)}`)).toEqual({ problem: 'addressTooLong' });
    expect(checkSharedAddress(`${address}#${'a'.repeat(3000)}`)).toEqual({ value: address });
  });

  it('is kept without what follows #, and names the one origin that is asked for', () => {
    expect(checkSharedAddress(` ${address}?v=2#part `)).toEqual({ value: `${address}?v=2` });
    expect(sharedOrigin('https://catalogue.example:8443/team/roles.json')).toBe('https://catalogue.example/*');
    expect(sharedDoorstep(`${address}?v=2`)).toBe('https://catalogue.example/robots.txt');
    expect(signatureAddress(`${address}?v=2`)).toBe(`${address}.sig?v=2`);
    expect(sharedMost.bytes).toBe(5 * 1024 * 1024);
  });
});

describe('what an address answers', () => {
  const answered = { kind: 'answered', status: 200, type: 'application/json', etag: '"1"', text: signed.text } as const;

  it('is a text with its ETag, or that nothing has changed', async () => {
    expect(await sharedText(address, answered)).toEqual({ kind: 'text', text: signed.text, etag: '"1"' });
    expect(await sharedText(address, { ...answered, status: 304, text: '' })).toEqual({ kind: 'same' });
  });

  it('has no ETag where it has one that is too long to keep', async () => {
    const etag = 'e'.repeat(sharedMost.etag);
    expect(await sharedText(address, { ...answered, etag })).toMatchObject({ etag });
    expect(await sharedText(address, { ...answered, etag: `${etag}e` })).toMatchObject({ text: signed.text, etag: '' });
  });

  it.each<[string, SharedAnswer, string]>([
    ['a redirect', { kind: 'redirected' }, 'sharedPage'],
    ['a page', { ...answered, type: 'text/html; charset=utf-8' }, 'sharedPage'],
    ['a page that says it is something else', { ...answered, text: '\n<!doctype html>' }, 'sharedPage'],
    ['that one must sign in', { ...answered, status: 401 }, 'sharedForbidden'],
    ['that one may not', { ...answered, status: 403 }, 'sharedForbidden'],
    ['that there is none', { ...answered, status: 404 }, 'sharedStatus'],
    ['too much', { kind: 'tooLarge' }, 'sharedTooLarge'],
    ['bytes', { kind: 'notText' }, 'sharedNotText'],
    ['nothing', { kind: 'unreachable' }, 'sharedUnreachable'],
  ])('is refused when it is %s', async (_, answer, kind) => {
    expect((await failureOf(sharedText(address, answer))).kind).toBe(kind);
  });

  it('is taken with a key only when the key has signed it', async () => {
    expect(await sharedText(address, { ...answered, signature: signed.signature }, key)).toMatchObject({ kind: 'text' });
    for (const wrong of [{}, { signature: '' }, { signature: signed.signature, text: `${signed.text} ` }]) {
      expect((await failureOf(sharedText(address, { ...answered, ...wrong }, key))).kind).toBe('sharedUnsigned');
    }
  });
});

describe('a signature', () => {
  it('of openssl’s is one by the public key that openssl writes, and by no other', async () => {
    expect(checkPublicKey(signed.key)).toEqual({ value: key });
    expect(await isSigned(signed.text, signed.signature, key)).toBe(true);
    const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as CryptoKeyPair;
    const other = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey)).toString('base64');
    expect(checkPublicKey(other)).toEqual({ value: other });
    expect(await isSigned(signed.text, signed.signature, other)).toBe(false);
  });

  it('is none when it is broken, or the key is', async () => {
    for (const broken of ['', 'nonsense!', signed.signature.slice(8), signed.signature.replace('K', 'L')]) expect(await isSigned(signed.text, broken, key)).toBe(false);
    for (const text of ['', 'nonsense', key.slice(0, 40), signed.key.replace('MCow', 'MIIB')]) expect(checkPublicKey(text)).toEqual({ problem: 'publicKeyMalformed' });
  });
});
