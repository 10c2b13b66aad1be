import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import en from '../../public/_locales/en/messages.json' with { type: 'json' };
import ja from '../../public/_locales/ja/messages.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '..', '..');
const languages: Readonly<Record<string, Readonly<Record<string, { message: string }>>>> = { en, ja };
const keys = Object.keys(en);

const sources = fs.readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => fs.readFileSync(path.join(root, 'src', name), 'utf8'));
const all = sources.join('\n');

/** The quoted members of a union or a list: of what follows `begin`, up to the semicolon. */
function members(begin: string): string[] {
  const from = all.indexOf(begin);
  const text = all.slice(from, all.indexOf(';', from));
  return from < 0 ? [] : [...text.matchAll(/'(\w+)'/g)].map(([, name = '']) => name);
}

/** Keys that are put together, by what they begin with: all the ends there are. */
const ends: Readonly<Record<string, readonly string[]>> = {
  failure: [...members('export type FailureKind'), 'clockBehind', 'clockAhead'],
  cause: members('export type Cause'),
  policy: members('export const policyTypes'),
  problem: [...members('export type FieldProblem'), ...members('export type ImportProblem')],
  step: [...members('export type StepName').filter((name) => name !== 'role'), 'role'],
  stepState: members('export type StepState'),
  colour: members('type ColourName'),
  section: members('export const sections'),
  progress: ['1', '2', '3'],
  choose: members('export const signInPages'),
  way: members('export const waysOn'),
  openIn: members('export const openChoices'),
  sectionOf: members('export type SectionKind').filter((kind) => kind !== 'group'),
  format: members('export type FormatName'),
  caution: members('export type Caution'),
  copyAs: members('export const credentialFormats'),
  check: members('export type CheckName'),
  checked: members('export type CheckNote'),
  checkState: [...members('export type CheckState'), ...members('export type Outcome')],
  ruleOn: members('export const ruleSubjects'),
  rotation: members('export const rotationSteps'),
  keyUse: members('export type KeyUse'),
};

const placeholders = (message: string): string[] => [...message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

describe('the words of the interface', () => {
  it('are the same ones in every language', () => {
    for (const [language, words] of Object.entries(languages)) expect(Object.keys(words), language).toEqual(keys);
  });

  it('have the same blanks to fill in every language, and are not empty', () => {
    const uneven = keys.filter((key) => {
      const messages = Object.values(languages).map((words) => words[key]?.message ?? '');
      return messages.some((message) => message.trim() === '') || new Set(messages.map((message) => placeholders(message).join(' '))).size !== 1;
    });
    expect(uneven).toEqual([]);
  });

  it('hold nothing that the browser would fill in itself', () => {
    for (const words of Object.values(languages)) {
      expect(Object.entries(words).filter(([, word]) => word.message.includes('$') || Object.keys(word).length !== 1)).toEqual([]);
    }
  });

  it('are Japanese in Japanese, but for what is the same everywhere', () => {
    const same = keys.filter((key) => languages['ja']?.[key]?.message === languages['en']?.[key]?.message);
    expect(same).toEqual([]);
  });
});

describe('a word', () => {
  const put = Object.entries(ends).flatMap(([begin, list]) => list.map((end) => `${begin}_${end}`));
  const inManifest = [...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key);
  const asked = [...all.matchAll(/\bsay\('(\w+)'/g)].map(([, key = '']) => key);

  it('is there for whatever is asked for, put together or named in the manifest', () => {
    expect([...put, ...inManifest, ...asked].filter((key) => !keys.includes(key))).toEqual([]);
    expect(Object.entries(ends).filter(([, list]) => list.length < 3)).toEqual([]);
  });

  it('is put together in no way but the known ones', () => {
    const begins = [...all.matchAll(/\bsay\(`(\w+?)_\$\{/g)].map(([, begin = '']) => begin);
    expect([...new Set(begins)].sort()).toEqual(Object.keys(ends).sort());
    expect([...all.matchAll(/\bsay\(`[^`]*`/g)]).toHaveLength(begins.length);
  });

  it('that nobody says is not there', () => {
    const said = new Set([...put, ...inManifest]);
    const quoted = (key: string): boolean => new RegExp(`['"]${key}['"]`).test(all);
    expect(keys.filter((key) => !said.has(key) && !quoted(key))).toEqual([]);
  });
});

describe('what can go wrong', () => {
  const kinds = [...new Set([...members('export type FailureKind'), ...ends['problem'] ?? []])];

  // Where it is listed as a kind, nothing happens.
  const lines = all.split('\n').filter((line) => !/^\s*\|/.test(line));

  it.each(kinds)('can happen: %s', (kind) => {
    expect(lines.some((line) => line.includes(`'${kind}'`))).toBe(true);
  });
});
