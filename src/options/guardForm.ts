import { signal } from '@preact/signals';
import { checkCloseMinutes, type Guard } from '../core/guard.js';
import { formField } from './formField.js';

/** The fields of a guard. */
export function createGuardForm(known: Guard = {}) {
  const confirm = signal(known.confirm ?? false);
  const reason = signal(known.reason ?? false);
  const readOnlyFirst = signal(known.readOnlyFirst ?? false);
  /** In minutes; 0 when it is empty. */
  const closeAfter = formField((text) => (text.trim() === '' ? { value: 0 } : checkCloseMinutes(text)), known.closeAfterMinutes?.toString());

  return {
    confirm, reason, readOnlyFirst, closeAfter,

    /** The guard as the form has it: undefined when nothing guards, once its fields are sound. */
    guard(): Guard | undefined {
      const minutes = closeAfter.check() ?? 0;
      const guard: Guard = {
        ...(confirm.value ? { confirm: true } : {}), ...(reason.value ? { reason: true } : {}), ...(readOnlyFirst.value ? { readOnlyFirst: true } : {}),
        ...(minutes > 0 ? { closeAfterMinutes: minutes } : {}),
      };
      return Object.keys(guard).length === 0 ? undefined : guard;
    },

    /** Shows another guard; nothing guards when none is given. */
    fill(guard: Guard = {}): void {
      confirm.value = guard.confirm ?? false;
      reason.value = guard.reason ?? false;
      readOnlyFirst.value = guard.readOnlyFirst ?? false;
      closeAfter.type(guard.closeAfterMinutes?.toString() ?? '');
    },
  };
}

export type GuardForm = ReturnType<typeof createGuardForm>;
