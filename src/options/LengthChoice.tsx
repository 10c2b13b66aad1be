import { say } from '../browser/words.js';
import { Field } from '../ui/Field.js';
import { lengthsUpTo } from './lengths.js';

const lengthWords = (seconds: number): string =>
  (seconds % 3600 === 0 ? say('hours', { hours: seconds / 3600 }) : say('minutes', { minutes: Math.round(seconds / 60) }));

/** A length of time, in seconds, out of those that the organisation allows. */
export function LengthChoice({ label, hint, problem, offered, most, value, onChoose }: {
  readonly label: string; readonly hint?: string; readonly problem?: string | undefined;
  readonly offered: readonly number[]; readonly most: number; readonly value: number; onChoose(seconds: number): void;
}) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(ids) => (
        <select {...ids} value={value} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
          {lengthsUpTo(offered, most, value).map((seconds) => <option key={seconds} value={seconds}>{lengthWords(seconds)}</option>)}
        </select>
      )}
    </Field>
  );
}
