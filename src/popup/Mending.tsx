import { answerWords, failureSentence, hostsOf } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import type { FailureData, FailureKind } from '../core/failure.js';
import { FailureNote } from '../ui/FailureNote.js';
import type { Popup } from './state.js';

/** Failures of a session that has no MFA, because its role signs in directly. */
const forWantOfMfa: readonly FailureKind[] = ['directRefused', 'directDenied'];

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
  const failure = popup.failure.value ?? popup.flow.value?.failure;
  if (!failure) return null;
  const { origins = [], kind } = failure;
  const another = kind === 'readOnlyCombined' || forWantOfMfa.includes(kind);
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
