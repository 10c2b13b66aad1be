import { expect, it } from 'vitest';
import { same } from '../../../src/core/same.js';

it.each([
  [1, 1], [null, null], ['a', 'a'], [[], []], [{}, {}], [{ a: 1, b: [2, { c: 3 }] }, { b: [2, { c: 3 }], a: 1 }],
])('%j is the same as %j', (one, other) => {
  expect(same(one, other)).toBe(true);
  expect(same(other, one)).toBe(true);
});

it.each([
  [1, '1'], [null, {}], [[], {}], [[1, 2], [2, 1]], [[1], [1, 1]], [{ a: 1 }, { a: 1, b: 2 }], [{ a: undefined }, { b: undefined }], [{}, { toString: 1 }],
  [{ a: { b: 1 } }, { a: { b: 2 } }],
])('%j is not the same as %j', (one, other) => {
  expect(same(one, other)).toBe(false);
  expect(same(other, one)).toBe(false);
});
