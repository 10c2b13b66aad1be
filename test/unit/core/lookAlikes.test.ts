import { describe, expect, it } from 'vitest';
import { looksOf } from '../../../src/core/lookAlikes.js';

describe('two names look the same', () => {
  it.each([
    ['prod-admin', 'Prod Admin'], ['prod-admin', 'prod_admin'], ['prod-admin', 'PROD\u2011ADMIN'], ['prod-admin', 'prod\u200badmin'],
    ['prod-admin', 'prоd-аdmin'], ['prod-admin', 'ρrod-admin'], ['prod', 'ｐｒｏｄ'], ['prod', '𝐩𝐫𝐨𝐝'], ['prod', 'pro\u034fd'], ['prod', 'prod\ufe0f'],
    ['admin', 'admın'], ['本番', '本 番'],
  ])('%s and %s', (one, other) => {
    expect(looksOf(one)).toBe(looksOf(other));
  });
});

describe('two names look different', () => {
  it.each([['prod', 'dev'], ['prod', 'prod2'], ['本番', '検証'], ['é', 'e'], ['a', '']])('%s and %s', (one, other) => {
    expect(looksOf(one)).not.toBe(looksOf(other));
  });
});
