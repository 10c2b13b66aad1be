import { describe, expect, it } from 'vitest';
import { containing, createTexts, folded, searchedFields } from '../../../src/core/searchTexts.js';
import { roleNamed } from '../scenario.js';

const fit = (word: string, text: string): number => containing(word, text, folded(text));

describe('a word that a text contains', () => {
  it.each([
    ['user', ['user', 'user-admin', 'power-user', 'superuser', 'usr']],
    ['admin', ['PlatformAdminAccess', 'badmintonAccess']],
    ['admin', ['badminton-admin', 'badmintonAccess']],
    ['結', ['結合', '非結合', '合']],
    ['prod', ['prod-a', 'prod-administrator']],
    ['1234', ['123456789012', '991234567890']],
  ])('fits best as the whole, then at the beginning of the text, of a word, and inside one: %s', (word, texts) => {
    const fits = texts.map((text) => fit(word, text));
    expect(fits).toEqual(fits.toSorted((one, other) => other - one));
    expect(new Set(fits).size).toBe(texts.length);
  });

  it('fits well wherever it is, and 0 where it is not', () => {
    expect([fit('a', 'a'), fit('b', 'ab'), fit('c', 'ab'), fit('a', '')].map((score) => [score >= 0.5, score > 0, score <= 1]))
      .toEqual([[true, true, true], [true, true, true], [false, false, true], [false, false, true]]);
  });
});

describe('a text as it is compared', () => {
  it.each([['CAFÉ', 'cafe'], ['São', 'sao'], ['İstanbul', 'istanbul'], ['バージニア', 'バージニア'], ['𠮷野家', '𠮷野家'], ['', '']])('%s is %s, and each letter keeps its place', (text, compared) => {
    expect([folded(text), folded(text).length]).toEqual([compared, text.length]);
  });
});

describe('the texts of roles', () => {
  it('are there once each, in pieces of a thousand roles', () => {
    const roles = Array.from({ length: 1500 }, (_, at) => roleNamed(`role-${at}`, { accountName: `account-${at % 10}`, tags: ['a', 'b'] }));
    const { texts, of, more } = createTexts(roles);
    expect([more(), more()]).toEqual([true, false]);
    expect(new Set(texts).size).toBe(texts.length);
    const own = [...of.subarray(1234 * searchedFields.length, 1235 * searchedFields.length)].map((place) => texts[place]);
    expect(own.slice(0, 3)).toEqual(['role-1234', 'account-4', roles[1234]?.arn.split(':')[4]]);
    expect(own[searchedFields.indexOf('tags')]).toBe('a b');
  });
});
