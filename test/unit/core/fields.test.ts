import { describe, expect, it } from 'vitest';
import {
  checkDurationSeconds, checkExternalId, checkName, checkRegion, checkStsRegion,
} from '../../../src/core/fields.js';

describe('the region a console opens in', () => {
  it.each([
    ['ap-northeast-1', 'ap-northeast-1'],
    [' US-East-1 ', 'us-east-1'],
    ['us-gov-west-1', 'us-gov-west-1'],
    ['cn-north-1', 'cn-north-1'],
    ['eusc-de-east-1', 'eusc-de-east-1'],
    ['eu-central-12', 'eu-central-12'],
  ])('is any of a partition, also one newer than Sallyport: %j', (text, region) => {
    expect(checkRegion(text)).toEqual({ value: region });
  });

  it.each(['', 'tokyo', 'us-east', 'us-east-1a', 'us-east-1.evil.com', 'us-east-1/', 'us-iso-east-1', 'us-isob-east-1', 'xx-east-1', 'us-east-１００'])(
    'is refused when no partition has such a code: %j', (text) => {
      expect(checkRegion(text)).toEqual({ problem: 'regionMalformed' });
    });

  it('must be of the role’s partition', () => {
    expect(checkRegion('us-gov-west-1', 'aws')).toEqual({ problem: 'regionPartition' });
    expect(checkRegion('us-east-1', 'aws-us-gov')).toEqual({ problem: 'regionPartition' });
    expect(checkRegion('us-gov-west-1', 'aws-us-gov')).toEqual({ value: 'us-gov-west-1' });
  });
});

it('the region for signing in must be one whose hosts the extension may call', () => {
  expect(checkStsRegion('ap-northeast-1')).toEqual({ value: 'ap-northeast-1' });
  expect(checkStsRegion('eu-central-12')).toEqual({ problem: 'regionSts' });
  expect(checkStsRegion('cn-north-1', 'aws')).toEqual({ problem: 'regionPartition' });
  expect(checkStsRegion('nowhere')).toEqual({ problem: 'regionMalformed' });
});

describe('a name', () => {
  it('is anything but nothing, up to 64 characters, and spaces around it are dropped', () => {
    expect(checkName('  本番 管理者 ')).toEqual({ value: '本番 管理者' });
    expect(checkName('n'.repeat(64))).toEqual({ value: 'n'.repeat(64) });
    expect(checkName('   ')).toEqual({ problem: 'nameMissing' });
    expect(checkName('n'.repeat(65))).toEqual({ problem: 'nameTooLong' });
  });

  it.each(['\u200b', '\u200d\u2060', '\ufeff', '\u00ad', '\u3000'])('is something that can be seen: not %j', (text) => {
    expect(checkName(text)).toEqual({ problem: 'nameMissing' });
  });

  it.each(['a\0', 'a\tb', '\u001b[31m', 'a\u2028b', 'a\u2029b', '\u202edorp', 'a\u2066b\u2069', 'a\u200fb', 'a\ud83d', '\udc00a'])(
    'has no characters that control the line, the direction or nothing at all: not %j', (text) => {
      expect(checkName(text)).toEqual({ problem: 'nameCharacters' });
    });

  it.each(['<b>', '__proto__', 'מנהל', '👩‍👩‍👧‍👦', 'می‌خواهم', 'two  spaces'])('may have any others: %j', (text) => {
    expect(checkName(text)).toEqual({ value: text });
  });

  it('is taken only once', () => {
    expect(checkName(' prod', ['dev', 'prod'])).toEqual({ problem: 'nameTaken' });
    expect(checkName('Prod', ['dev', 'prod'])).toEqual({ value: 'Prod' });
  });
});

describe('a length in seconds', () => {
  it.each([['900', 900], ['3600', 3600], [' 43200 ', 43_200]])('that STS allows is taken: %j', (text, value) => {
    expect(checkDurationSeconds(text, 43_200)).toEqual({ value });
  });

  it.each(['', '899', '43201', '-900', '1h', '3.6e3', '3600.0', '0x1000', 'NaN', '９００'])('is refused otherwise: %j', (text) => {
    expect(checkDurationSeconds(text, 43_200)).toEqual({ problem: 'durationMalformed' });
  });
});

describe('an external ID', () => {
  it.each(['ab', 'a-b_c+d=e,f.g@h:i/j', 'x'.repeat(1224)])('is what STS takes', (id) => {
    expect(checkExternalId(` ${id} `)).toEqual({ value: id });
  });

  it.each(['', 'a', 'a b', 'a#b', 'é'.repeat(4), 'x'.repeat(1225)])('is refused otherwise', (id) => {
    expect(checkExternalId(id)).toEqual({ problem: 'externalIdMalformed' });
  });
});
