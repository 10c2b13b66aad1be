import { useEffect, useMemo, useState } from 'preact/hooks';
import { administratorText, answerWords, causeSentences, hostsOf } from '../browser/explainedWords.js';
import { failureSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { secondsToNextCode } from '../core/codeStep.js';
import { explain, type Known, knownOf } from '../core/explaining.js';
import type { FailureData, FailureKind } from '../core/failure.js';
import type { NextStep } from '../core/nextSteps.js';
import { placeText, placeToMend } from '../core/settingsPlaces.js';
import { ExplainedNote } from '../ui/ExplainedNote.js';
import { chainOf } from './signals.js';
import type { Popup } from './state.js';

/** Failures whose sentence says to wait for the next code. */
const waiting: readonly FailureKind[] = ['codeRefused', 'codeReused', 'codeUncertain', 'unanswered'];

/** The seconds until the next code, for the eye alone: read out each second, they would drown everything else. */
function Countdown({ sentAt, now }: { readonly sentAt: number; readonly now: () => number }) {
  const [seconds, setSeconds] = useState(() => secondsToNextCode(sentAt, now()));
  useEffect(() => {
    setSeconds(secondsToNextCode(sentAt, now()));
    const ticking = setInterval(() => setSeconds(secondsToNextCode(sentAt, now())), 250);
    return () => clearInterval(ticking);
  }, [sentAt]);
  return seconds > 0 ? <span class="countdown" aria-hidden="true">{say('secondsLeft', { seconds })}</span> : <>{say('nextCodeThere')}</>;
}

/** What is known of the journey on screen. Consoles that are resumed are so with the session that there is. */
function knownHere(popup: Popup, failure: FailureData, at: number): Known {
  const role = popup.role.value;
  const chain = role && chainOf(popup.listing.catalogue.value, role);
  if (!chain) return {};
  const session = popup.sessions.value[chain.identity.id];
  return { ...knownOf(chain, failure, session?.expiresAt, at), mayRenew: popup.screen.value === 'journey' && popup.resuming.value === undefined };
}

/** Where in the settings that is which may be wrong with the journey on screen. */
function placeHere(popup: Popup, failure: FailureData): string {
  const role = popup.role.value;
  return placeText(placeToMend(failure, role, role && chainOf(popup.listing.catalogue.value, role)));
}

interface Button {
  readonly words: string;
  press(): void;
}

/** The button of a step; undefined for one that is words alone, or that is of no use now. */
function buttonOf(step: NextStep, popup: Popup, failure: FailureData): Button | undefined {
  const { origins = [] } = failure;
  const again = popup.codeFor.value === undefined || popup.code.value.length === 6;
  switch (step) {
    case 'allowAccess': return { words: say('allowAccess', { hosts: hostsOf(origins) }), press: () => void popup.allow(origins) };
    case 'freshSession': return { words: say('freshSession'), press: popup.takeFreshSession };
    case 'editSettings': return { words: say('mendInSettings'), press: () => popup.mend(placeHere(popup, failure)) };
    case 'useMfaSession': return { words: say('useMfaSession'), press: () => void popup.useMfaSession() };
    case 'openAnyway': return { words: say('openAnyway'), press: popup.openAnyway };
    case 'openAsItIs': return { words: say('openIt'), press: () => void popup.openAsItIs() };
    case 'retry': return again ? { words: say('tryAgain'), press: () => void popup.retry() } : undefined;
    default: return undefined;
  }
}

/** Copies what an administrator needs to know, and says so in its place. */
function AskButton({ popup, text, main }: { readonly popup: Popup; readonly text: string; readonly main: boolean }) {
  const [copied, setCopied] = useState('');
  const ask = (): void => void popup.copyText(text).then((done) => setCopied(done ? text : ''));
  return <button type="button" class={main ? 'main' : ''} onClick={ask}>{copied === text ? say('textCopied') : say('copyForAdministrator')}</button>;
}

/** What went wrong, why it may be so, and the buttons that mend it, of which the first is the one to press. */
export function Explained({ popup, failure, calm }: { readonly popup: Popup; readonly failure: FailureData; readonly calm?: true | undefined }) {
  const at = useMemo(() => popup.flow.value?.startedAt ?? popup.now(), [failure]);
  const known = knownHere(popup, failure, at);
  // Codes go by the true time, which AWS's is.
  const offset = popup.troubles.value.clockOffset;
  const explanation = explain(failure, known);
  const buttons = calm ? [] : explanation.next.flatMap((step): (Button | 'askAdministrator')[] => (step === 'askAdministrator' ? [step] : [buttonOf(step, popup, failure) ?? []].flat()));
  return (
    <ExplainedNote sentence={failureSentence(failure)} causes={causeSentences(explanation, failure, known)} said={answerWords(failure)}
      aside={waiting.includes(failure.kind) ? <Countdown sentAt={at + offset} now={() => popup.now() + offset} /> : undefined}>
      {buttons.length > 0 && buttons.map((button, place) => (button === 'askAdministrator'
        ? <AskButton key="ask" popup={popup} text={administratorText(failure, known, at)} main={place === 0} />
        : <button key={button.words} type="button" class={place === 0 ? 'main' : ''} onClick={button.press}>{button.words}</button>))}
    </ExplainedNote>
  );
}
