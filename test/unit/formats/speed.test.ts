import { describe, expect, it } from 'vitest';
import type { Profiles } from '../../../src/core/profiles.js';
import { printJson, printText } from '../../../src/formats/printing.js';
import { textMost } from '../../../src/formats/lines.js';
import { readText } from '../../../src/formats/reading.js';
import { catalogueOf, roleNamed, secret } from '../scenario.js';

const list = (count: number, item: (at: number) => string, between = ''): string => Array.from({ length: count }, (_, at) => item(at)).join(between);
const account = (at: number): string => String(at).padStart(12, '0');
const roles = (count: number) => catalogueOf(Array.from({ length: count }, (_, at) => roleNamed(`role ${at}`, { id: `r${at}` })));

/** A text of each format with so many roles, keys or rules in it. */
const texts: Readonly<Record<string, (count: number) => string>> = {
  awsConfig: (count) => list(count, (at) => `[profile p${at}]\nrole_arn = arn:aws:iam::${account(at)}:role/x\nsource_profile = default\nregion = us-east-1\n`),
  aesr: (count) => `[base]\naws_account_id = 111111111111\n${list(count, (at) => `[p${at}]\naws_account_id = ${account(at)}\nrole_name = x\nsource_profile = base\ncolor = ff0000\n`)}`,
  granted: (count) => list(count, (at) => `[profile p${at}]\nrole_arn = arn:aws:iam::${account(at)}:role/x\nsource_profile = p${at - 1}\ngranted_color = red\n`),
  awsSsoCli: (count) => `SSOConfig:\n  Default:\n    Accounts:\n${list(count / 10, (at) => `      '${account(at)}':\n        Name: a${at}\n        Roles:\n${list(10, (role) => `          R${role}:\n            Profile: p${at}-${role}\n`)}`)}`,
  leapp: (count) => `{"_sessions": [\n${list(count, (at) => `{"sessionId": "s${at}", "sessionName": "same", "type": "awsIamRoleChained", "roleArn": "arn:aws:iam::${account(at)}:role/x", "parentSessionId": "s${at - 1}"}`, ',\n')}]}`,
  peacock: (count) => `[\n${list(count, (at) => `{"env": {"account": "${account(at)}"}, "style": {"navigationBackgroundColor": "#ff0000"}}`, ',\n')}]`,
  accessKeyCsv: (count) => `User name,Access key ID,Secret access key\n${list(count, (at) => `u${at},AKIA${account(at)}AAAA,${secret}\n`)}`,
  text: (count) => printText(roles(count)),
  json: (count) => printJson(roles(count)),
};

const found = ({ keys, roles: read, rules = [] }: Profiles): number => keys.length + read.length + rules.length;

/** The shortest of some runs, in milliseconds: the others measure what else the machine does. */
function shortest(runs: number, run: () => void): number {
  return Math.min(...Array.from({ length: runs }, () => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  }));
}

describe.each(Object.entries(texts))('a text of ten thousand roles: %s', (_, textOf) => {
  it('is read whole', () => {
    expect(found(readText(textOf(10_000)).value)).toBe(10_000);
  });
});

/** What makes readers go back and forth. */
const traps: Readonly<Record<string, string>> = {
  brackets: '[', braces: '{"a":', quotes: '"', spaces: ' ', lines: '\n', 'lines of Unicode': '\u2028', 'Unicode lines with brackets': '\u2028[', comments: '/*', 'line comments': '//\n', hashes: ' #', sections: '[a]\n',
  'keys under a section': 'a=b\n', 'lines of nothing': 'x\n', equals: '=', dashes: '- ', base64: 'U2FsdGVkX1', 'CSV quotes': '"a"x,',
};
const beginnings = ['', '[a]\n', 'a,Access key ID,Secret access key\n', '[{"style": {}},\n'];

describe.each(Object.entries(traps))('a text of nothing but %s', (_, piece) => {
  // Tried again, because what else the machine does may fall on a run: what grows with the square is too slow every time.
  it.each(beginnings)('is read in a time that grows with its length, after %j', { retry: 2 }, (beginning) => {
    const textOf = (most: number): string => beginning + piece.repeat(Math.floor((most - beginning.length) / piece.length));
    const [few, many] = [textOf(textMost / 64), textOf(textMost / 4)];
    // Sixteen times the length would take 256 times as long if each part were held against each other. What takes a few milliseconds on a
    // busy machine is mostly the machine's.
    expect(shortest(1, () => readText(many))).toBeLessThan(64 * Math.max(10, shortest(1, () => readText(few))));
  });
});

describe('YAML', () => {
  const head = 'SSOConfig:\n  Default:\n    Accounts: ';

  it.each(['[', '{a: ', '\n - - - - - - - - ', '!!map {', '&a [', '"'])('that never ends is a problem, and no error: %j', (piece) => {
    expect(readText(head + piece.repeat(20_000)).problems.length).toBeGreaterThan(0);
  });

  it('that stands for more than it says is not unfolded', () => {
    const names = [...'abcdefghijklmnop'];
    const bomb = names.map((name, at) => `${name}: &${name} {${list(9, (key) => `k${key}: ${at === 0 ? 'x' : `*${names[at - 1] ?? ''}`}`, ', ')}}`).join('\n');
    const { problems } = readText(`${bomb}\nSSOConfig:\n  Default:\n    Accounts: *p\n`);
    expect(problems.map(({ problem }) => problem)).toContain('textMalformed');
  });
});
