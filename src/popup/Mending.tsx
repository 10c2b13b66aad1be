import { answerWords, failureSentence, hostsOf } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import type { FailureData, FailureKind } from '../core/failure.js';
import { FailureNote } from '../ui/FailureNote.js';
import type { Popup } from './state.js';

/** Failures after which the same way leads nowhere: the two of a session without MFA, and the one that AWS cannot narrow further. */
const deadEnds: readonly FailureKind[] = ['directRefused', 'directDenied', 'readOnlyCombined'];

function failureOf(popup: Popup): FailureData | undefined {
  return popup.failure.value ?? popup.flow.value?.failure;
}

/** Whether only another way is of use, so that no code is to be asked for this one. */
export function isDeadEnd(popup: Popup): boolean {
  const kind = failureOf(popup)?.kind;
  return kind !== undefined && deadEnds.includes(kind);
}

/** The ways on that a failure itself suggests, in the place of trying the same again. */
function Ways({ popup, failure: { kind } }: { readonly popup: Popup; readonly failure: FailureData }) {
  if (kind === 'readOnlyCombined') return <button type="button" class="main" onClick={() => void popup.openAsItIs()}>{say('openIt')}</button>;
  return (
    <>
      <button type="button" class="main" onClick={() => void popup.useMfaSession()}>{say('useMfaSession')}</button>
      {kind === 'directDenied' && <button type="button" onClick={popup.openAnyway}>{say('openAnyway')}</button>}
    </>
  );
}

/** What went wrong, and the buttons that mend it: another way in, access to a host, or another try where no new code is needed. */
export function Mending({ popup }: { readonly popup: Popup }) {
  const failure = failureOf(popup);
  if (!failure) return null;
  const { origins = [] } = failure;
  const another = isDeadEnd(popup);
  const again = popup.codeFor.value === undefined || popup.code.value.length === 6;
  return (
    <FailureNote sentence={failureSentence(failure)} said={answerWords(failure)}>
      {another && <Ways popup={popup} failure={failure} />}
      {origins.length > 0 && (
        <button type="button" class="main" onClick={() => void popup.allow(origins)}>{say('allowAccess', { hosts: hostsOf(origins) })}</button>
      )}
      {again && !another && <button type="button" onClick={() => void popup.retry()}>{say('tryAgain')}</button>}
    </FailureNote>
  );
}
