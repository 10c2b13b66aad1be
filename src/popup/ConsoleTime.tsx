import { say, timeLeft } from '../browser/words.js';
import { minutesLeft, type ShownConsole } from '../core/consoles.js';
import { Icon } from '../ui/Icon.js';

/** What is left of a console's session. */
export function ConsoleTime({ console: { state, endsAt }, now }: { readonly console: ShownConsole; readonly now: number }) {
  const words = state === 'signingIn' ? say('signingInNow') : endsAt === undefined ? '' : timeLeft(minutesLeft(endsAt, now));
  return <span class={`time ${state}`}>{words}</span>;
}

/** Resuming and signing out by the pointer: the keys do the same, so that nothing in an option needs the focus. */
export function ConsoleTargets({ resume, signOut }: { resume(): void; signOut(): void }) {
  const target = (icon: 'again' | 'out', title: string, run: () => void) => (
    <span class="target" aria-hidden="true" title={title} onClick={(event) => {
      event.stopPropagation();
      run();
    }}><Icon icon={icon} /></span>
  );
  return <>{target('again', say('resumeOne'), resume)}{target('out', say('signOutOne'), signOut)}</>;
}
