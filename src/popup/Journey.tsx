import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { say } from '../browser/words.js';
import type { Identity, Role } from '../core/catalogue.js';
import { shapeOf } from '../core/colours.js';
import type { Flow, StepState } from '../core/flow.js';
import type { StepName } from '../core/journey.js';
import { wordsFor } from '../core/mfaSession.js';
import { Icon, type IconName } from '../ui/Icon.js';
import { RoleBadge } from '../ui/RoleBadge.js';
import { isDeadEnd, Mending } from './Mending.js';
import { placeOf } from './RoleRow.js';
import type { Popup } from './state.js';

const stepIcons: Readonly<Record<StepState, IconName>> = { waiting: 'waiting', running: 'waiting', done: 'done', failed: 'failed' };

function stepWords(name: StepName): string {
  if (name.kind === 'role') return say('step_role', { role: name.role });
  return say(`step_${name.kind}`);
}

function Steps({ steps }: { readonly steps: Flow['steps'] }) {
  return (
    <ol class="steps" aria-label={say('stepsLabel')} aria-live="polite">
      {steps.map(({ name, state }, at) => (
        <li key={at} class={`step step-${state}`}>
          <Icon icon={stepIcons[state]} name={say(`stepState_${state}`)} /> {stepWords(name)}
        </li>
      ))}
    </ol>
  );
}

/** One field for six digits: they go off by themselves, pasted ones too. */
function CodeField({ popup, identity, own }: { readonly popup: Popup; readonly identity: Identity; readonly own: boolean }) {
  const renewed = popup.replaced.value !== undefined;
  const { user, account, device } = wordsFor(identity);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <div class="code">
      <label for="code">{say('codeFor', { user, account })}</label>
      <p class="hint" id="code-device">{say('codeDevice', { device })}{own && <><br />{say('codeOwn')}</>}{renewed && <><br />{say('freshSessionFor')}</>}</p>
      <input
        id="code" type="text" inputMode="numeric" autocomplete="off" spellcheck={false} aria-describedby="code-device"
        placeholder="······" readOnly={popup.busy.value} value={popup.code.value} ref={field}
        onInput={(event) => {
          void popup.type(event.currentTarget.value);
          event.currentTarget.value = popup.code.value;
        }}
        onKeyDown={(event) => { if (event.key === 'Enter') void popup.retry(); }}
      />
    </div>
  );
}

/** Which role it is, where, and how it opens. */
export function JourneyHeader({ popup, role }: { readonly popup: Popup; readonly role: Role }) {
  const minutes = role.guard?.closeAfterMinutes;
  return (
    <>
      <header>
        <button type="button" class="plain" onClick={() => void popup.back()} title={say('back')}><Icon icon="back" name={say('back')} /></button>
        <RoleBadge colour={role.colour} shape={shapeOf(role.colour)} />
        <h1>{role.name}</h1>
        {popup.opening.value.readOnly && <span class="mode">{say('markReadOnly')}</span>}
        <span class="where">{placeOf(role)}</span>
      </header>
      {minutes !== undefined && <p class="quiet">{say('closesAfter', { minutes })}</p>}
    </>
  );
}

/** A journey on its way: the code if one is needed, each step as it goes, and what to do when one fails. */
export function Journey({ popup, role }: { readonly popup: Popup; readonly role: Role }) {
  const identity = isDeadEnd(popup) ? undefined : popup.codeFor.value;
  const main = useRef<HTMLElement>(null);
  const focus = (): void => {
    if (identity) return;
    (main.current?.querySelector<HTMLElement>('.failure .buttons button') ?? main.current)?.focus();
  };
  useEffect(focus, [identity === undefined, popup.flow.value?.state, popup.failure.value]);
  return (
    <main class="journey" ref={main} tabIndex={-1} onKeyDown={(event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      void popup.back();
    }}>
      <JourneyHeader popup={popup} role={role} />
      {identity && <CodeField popup={popup} identity={identity} own={role.strategy === 'direct'} />}
      <Mending popup={popup} onShown={focus}><Steps steps={popup.steps.value} /></Mending>
    </main>
  );
}
