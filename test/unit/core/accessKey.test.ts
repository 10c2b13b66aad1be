import { describe, expect, it } from 'vitest';
import { checkAccessKeyId, checkMfaCode, checkSecretAccessKey } from '../../../src/core/accessKey.js';
import { secret } from '../scenario.js';

describe('an access key ID', () => {
  it.each(['AKIAIOSFODNN7EXAMPLE', '  AKIAIOSFODNN7EXAMPLE\n', `AKIA${'A'.repeat(12)}`, `AKIA${'9'.repeat(124)}`])(
    'of a user is taken: %j', (text) => {
      expect(checkAccessKeyId(text)).toEqual({ value: text.trim() });
    });

  it.each([
    ['ASIAIOSFODNN7EXAMPLE', 'keyIdTemporary'],
    ['AIDAIOSFODNN7EXAMPLE', 'keyIdOtherKind'],
    ['AROAIOSFODNN7EXAMPLE', 'keyIdOtherKind'],
    ['AGPAIOSFODNN7EXAMPLE', 'keyIdOtherKind'],
    ['ANPAIOSFODNN7EXAMPLE', 'keyIdOtherKind'],
    ['APKAIOSFODNN7EXAMPLE', 'keyIdOtherKind'],
    ['ASCAIOSFODNN7EXAMPLE', 'keyIdOtherKind'],
    ['akiaiosfodnn7example', 'keyIdMalformed'],
    ['AKIAIOSFODNN7EXAMPL!', 'keyIdMalformed'],
    ['AKIA', 'keyIdMalformed'],
    [`AKIA${'A'.repeat(11)}`, 'keyIdMalformed'],
    [`AKIA${'A'.repeat(125)}`, 'keyIdMalformed'],
    ['ＡＫＩＡIOSFODNN7EXAMPLE', 'keyIdMalformed'],
    [secret, 'keyIdMalformed'],
    ['', 'keyIdMalformed'],
  ])('is refused with what is wrong with it: %j', (text, problem) => {
    expect(checkAccessKeyId(text)).toEqual({ problem });
  });
});

describe('a secret access key', () => {
  it('is taken with the characters of base64, and spaces around it are dropped', () => {
    expect(checkSecretAccessKey(`\t${secret} `)).toEqual({ value: secret });
  });

  it.each(['', 'short', 'A'.repeat(15), 'A'.repeat(129), `${secret.slice(0, 20)} ${secret.slice(20)}`, '•'.repeat(40), `${'A'.repeat(39)}-`])(
    'is refused: %j', (text) => {
      expect(checkSecretAccessKey(text)).toEqual({ problem: 'secretMalformed' });
    });
});

describe('an MFA code', () => {
  it.each([
    ['492817', '492817'],
    ['000000', '000000'],
    [' 492 817\n', '492817'],
    ['492-817', '492817'],
    ['４９２８１７', '492817'],
    ['４９２　８１７', '492817'],
  ])('is understood as it is typed or pasted: %j', (text, code) => {
    expect(checkMfaCode(text)).toEqual({ value: code });
  });

  it.each(['', '49281', '4928170', '49281a', '٤٩٢٨١٧', '4.9281', '0x1234', '①②③④⑤'])('is refused: %j', (text) => {
    expect(checkMfaCode(text)).toEqual({ problem: 'codeMalformed' });
  });
});
