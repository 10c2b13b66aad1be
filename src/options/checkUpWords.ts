import { answerWords } from '../browser/explainedWords.js';
import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { dateTime, say, timeLeft } from '../browser/words.js';
import type { Check, CheckUp } from '../core/checkUp.js';
import { trustCondition } from '../core/checkUpRole.js';

/** What a check is called. */
export function checkTitle({ check, role }: Check): string {
  return say(`check_${check}`, { role: role ?? '' });
}

/** What came of a check, in sentences. */
export function checkSentences({ notes, values, problem, failure }: Check): string[] {
  const time = (name: string): string => {
    const minutes = Number(values[name] ?? 0);
    return minutes > 60 && minutes % 60 === 0 ? say('hours', { hours: minutes / 60 }) : timeLeft(minutes);
  };
  const words = { ...values, time: time('minutesLeft'), asked: time('asked') };
  return [
    ...notes.map((note) => say(`checked_${note}`, words)),
    ...problem ? [problemSentence(problem) ?? ''] : [],
    ...failure && notes.length === 0 ? [failureSentence(failure)] : [],
  ];
}

/** The condition that a trust policy lacks, where that is what a check found. */
export function missingCondition({ notes }: Check): string | undefined {
  return notes.includes('bareOpens') ? trustCondition : undefined;
}

/** A check-up as a text for a colleague: what was looked at and what was found, and no secret. */
export function checkUpText(checkUp: CheckUp): string {
  const lines = checkUp.checks.flatMap((check) => {
    const said = check.failure && answerWords(check.failure);
    return [
      `[${say(`checkState_${check.state}`)}] ${checkTitle(check)}`,
      ...[...checkSentences(check), ...missingCondition(check)?.split('\n') ?? [], ...said ? said.text.split('\n') : []].map((line) => `    ${line}`),
    ];
  });
  return [`${say('checkUpOfNamed', { name: checkUp.name })} · ${dateTime(checkUp.startedAt)}`, '', ...lines, ''].join('\n');
}
