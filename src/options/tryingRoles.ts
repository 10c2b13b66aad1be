import { computed, signal } from '@preact/signals';
import type { Source } from '../core/catalogue.js';
import { type FailureData, failureData, type FailureKind } from '../core/failure.js';
import type { RowOf } from '../core/importPlan.js';
import type { OptionsPorts } from './ports.js';

/** How long it takes breath between two roles: STS allows an account far more calls than that. */
const pauseMs = 200;

/** What came of trying a role: why it was refused, where it was. */
export type Tried = 'trying' | 'works' | FailureData;

/** AWS's refusals that are of one role and say nothing of the next. */
const ofRole: readonly FailureKind[] = ['roleRefused', 'sourceIdentityRefused', 'tagsRefused', 'durationOfRole', 'awsRefused'];

/** Tries roles that are proposed, one after another, until there are no more, it is stopped, or what goes wrong would do so with all of them. */
export function createTries(ports: Pick<OptionsPorts, 'ask' | 'wait'>) {
  const tried = signal<ReadonlyMap<string, Tried>>(new Map());
  const running = signal(false);
  const set = (key: string, now: Tried | undefined): void => {
    const next = new Map(tried.value);
    if (now === undefined) next.delete(key); else next.set(key, now);
    tried.value = next;
  };

  async function tryOne({ key, role: { arn } }: RowOf<'role'>, source: Source, code: string): Promise<void> {
    set(key, 'trying');
    try {
      await ports.ask('tryRole', { arn, source, ...(code === '' ? {} : { code }) });
      set(key, 'works');
    } catch (thrown) {
      const data = failureData(thrown);
      const ofThis = ofRole.includes(data.kind) && data.values['role'] === arn;
      set(key, ofThis ? data : undefined);
      if (!ofThis) throw thrown;
    }
  }

  return {
    tried, running,
    counts: computed(() => {
      const all = [...tried.value.values()].filter((now) => now !== 'trying');
      const works = all.filter((now) => now === 'works').length;
      return { tried: all.length, works, refused: all.length - works };
    }),
    clear(): void { tried.value = new Map(); },
    stop(): void { running.value = false; },
    /** Tries those that `isWanted` still wants when it is their turn. The code goes with the first. Throws what keeps all from being tried. */
    async run(rows: readonly RowOf<'role'>[], source: Source, code: string, isWanted: (key: string) => boolean): Promise<void> {
      running.value = true;
      let first = code;
      try {
        for (const row of rows) {
          if (!running.value) return;
          if (!isWanted(row.key)) continue;
          await tryOne(row, source, first);
          first = '';
          await ports.wait(pauseMs);
        }
      } finally {
        running.value = false;
      }
    },
  };
}

export type Tries = ReturnType<typeof createTries>;
