import { createDecipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Bytes, fromBase64, toBase64, utf8 } from '../../../../src/core/vault/bytes.js';
import { deriveWrappingKey, generateDataKey } from '../../../../src/core/vault/keys.js';
import { seal, unseal, unwrapDataKey, wrapDataKey } from '../../../../src/core/vault/seal.js';
import { failureOf } from '../../scenario.js';
import { flipped } from './forging.js';

const hex = (text: string): Bytes => Uint8Array.from(Buffer.from(text, 'hex'));
const aesKey = (key: Bytes, ...uses: KeyUsage[]): Promise<CryptoKey> => crypto.subtle.importKey('raw', key, 'AES-GCM', true, uses);

/** Whether a passphrase gives the key that is expected: nothing gives the key itself, so that it has to open a wrap. */
async function derives(passphrase: string, salt: string, iter: number, expected: string): Promise<boolean> {
  const dataKey = await generateDataKey();
  const kdf = { id: 'pbkdf2-sha256' as const, iter, salt: toBase64(utf8(salt)) };
  const wrapped = await wrapDataKey(dataKey, await deriveWrappingKey(passphrase, kdf), 'place');
  return unwrapDataKey(wrapped, await aesKey(hex(expected), 'unwrapKey'), 'place', false).then(() => true, () => false);
}

describe('PBKDF2-HMAC-SHA256', () => {
  // The inputs of RFC 6070 under SHA-256, as they are commonly published; RFC 7914's own are in seal.test.ts.
  it.each([
    ['password', 'salt', 1, '120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b'],
    ['password', 'salt', 2, 'ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43'],
    ['password', 'salt', 4096, 'c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a'],
    ['passwordPASSWORDpassword', 'saltSALTsaltSALTsaltSALTsaltSALTsalt', 4096, '348c89dbcbd32b2f32d814b8116e84cf2b17347ebc1800181c4e2a1fb8dd53e1'],
  ])('gives the published key for %s with %s, %d times', async (passphrase, salt, iter, expected) => {
    expect(await derives(passphrase, salt, iter, expected)).toBe(true);
    expect(await derives(`${passphrase} `, salt, iter, expected)).toBe(false);
  });

  // Computed by Python: hashlib.pbkdf2_hmac over unicodedata.normalize('NFKC'), salt "Sallyport".
  it.each([
    ['plain letters', 'correct horse battery staple 7', 1000, '952ff405c0f2dbf2b1f2009436c06fdb3260131c710f0984bffc0ddaeb0bf42b'],
    ['as many iterations as the fewest that are read', 'correct horse battery staple 7', 600_000, '31a5ba8b4dd12c8f324d2cfedf6ab431d2717cf3a221240bd15de23b10cd1e21'],
    ['spaces at its ends', '  spaces are part of it  ', 1000, 'd7dde9ca8cb2616b4379e0cbd5d59489f33c00285b216be4c11a2fec06f04b5a'],
    ['full-width katakana', 'パスワード 本番 123', 1000, '024fb3c6a779558f1aa0721cf77f10133d9c186c2b7f748fe4933e2cad8c61fe'],
    ['half-width katakana', 'ﾊﾟｽﾜｰﾄﾞ 本番 123', 1000, '024fb3c6a779558f1aa0721cf77f10133d9c186c2b7f748fe4933e2cad8c61fe'],
    ['full-width letters', 'Ｆｕｌｌ　ｗｉｄｔｈ　５', 1000, '7433eaad97e28bcdce782c6f277b2ae57e283a0a7b82acbedff9260a578ba9de'],
    ['combining accents', 'ame\u0301lie de Montre\u0301al', 1000, 'd7d0c074c1c5d342a9909a6c43eebfeec784a65cacf245995cee0333056ddf31'],
    ['a sign for a unit and a ligature', '\u212bngstr\u00f6m \ufb01nal', 1000, 'eeaf899e88c8cff15fef7c52572066a21768b7ae1417b298c9072c32b5030895'],
    ['Hangul syllables', '한국어 비밀번호', 1000, 'a316391ae4f9cf88b55eb5f3451454ce528d116cf0814f15ae0ea2f1f233bf13'],
    ['Hangul in its parts', '\u1112\u1161\u11ab국어 비밀번호', 1000, 'a316391ae4f9cf88b55eb5f3451454ce528d116cf0814f15ae0ea2f1f233bf13'],
    ['emoji', '🔑🔐 emoji 👩‍💻 本番', 1000, 'df165319fefe6c01d35c3775d51dc3896222fb0e8af9d9607d805bfb63535eda'],
    ['characters that become several', 'x²+½ ™ ligature ﷺ', 1000, '15c8acb716578024b1c9880f2fa034e85a7255a1abf9f8a05114bd508cdfcb56'],
    ['a NUL', 'a\u0000nul within it', 1000, 'b8587ea8920976e94d2e9fbfb52445c0d8ed50779e9921283bfbf5133d8a3671'],
    ['more than one block of letters', '0123456789abcdef'.repeat(8), 1000, 'cbd329c34eae2394144f50fe1e1b0dccf0c57cd6d6a681b2264404d08c58a5c6'],
    ['more than one block of kanji', '鍵'.repeat(40), 1000, '4e169696a1d611ca598a136472003347988d308dee66625babf5974c6332680d'],
  ])('gives the key that another implementation gives for a passphrase with %s', async (_, passphrase, iter, expected) => {
    expect(await derives(passphrase, 'Sallyport', iter, expected)).toBe(true);
  });
});

describe('AES-256-GCM', () => {
  // NIST CAVP, gcmEncryptExtIV256.rsp, those without additional data whose plain text is as long as an AES key; then test
  // case 14 of the GCM specification. A wrap is what takes bytes that are not JSON.
  const published = [
    ['31bdadd96698c204aa9ce1448ea94ae1fb4a9a0b3c9d773b51bb1822666b8f22', '0d18e06c7c725ac9e362e1ce', '2db5168e932556f8089a0622981d017d',
      'fa4362189661d163fcd6a56d8bf0405ad636ac1bbedd5cc3ee727dc2ab4a9489'],
    ['460fc864972261c2560e1eb88761ff1c992b982497bd2ac36c04071cbb8e5d99', '8a4a16b9e210eb68bcb6f58d', '99e4e926ffe927f691893fb79a96b067',
      '133fc15751621b5f325c7ff71ce08324ec4e87e0cf74a13618d0b68636ba9fa7'],
    ['f78a2ba3c5bd164de134a030ca09e99463ea7e967b92c4b0a0870796480297e5', '2bb92fcb726c278a2fa35a88', 'f562509ed139a6bbe7ab545ac616250c',
      'e2f787996e37d3b47294bf7ebba5ee2500f613eee9bdad6c9ee7765db1cb45c0'],
    ['268ed1b5d7c9c7304f9cae5fc437b4cd3aebe2ec65f0d85c3918d3d3b5bba89b', '9ed9d8180564e0e945f5e5d4',
      'fe29a40d8ebf57262bdb87191d01843f4ca4b2de97d88273154a0b7d9e2fdb80',
      '791a4a026f16f3a5ea06274bf02baab469860abde5e645f3dd473a5acddeecfc05b2b74db0662550435ef1900e136b15'],
    ['00'.repeat(32), '00'.repeat(12), '00'.repeat(16), 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919'],
  ] as const;

  it.each(published)('opens the published vector of key %s, and none of it with a bit turned over', async (key, iv, plain, cipher) => {
    const wrappingKey = await aesKey(hex(key), 'unwrapKey');
    const sealed = { iv: toBase64(hex(iv)), ct: toBase64(hex(cipher)) };
    const opened = await crypto.subtle.exportKey('raw', await unwrapDataKey(sealed, wrappingKey, '', true));
    expect(Buffer.from(opened).toString('hex')).toBe(plain);
    for (let at = 0; at < cipher.length / 2; at += 1) {
      await expect(unwrapDataKey({ ...sealed, ct: flipped(sealed.ct, at) }, wrappingKey, '', true)).rejects.toThrow(DOMException);
    }
  });

  // Computed by Python's cryptography package with a key of the bytes 0 to 31 and a nonce of 0 to 11.
  it.each([
    ['cvault|1|vault|rec|key:1|key|1', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      'ZXWceqmXmk75L9HO/KBXJrSbw3G+PHAeaB+343QqWfdZUeOs44RZ3S2GIV/I/wgkBIAtctnQwfh8Bw=='],
    ['cvault|1|vault|rec|catalogue|catalog|1', { roles: [{ name: 'prod-管理者 🔑' }] },
      'PCCkdKmAsTm3Guyp34gVCKHspUSCFDtR38lEYo3v6DKEMF5jO1Aw5SnZDYJpclBQJ94eWeZ0XWuEgA=='],
    ['', null, 'KXe6dzJPPgXduFXw4N7vP+iGUQs='],
  ])('opens what another implementation sealed for the place “%s”, and for no other', async (place, value, ct) => {
    const key = await aesKey(Uint8Array.from({ length: 32 }, (_, at) => at), 'decrypt');
    const sealed = { iv: toBase64(Uint8Array.from({ length: 12 }, (_, at) => at)), ct };
    expect(await unseal(key, place, sealed)).toEqual(value);
    expect((await failureOf(unseal(key, `${place}|`, sealed))).kind).toBe('vaultDamaged');
  });

  it('seals what another implementation opens', async () => {
    const raw = Uint8Array.from({ length: 32 }, (_, at) => 255 - at);
    const { iv, ct } = await seal(await aesKey(raw, 'encrypt'), 'a place|鍵', { name: '本番' });
    const bytes = fromBase64(ct);
    const decipher = createDecipheriv('aes-256-gcm', raw, fromBase64(iv)).setAAD(utf8('a place|鍵')).setAuthTag(bytes.slice(-16));
    expect(Buffer.concat([decipher.update(bytes.slice(0, -16)), decipher.final()]).toString()).toBe('{"name":"本番"}');
  });
});
