import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Profiles } from '../../../src/core/profiles.js';
import { textMost } from '../../../src/formats/lines.js';
import { readText } from '../../../src/formats/reading.js';
import { secret } from '../scenario.js';
import { mutations } from './mutations.js';
import { ownJson } from './ownJsonSample.js';
import { samples } from './samples.js';

const texts = Object.entries({ ...samples, ownJson });
const each = 12_000;

const linesOf = (text: string): number => text.split(/\r\n|\r|\n/).length;
const pristine = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));

/** Every line that is named anywhere in the profiles. */
function placesIn(profiles: Profiles): number[] {
  const places: number[] = [];
  JSON.stringify(profiles, (key, value: unknown) => {
    if (key === 'line') places.push(value as number);
    return value;
  });
  return places;
}

/** What must hold of every text, however broken; gives how long reading took, in milliseconds. */
function judge(text: string): number {
  const begun = performance.now();
  const { value, problems } = readText(text);
  const took = performance.now() - begun;
  const most = linesOf(text);
  const sound = (line: number): boolean => Number.isInteger(line) && line >= 1 && line <= most;
  const astray = [...problems.map(({ line }) => line), ...placesIn(value)].filter((line) => !sound(line));
  if (astray.length > 0) expect.fail(`line ${String(astray[0])} of ${most} in ${JSON.stringify(text)}`);
  const told = JSON.stringify(problems);
  if (told.includes(secret)) expect.fail(`a secret is told in ${told}`);
  return took;
}

describe('any text at all', () => {
  it.each(texts)('is read without an error, with sound lines and no secret in its problems: what was once %s', (_, sample) => {
    let slowest = 0;
    for (const text of mutations(sample, each, 20_260_101)) {
      const took = judge(text);
      // A busy machine may stop in the middle of any text: only what is slow again and again is.
      slowest = Math.max(slowest, took < 200 ? took : Math.min(judge(text), judge(text), judge(text)));
    }
    expect(slowest).toBeLessThan(200);
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(pristine);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('is read the same way when fast-check makes it up', () => {
    const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json(), fc.lorem(), fc.array(fc.constantFrom('[', ']', '{', '}', '"', ':', '\n', '=', ',', '- ', 'a', ' '), { maxLength: 60 })
      .map((parts) => parts.join('')));
    fc.assert(fc.property(any, (text) => void judge(text)), { numRuns: 5000, seed: 20_260_101 });
  });
});

describe.each(texts)('a long text: %s', (name, sample) => {
  /** A comment of the format, or what it takes for nothing, that fills a text up. */
  const filler = name === 'accessKeyCsv' ? '\n' : ' ';
  const filled = sample + filler.repeat(textMost - sample.length);

  it('is read up to 5 MiB', () => {
    const { format, problems } = readText(filled);
    expect([format, problems]).toEqual([readText(sample).format, readText(sample).problems]);
  });

  it('is refused beyond that', () => {
    expect(readText(`${filled} `)).toEqual({ value: { keys: [], roles: [] }, problems: [{ line: 1, problem: 'textTooLong', values: {} }], format: undefined });
  });
});
