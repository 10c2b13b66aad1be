import type { FailureData } from '../core/failure.js';
import type { Problem } from '../core/problems.js';
import { type FieldProblem, groupedAccount, partsOfRoleArn } from '../core/arn.js';
import { shortened, withoutControls } from '../core/fields.js';
import { say, type WordKey } from './words.js';

/** A role as a sentence names it: the background knows it by its ARN. */
function roleWords(role: string): string {
  const parts = partsOfRoleArn(role);
  return parts ? `${parts.roleName} (${groupedAccount(parts.accountId)})` : role;
}

/** The sentence for a failure, in the browser's language. */
export function failureSentence({ kind, values: raw }: Pick<FailureData, 'kind' | 'values'>): string {
  const values = raw['role'] === undefined ? raw : { ...raw, role: roleWords(raw['role']) };
  if (kind === 'clockWrong' && values['minutes']) {
    return say(values['direction'] === 'behind' ? 'failure_clockBehind' : 'failure_clockAhead', values);
  }
  return say(`failure_${kind}`, values);
}

/** The sentence for a field's problem, or undefined when there is none. */
export function problemSentence(problem: FieldProblem | undefined): string | undefined {
  return problem && say(`problem_${problem}`);
}

/** What became of a profile whose line is wrong. */
const outcomes: Readonly<Record<string, WordKey>> = { usual: 'importUsual', without: 'importWithout', leftOut: 'importLeftOut' };

/** A piece of an imported text as a sentence may quote it: whatever it is, it leaves the rest of the sentence readable. */
function quoted(text: string): string {
  const clean = withoutControls(text);
  return clean.length > 256 ? `${shortened(clean, 256)}…` : clean;
}

/** The sentence for a line of an imported text, with the file's name where there is one. */
export function lineSentence({ line, problem, values: raw }: Problem, file?: string): string {
  const values = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, quoted(value)]));
  const because = values['failure'] === undefined ? '' : failureSentence({ kind: values['failure'], values } as FailureData);
  const what = say(`problem_${problem}`, { ...values, because });
  const outcome = outcomes[values['outcome'] ?? ''];
  const sentence = outcome ? `${what} ${say(outcome, values)}` : what;
  if (file !== undefined) return say(line === 0 ? 'importIn' : 'importLineIn', { file: quoted(file), line, what: sentence });
  return line === 0 ? sentence : say('importLine', { line, what: sentence });
}
