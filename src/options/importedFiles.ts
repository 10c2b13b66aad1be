import type { Problem } from '../core/problems.js';
import type { Profiles } from '../core/profiles.js';
import { type FormatName, readText } from '../formats/reading.js';

/** A text that was pasted, or a file's with its name. */
export interface ImportedText {
  readonly name?: string;
  readonly text: string;
}

/** A problem and the file that it is in, where there are several. */
export interface PlacedProblem {
  readonly file?: string | undefined;
  readonly problem: Problem;
}

export interface ReadFiles {
  readonly profiles: Profiles;
  readonly formats: readonly { readonly file?: string | undefined; readonly format: FormatName }[];
  readonly problems: readonly Problem[];
  /** Where a problem of all texts taken together is. */
  place(problem: Problem): PlacedProblem;
}

/** The value with all its lines further down. */
function shifted<T>(value: T, lines: number): T {
  if (lines === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => shifted(item, lines)) as T;
  return Object.fromEntries(Object.entries(value).map(([key, part]: [string, unknown]) =>
    [key, key === 'line' && typeof part === 'number' ? part + lines : shifted(part, lines)])) as T;
}

const linesOf = (text: string): number => text.split(/\r\n|\r|\n/).length;

/** The formats in the syntax of the AWS CLI. */
const ofSyntax: readonly (FormatName | undefined)[] = ['awsConfig', 'aesr', 'granted'];

/**
 * Reads several texts, each in its own format. Those in the syntax of the AWS CLI are read as one, because one profile stands
 * partly in `config` and partly in `credentials`; those of one tool are not read with another's.
 */
export function readFiles(texts: readonly ImportedText[]): ReadFiles {
  const read = texts.map((one) => ({ ...one, ...readText(one.text) }));
  const tools = new Set(read.map(({ format }) => format).filter((format) => format !== 'awsConfig' && ofSyntax.includes(format)));
  const together: typeof ofSyntax = tools.size > 1 ? ['awsConfig'] : ofSyntax;
  const ofCli = read.filter(({ format }) => together.includes(format));
  const others = read.filter(({ format }) => !together.includes(format));
  const joined = ofCli.length > 1 ? { ...readText(ofCli.map(({ text }) => text).join('\n')), text: '' } : ofCli[0];
  const starts: { readonly from: number; readonly file: string | undefined }[] = [];
  let from = 0;
  const take = ({ name, text }: ImportedText): number => {
    const start = from;
    starts.push({ from: start, file: name });
    from += linesOf(text);
    return start;
  };
  for (const one of ofCli) take(one);
  const parts = [...(joined ? [joined] : []), ...others.map((one) => {
    const start = take(one);
    return { value: shifted(one.value, start), problems: shifted(one.problems, start) };
  })];
  return {
    profiles: {
      keys: parts.flatMap(({ value }) => value.keys), roles: parts.flatMap(({ value }) => value.roles),
      identities: parts.flatMap(({ value }) => value.identities ?? []), rules: parts.flatMap(({ value }) => value.rules ?? []),
    },
    formats: read.flatMap(({ name, format }) => (format ? [{ file: name, format }] : [])),
    problems: parts.flatMap(({ problems }) => problems),
    place(problem) {
      const start = starts.findLast((one) => one.from < problem.line);
      return start ? { file: start.file, problem: shifted(problem, -start.from) } : { problem };
    },
  };
}
