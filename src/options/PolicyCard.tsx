import { lineSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { lockedSettings, type PolicyProblem } from '../core/policy.js';
import type { Options } from './state.js';

function problemWords({ key, problem }: PolicyProblem): string {
  return `${key}: ${problem ? lineSentence({ ...problem, line: 0 }) : say('policyValueWrong')}`;
}

/** What the organisation's policy sets, and what of it could not be read; nothing where there is none. */
export function PolicyCard({ options }: { readonly options: Options }) {
  const { value: { given, settings, copyCredentials, minimumPassphraseLength, sessionSecondsMost }, problems } = options.policy.value;
  const locked = lockedSettings.some((key) => Object.hasOwn(settings, key));
  const sets = [
    ...given.roles.length > 0 ? [say('policyRoles', { count: given.roles.length })] : [],
    ...given.rules.length > 0 ? [say('policyRules', { count: given.rules.length })] : [],
    ...locked ? [say('policySettings')] : [],
    ...copyCredentials === false ? [say('policyNoCopying')] : [],
    ...minimumPassphraseLength === undefined ? [] : [say('policyPassphrase', { count: minimumPassphraseLength })],
    ...sessionSecondsMost === undefined ? [] : [say('policySessions', { hours: Math.floor(sessionSecondsMost / 3600), minutes: Math.floor(sessionSecondsMost / 60) % 60 })],
  ];
  if (sets.length + problems.length === 0) return null;
  return (
    <div class="card">
      <h2>{say('policyHeading')}</h2>
      <ul>{sets.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
      {problems.length > 0 && <><p>{say('policyUnread')}</p><ul>{problems.map((problem, at) => <li key={at}>{problemWords(problem)}</li>)}</ul></>}
    </div>
  );
}
