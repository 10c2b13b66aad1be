import { useLayoutEffect, useRef } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { reasonMost } from '../core/assumptions.js';
import type { Role } from '../core/catalogue.js';
import { FailureNote } from '../ui/FailureNote.js';
import { TextField } from '../ui/Field.js';
import { JourneyHeader } from './Journey.js';
import type { Popup } from './state.js';

function Reason({ popup, role }: { readonly popup: Popup; readonly role: Role }) {
  const { reason, wrong, shownReason } = popup.guarding;
  const unfit = wrong.value === 'reasonUnfit' ? failureSentence({ kind: 'reasonUnfit', values: { role: role.name } }) : undefined;
  const shown = shownReason.value;
  return (
    <TextField label={say('guardReason')} value={reason.value} problem={wrong.value === 'reason' ? say('guardReasonMissing') : unfit} autoFocus
      {...(shown === undefined ? {} : { hint: say('guardReasonShown', { text: shown }) })}
      onType={(text) => {
        reason.value = text.slice(0, reasonMost);
        wrong.value = undefined;
      }} />
  );
}

function Name({ popup, role, autoFocus }: { readonly popup: Popup; readonly role: Role; readonly autoFocus: boolean }) {
  const { typedName, wrong } = popup.guarding;
  return (
    <TextField label={say('guardConfirm', { role: role.name })} value={typedName.value} problem={wrong.value === 'name' ? say('guardNameDiffers', { role: role.name }) : undefined}
      autoFocus={autoFocus} onType={(text) => {
        typedName.value = text;
        wrong.value = undefined;
      }} />
  );
}

/** What is asked before a guarded role opens. Enter looks first where the role wants that; Alt+Enter opens in full. */
export function Guard({ popup, role }: { readonly popup: Popup; readonly role: Role }) {
  const { guard, name, readOnly } = popup.guarding.asks.value;
  const failure = popup.failure.value;
  const main = useRef<HTMLElement>(null);
  const wrong = popup.guarding.wrong.value;
  useLayoutEffect(() => { if (wrong) main.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(); }, [wrong]);
  // Where nothing is to be typed, Enter must meet the button.
  useLayoutEffect(() => { if (!guard.reason && (!name || readOnly === 'first')) main.current?.querySelector<HTMLElement>('button.main')?.focus(); }, []);
  return (
    <main class="journey" ref={main} onKeyDown={(event) => {
      if (event.key === 'Escape') void popup.back();
      else if (event.key === 'Enter' && event.altKey && readOnly === 'first') void popup.passGuard(true);
      else return;
      event.preventDefault();
    }}>
      <JourneyHeader popup={popup} role={role} />
      {failure && failure.kind !== 'guarded' && <FailureNote sentence={failureSentence(failure)} />}
      {readOnly === 'first' && <p>{say('guardReadOnlyFirst')}</p>}
      <form autocomplete="off" onSubmit={(event) => {
        event.preventDefault();
        void popup.passGuardAsUsual();
      }}>
        {guard.reason && <Reason popup={popup} role={role} />}
        {name && <Name popup={popup} role={role} autoFocus={!guard.reason && readOnly !== 'first'} />}
        <div class="buttons">
          <button type={readOnly === 'first' ? 'button' : 'submit'} class="main"
            onClick={readOnly === 'first' ? () => void popup.passGuard(false) : undefined}>{say(readOnly === 'no' ? 'openIt' : 'openReadOnly')}</button>
          {readOnly === 'first' && <button type="button" onClick={() => void popup.passGuard(true)} aria-keyshortcuts="Alt+Enter">{say('openFull')} <kbd aria-hidden="true">Alt+↵</kbd></button>}
          {readOnly === 'first' && <button type="submit" hidden />}
        </div>
      </form>
    </main>
  );
}
