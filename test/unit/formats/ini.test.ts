import { describe, expect, it } from 'vitest';
import { readIni } from '../../../src/formats/ini.js';

/** The sections as plain objects, `name: { key: value }`. */
function read(text: string): Record<string, Record<string, string>> {
  return Object.fromEntries(readIni(text).value.map(({ name, values }) =>
    [name, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.text]))]));
}

const problems = (text: string) => readIni(text).problems.map(({ line, problem }) => `${line} ${problem}`);

describe('a file of sections', () => {
  it('is read with where everything stands', () => {
    expect(readIni('# mine\n\n[default]\nregion = us-east-1\n\n[profile dev]\n  role_arn=arn:aws:iam::1:role/a=b')).toEqual({
      value: [
        { name: 'default', line: 3, values: { region: { text: 'us-east-1', line: 4 } } },
        { name: 'profile dev', line: 6, values: { role_arn: { text: 'arn:aws:iam::1:role/a=b', line: 7 } } },
      ],
      problems: [],
    });
  });

  it.each([['\r\n'], ['\r'], ['\n']])('may end its lines with %j, and begin with a byte order mark', (end) => {
    const { value, problems: found } = readIni(['\uFEFF[default]', 'region = us-east-1', '', '[dev]', 'output = json', ''].join(end));
    expect(value.map(({ name, line, values }) => [name, line, Object.values(values).map((place) => place.line)])).toEqual([['default', 1, [2]], ['dev', 4, [5]]]);
    expect(found).toEqual([]);
  });

  it('may have comments on lines of their own and after headers and values', () => {
    expect(read('; one\n# two\n[dev] # three\nregion = us-east-1 # four\noutput = json ; five\n  # six')).toEqual({
      dev: { region: 'us-east-1', output: 'json' },
    });
  });

  it('keeps a hash that is part of a value', () => {
    expect(read('[dev]\nkey = a#b;c')).toEqual({ dev: { key: 'a#b;c' } });
  });

  it('takes every value for text', () => {
    expect(read('[dev]\na = true\nb = null\nc = 0012\nd = false\ne = 1e3\nf = "quoted"\ng = [x]\nh = a\\b')).toEqual({
      dev: { a: 'true', b: 'null', c: '0012', d: 'false', e: '1e3', f: '"quoted"', g: '[x]', h: 'a\\b' },
    });
  });

  it('may have line separators of Unicode in its comments and values, which end no line', () => {
    expect(read('# a\u2028b\n[dev]\nx = y\u2028z # c\u2028d')).toEqual({ dev: { x: 'y\u2028z' } });
    expect(problems('# a\u2028b\n[dev] ; c\u2028d\nx = y')).toEqual([]);
  });

  it('has no lists: a key with brackets is told', () => {
    expect(problems('[dev]\nx[] = a\nx[] = b')).toEqual(['2 lineMalformed', '3 lineMalformed']);
  });

  it('may have dots, spaces, slashes and other letters in its names', () => {
    expect(Object.keys(read('[a.b.c]\nx=1\n[profile team/dev.eu 1]\nx=2\n[a]\nx=3\n[本番]\nx=4\n[a\\b]\nx=5')))
      .toEqual(['a.b.c', 'profile team/dev.eu 1', 'a', '本番', 'a\\b']);
    expect(read('[a.b]\nx=1\n[a]\nx=3')).toEqual({ 'a.b': { x: '1' }, a: { x: '3' } });
  });

  it('may have blocks of nested settings, which belong to the value above them', () => {
    const text = '[profile dev]\nregion = us-east-1\ns3 =\n  max_concurrent_requests = 20\n\n  addressing_style = path\n'
      + 'output = json\n  cli_pager =\n[next]\nx = 1';
    expect(read(text)).toEqual({ 'profile dev': { region: 'us-east-1', s3: '', output: 'json', cli_pager: '' }, next: { x: '1' } });
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['an empty value', 'output ='], ['a block', 's3 =\n    max_concurrent_requests = 20'], ['a value that ends in an equals sign', 'external_id = YWJj='],
  ])('may have indented values, also after %s', (_, before) => {
    const text = `[profile dev]\n  ${before}\n  role_arn = x\n  source_profile = default`;
    expect([read(text)['profile dev'], problems(text)]).toEqual([expect.objectContaining({ role_arn: 'x', source_profile: 'default' }), []]);
  });

  it.each([
    ['a comment behind an empty value', '  output = # none\n  x = 1', { output: '', x: '1' }],
    ['tabs', '\t\ts3 =\n\t\t\ta = 1\n\t\tx = 1', { s3: '', x: '1' }],
    ['comments and an empty line in a block', '  s3 =\n# mine\n\n    a = 1\n      # theirs\n    b = 2\n  x = 1', { s3: '', x: '1' }],
    ['a block whose own values are empty or end in an equals sign', 's3 =\n  a =\n  b = c=\n    d = 1\n  e = 2\nx = 1', { s3: '', x: '1' }],
    ['a deeper line below a value that ends in an equals sign', 'external_id = YWJj=\n  x = 1', { external_id: 'YWJj=', x: '1' }],
    ['a value that is an equals sign', 'external_id = =\n  x = 1', { external_id: '=', x: '1' }],
  ])('may have blocks in it only below empty values: %s', (_, lines, values) => {
    expect([read(`[dev]\n${lines}`), problems(`[dev]\n${lines}`)]).toEqual([{ dev: values }, []]);
  });

  it('may have its keys in capitals, which are the same keys', () => {
    expect(read('[dev]\nAWS_Access_Key_ID = a\nRegion = b')).toEqual({ dev: { aws_access_key_id: 'a', region: 'b' } });
    expect(readIni('[dev]\nregion = a\nRegion = b')).toEqual({
      value: [{ name: 'dev', line: 1, values: { region: { text: 'b', line: 3 } } }], problems: [{ line: 3, problem: 'valueTwice', values: { key: 'Region' } }],
    });
  });

  it('may have a colour with its hash, which begins no comment', () => {
    expect(read('[dev]\na = #c62828\nb =#C62828 # red\nc = # c62828\nd = #c6282\ne = #c62828x\nf = #1 red\ng = #C6282A ; red')).toEqual({
      dev: { a: '#c62828', b: '#C62828', c: '', d: '', e: '', f: '', g: '#C6282A' },
    });
  });
});

describe('what is wrong with a file', () => {
  it('is told with its line, and the rest is read', () => {
    const text = '[dev]\nnonsense\nregion = us-east-1\n= nothing\n[broken\n[]\noutput = json\n';
    expect(problems(text)).toEqual(['2 lineMalformed', '4 lineMalformed', '5 lineMalformed', '6 lineMalformed']);
    expect(readIni(text).value[0]?.values['region']).toEqual({ text: 'us-east-1', line: 3 });
  });

  it('is a value that stands twice in one section: the last counts, as for AWS', () => {
    const text = '[dev]\nregion = a\nregion = b\n[other]\nregion = c\n[dev]\nregion = d';
    expect(readIni(text).problems).toEqual([
      { line: 3, problem: 'valueTwice', values: { key: 'region' } }, { line: 7, problem: 'valueTwice', values: { key: 'region' } },
    ]);
    expect(readIni(text).value.map(({ name, line, values }) => [name, line, values['region']])).toEqual([
      ['dev', 1, { text: 'd', line: 7 }], ['other', 4, { text: 'c', line: 5 }],
    ]);
  });

  it('is a value before any section, which belongs to nobody', () => {
    expect(problems('role_arn = x\n[dev]\nregion = us-east-1')).toEqual(['1 lineMalformed']);
  });

  it('is never the end of the rest, though a value before the sections is called like one of them', () => {
    expect(read('dev = x\n[dev]\nregion = us-east-1')).toEqual({ dev: { region: 'us-east-1' } });
  });

  it('is never a section that disappears: a header that cannot be read is told', () => {
    for (const header of ['["quoted"]', '[\'quoted\']', '[a;b]', '[a#b]']) {
      const { value, problems: found } = readIni(`${header}\nregion = us-east-1`);
      expect(value.some(({ values }) => values['region']?.text === 'us-east-1') || found.length > 0, header).toBe(true);
    }
  });

  it('does not give the values after a broken header to the section before it', () => {
    expect(read('[alice]\nregion = us-east-1\n[bob\naws_access_key_id = AKIABOB')['alice']).not.toHaveProperty('aws_access_key_id');
  });
});

describe('names that an object has by itself', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'])('do no harm: %s', (name) => {
    const { value } = readIni(`[${name}]\nregion = us-east-1\n[dev]\n${name} = x\nregion = eu-west-1\n[${name}.${name}]\npolluted = yes\n`);
    expect(value.find((section) => section.name === 'dev')?.values['region']?.text).toBe('eu-west-1');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get({}, 'region')).toBeUndefined();
    expect(Object.getPrototypeOf(value[0]?.values)).toBe(Object.prototype);
  });
});

it('an empty file has nothing in it, and nothing wrong with it', () => {
  for (const text of ['', '\n\n', '\uFEFF', '# only\n; comments']) expect(readIni(text)).toEqual({ value: [], problems: [] });
});
