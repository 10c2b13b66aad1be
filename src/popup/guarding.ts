import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Opening } from '../core/assumptions.js';
import type { Role } from '../core/catalogue.js';
import type { FailureKind } from '../core/failure.js';
import { canReadOnly, type Guard, stillAsked } from '../core/guard.js';
import { asSessionWord, hasBlank } from '../core/templates.js';

/** What the screen of a guard shows. */
export interface Guarding {
  readonly typedName: Signal<string>;
  readonly reason: Signal<string>;
  readonly wrong: Signal<'name' | 'reason' | Extract<FailureKind, 'reasonUnfit'> | undefined>;
  /** What is asked, and whether the role may be opened read-only, or is to be unless the person asks for more. */
  readonly asks: ReadonlySignal<{ readonly guard: Guard; readonly name: boolean; readonly readOnly: 'only' | 'first' | 'no' }>;
  /** The reason as CloudTrail will have it, where that is another than what was typed. */
  readonly shownReason: ReadonlySignal<string | undefined>;
}

/** Whether something stands between a choice and its journey. The guard of a role that is shown is all that guards it. */
export function isGuarded({ guard = {} }: Role, opening: Opening): boolean {
  const { confirm, reason } = stillAsked(guard, opening);
  return confirm || reason;
}

function sendsAsSource(role: Role | undefined): boolean {
  return role?.sourceIdentity !== undefined && hasBlank(role.sourceIdentity, 'reason');
}

export function createGuarding(role: Signal<Role | undefined>, opening: Signal<Opening>): Guarding {
  const reason = signal('');
  return {
    typedName: signal(''), reason, wrong: signal(undefined),
    asks: computed(() => {
      const guard = role.value?.guard ?? {};
      const possible = role.value !== undefined && canReadOnly(role.value);
      const readOnly = opening.value.readOnly ? 'only' : guard.readOnlyFirst && possible ? 'first' : 'no';
      return { guard, name: (guard.confirm ?? false) && readOnly !== 'only', readOnly };
    }),
    shownReason: computed(() => {
      const word = asSessionWord(reason.value);
      return sendsAsSource(role.value) && word !== '' && word !== reason.value ? word : undefined;
    }),
  };
}

/** The verbs of a guard's screen. `begin` goes on with the journey. */
export function guardVerbs(guarding: Guarding, role: Signal<Role | undefined>, opening: Signal<Opening>, begin: () => Promise<void>) {
  const { typedName, reason, wrong, asks } = guarding;

  function problemWith(full: boolean): typeof wrong.value {
    const { guard } = asks.value;
    if (full && guard.confirm && typedName.value.trim() !== role.value?.name) return 'name';
    if (guard.reason && reason.value.trim() === '') return 'reason';
    return sendsAsSource(role.value) && asSessionWord(reason.value).length < 2 ? 'reasonUnfit' : undefined;
  }

  async function pass(full: boolean): Promise<void> {
    wrong.value = problemWith(full);
    if (wrong.value) return;
    const why = reason.value.trim();
    opening.value = { ...(full ? { confirmed: true } : { readOnly: true }), ...(why === '' ? {} : { reason: why }) };
    await begin();
  }

  return {
    passGuard: pass,

    /** What Enter means: to look, while the person has not begun to ask for more. */
    passGuardAsUsual(): Promise<void> {
      const { readOnly, name } = asks.value;
      return pass(readOnly === 'no' || (readOnly === 'first' && name && typedName.value.trim() !== ''));
    },
  };
}
