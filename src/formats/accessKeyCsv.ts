import Papa from 'papaparse';
import { type Parsed, type Problem, problemAt } from '../core/problems.js';
import type { KeyProfile, Located, Profiles } from '../core/profiles.js';

/** The columns of IAM's file, in any case (IAM User Guide, "Manage access keys for IAM users"). */
const columns = { user: 'user name', id: 'access key id', secret: 'secret access key' } as const;

/** Rows as they are written; every line that no quoted field goes on to is a row, so that lines can be counted. */
function rowsOf(text: string, preview = 0): Papa.ParseResult<string[]> {
  return Papa.parse<string[]>(text, { delimiter: ',', newline: '\n', preview });
}

const titlesOf = (row: readonly string[] = []): string[] => row.map((title) => title.trim().toLowerCase());

/** Whether a text's first line has the titles of IAM's access key file. */
export function isAccessKeyCsv(text: string): boolean {
  const titles = titlesOf(rowsOf(text.slice(0, 1000).trimStart().replace(/[\r\n][^]*$/, ''), 1).data[0]);
  return titles.includes(columns.id) && titles.includes(columns.secret);
}

/** Reads the file that IAM gives out with a new access key, with or without a user's name in it, or several put together. */
export function readAccessKeyCsv(text: string): Parsed<Profiles> {
  const { data, errors } = rowsOf(text.trimEnd().replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  const broken = new Set(errors.map(({ row }) => row));
  const taken = new Set<string>();
  const keys: KeyProfile[] = [];
  const problems: Problem[] = [];
  let titles: string[] | undefined;
  let next = 1;
  for (const [at, row] of data.entries()) {
    const line = next;
    next += row.reduce((ends, field) => ends + field.split('\n').length - 1, 1);
    if (row.every((field) => field.trim() === '')) continue;
    if (!titles || titlesOf(row).includes(columns.secret)) titles = titlesOf(row);
    else if (broken.has(at)) problems.push(problemAt({ line }, 'rowNoKey'));
    else {
      const key = keyOf(row, titles, line, taken);
      if ('problem' in key) problems.push(key);
      else keys.push(key);
    }
  }
  if (keys.length + problems.length === 0) problems.push(problemAt({ line: 1 }, 'nothingFound'));
  return { value: { keys, roles: [] }, problems };
}

function keyOf(row: readonly string[], titles: readonly string[], line: number, taken: Set<string>): KeyProfile | Problem {
  const field = (column: keyof typeof columns): Located => ({ text: row[titles.indexOf(columns[column])]?.trim() ?? '', line });
  const [user, accessKeyId, secretAccessKey] = [field('user'), field('id'), field('secret')];
  const name = user.text || accessKeyId.text;
  if (name === '' || (accessKeyId.text === '' && secretAccessKey.text === '')) return problemAt({ line }, 'rowNoKey');
  if (secretAccessKey.text === '') return problemAt({ line }, 'secretMissing', { profile: name });
  if (accessKeyId.text === '') return problemAt({ line }, 'keyIdMissing', { profile: name });
  const profile = taken.has(name) ? `${name} (${accessKeyId.text}, ${line})` : name;
  taken.add(profile);
  return { profile, line, accessKeyId, secretAccessKey };
}
