import { signal } from '@preact/signals';
import { createAttempts } from './attempt.js';
import type { OptionsPorts } from './ports.js';

/** What can be done when the vault does not open any more: take a good copy, or start over. */
export function createRecovery(ports: Pick<OptionsPorts, 'findCopy' | 'restoreCopy' | 'resetVault'>, done: () => void) {
  const copy = signal<Awaited<ReturnType<OptionsPorts['findCopy']>>>(undefined);
  const sought = signal(false);
  const typed = signal('');
  const { busy, failure, attempt } = createAttempts();
  const doing = async (run: () => Promise<void>): Promise<void> => {
    if (await attempt(run)) done();
  };
  return {
    copy, sought, typed, busy, failure,
    seek: () => attempt(async () => {
      copy.value = await ports.findCopy();
      sought.value = true;
    }),
    restore: () => doing(ports.restoreCopy),
    /** Starts over when the word was typed that says so. */
    async startOver(word: string): Promise<void> {
      if (typed.value.trim().toLowerCase() === word.toLowerCase()) await doing(ports.resetVault);
    },
  };
}

export type Recovery = ReturnType<typeof createRecovery>;
