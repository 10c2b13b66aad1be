import { seeded } from '../scenario.js';
import { ownJson } from './ownJsonSample.js';
import { samples } from './samples.js';

/** What the grammars of all formats are made of, and what has tricked readers before. */
const pieces = [
  '\n', '\n\n', '\r\n', '\r', '\n  ', '\t', ' ', '\u2028', '\u00a0', '\0', '\ufeff', '\ud800', '🔥', '"', '\'', '\\', '\\u0000', '#', ' #', ';', '=', ' = ', '==', ':', ': ', ',', '-', '- ', '? ', '---\n',
  '...\n', '|', '>', '[', ']', '[]', '{', '}', '{}', '[[', '{{', '&a ', '*a', '*b', '!!map ', '!x ', '<<: ', '%YAML 1.1\n', '//', '/*', '*/', '""', '""""', 'null', '~', 'true', '0', '-1', '1e999',
  '0x1f', '__proto__', 'constructor', 'prototype', 'toString', '"__proto__": {"polluted": 1},', '__proto__:\n  polluted: 1\n', '[__proto__]\npolluted = 1\n', '[profile x]\n', '[profile __proto__]\n',
  'role_arn = arn:aws:iam::222222222222:role/x\n', 'source_profile = x\n', 'sallyport_user = x\n', 'aws_account_id = 1\n', 'role_name = r\n', 'image = x\n', 'x[] = 1\n', '[sallyport-rule 1]\n', 'SSOConfig:',
  'SSOConfig:\n', '"sessions": [', '"sallyport": 1,', '"roles": [', '"style": {', '"accounts": [', 'Access key ID,Secret access key\n', 'U2FsdGVkX1', 'Roles:', 'Tags:', 'Via: x',
];

/** Numbers and choices that are the same in every run. */
function chooser(seed: number) {
  const random = seeded(seed);
  const below = (most: number): number => Math.floor(random() * most);
  return { below, one: (list: readonly string[]): string => list[below(list.length)] ?? '' };
}

type Chooser = ReturnType<typeof chooser>;

/** Two places of a text in order, mostly near each other. */
function span(text: string, { below }: Chooser): [number, number] {
  const from = below(text.length + 1);
  return [from, Math.min(text.length, from + below(below(4) === 0 ? text.length : 30))];
}

/** One change of a text: a part put in, taken out, doubled, moved or turned into another. */
function changed(text: string, other: string, choose: Chooser): string {
  const [from, to] = span(text, choose);
  const [start, end] = span(other, choose);
  const part = text.slice(from, to);
  switch (choose.below(8)) {
    case 0: return text.slice(0, from) + text.slice(to);
    case 1: return text.slice(0, to) + part + text.slice(to);
    case 2: return text.slice(0, from) + other.slice(start, end) + text.slice(to);
    case 3: return text.slice(0, from) + choose.one(pieces).repeat(1 + choose.below(20)) + text.slice(from);
    case 4: return text.slice(0, from) + String.fromCharCode(choose.below(choose.below(5) === 0 ? 0x1_0000 : 0x80)) + text.slice(from + 1);
    case 5: return text.slice(from) + text.slice(0, from);
    default: return text.slice(0, from) + choose.one(pieces) + text.slice(choose.below(2) === 0 ? from : to);
  }
}

/** Texts without any order, of characters or of the pieces that formats are made of. */
function noise(choose: Chooser): string {
  const plain = choose.below(2) === 0;
  return Array.from({ length: choose.below(80) }, () => (plain ? String.fromCodePoint(choose.below(0x250)) : choose.one(pieces))).join('');
}

/** Texts that were once of a format: sound samples with a few changes, and now and then nothing but noise. */
export function* mutations(sample: string, count: number, seed: number): Generator<string> {
  const choose = chooser(seed);
  const others = [...Object.values(samples), ownJson];
  for (let at = 0; at < count; at += 1) {
    let text = choose.below(12) === 0 ? noise(choose) : sample;
    for (let left = 1 + choose.below(6); left > 0; left -= 1) text = changed(text, choose.one(others), choose);
    yield text;
  }
}
