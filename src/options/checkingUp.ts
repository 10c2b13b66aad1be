import { computed, signal } from '@preact/signals';
import { type Catalogue, type Identity, identityById, type Role, roleById, type Source } from '../core/catalogue.js';
import { findChain } from '../core/chain.js';
import type { CheckUp } from '../core/checkUp.js';
import { failure } from '../core/failure.js';
import { digitsOf } from '../core/fields.js';
import { isLive } from '../core/mfaSession.js';
import { createAttempts } from './attempt.js';
import type { OptionsPorts } from './ports.js';
import { rolesFitting } from './roleList.js';

/** How many roles the list offers at once. */
export const offeredMost = 200;

type Ports = Pick<OptionsPorts, 'ask' | 'requestOrigins' | 'checkUp' | 'mfaSessions' | 'now' | 'copyText'>;
export type Sessions = Awaited<ReturnType<OptionsPorts['mfaSessions']['get']>>;

/** Whose code a check-up can use: it needs one, or may have one to find out more. */
export interface CodeFor {
  readonly identity: Identity;
  readonly needed: boolean;
  /** Whether the code is for the role alone. */
  readonly own: boolean;
}

/** The identity itself, or the one that a role comes from; undefined when there is none. */
export function identityOf(catalogue: Catalogue, { kind, id }: Source): Identity | undefined {
  if (kind === 'identity') return identityById(catalogue, id);
  try {
    return findChain(catalogue, id).identity;
  } catch {
    // A broken chain, of which the check-up itself will say what is wrong.
    return undefined;
  }
}

/** Whose code a call of an identity or a role can use now. */
export function codeWanted(catalogue: Catalogue, sessions: Sessions, of: Source, now: number): CodeFor | undefined {
  const identity = identityOf(catalogue, of);
  if (!identity) return undefined;
  const session = sessions[identity.id];
  const lives = session?.accessKeyId === identity.accessKeyId && isLive(session.expiresAt, now);
  if (of.kind === 'identity') return lives ? undefined : { identity, needed: true, own: false };
  const own = roleById(catalogue, of.id)?.strategy === 'direct';
  return { identity, needed: own || !lives, own };
}

/** Whether there still is what was chosen. */
function isThere(catalogue: Catalogue, { kind, id }: Source): boolean {
  return (kind === 'identity' ? identityById(catalogue, id) : roleById(catalogue, id)) !== undefined;
}

/** The roles that are offered: those that fit what is typed, and the one that is chosen. */
function offered(roles: readonly Role[], typed: string, { kind, id }: Partial<Source>): Role[] {
  const fitting = rolesFitting(roles, typed).slice(0, offeredMost);
  const chosen = kind === 'role' ? roles.find((role) => role.id === id) : undefined;
  return chosen && !fitting.includes(chosen) ? [chosen, ...fitting] : fitting;
}

/** What is to be looked over, and with whose code. */
function createChoosing(ports: Ports, catalogue: () => Catalogue, wanted: Source | undefined) {
  const picked = signal(wanted);
  const typed = signal('');
  const shown = signal<CheckUp | null>(null);
  const sessions = signal<Sessions>({});
  const chosen = computed((): Source | undefined => {
    const now = picked.value ?? shown.value?.of;
    if (now && isThere(catalogue(), now)) return now;
    const [first] = catalogue().identities;
    return first && { kind: 'identity', id: first.id };
  });
  return {
    picked, typed, shown, sessions, chosen,
    codeFor: computed(() => chosen.value && codeWanted(catalogue(), sessions.value, chosen.value, ports.now())),
    roles: computed(() => offered(catalogue().roles, typed.value, chosen.value ?? {})),
  };
}

/** The check-up of an identity or a role, as the page shows it. `wanted` is what another page of the settings asked for. */
export function createCheckUp(ports: Ports, catalogue: () => Catalogue, wanted: Source | undefined) {
  const { picked, sessions, ...choosing } = createChoosing(ports, catalogue, wanted);
  const { shown, chosen, codeFor } = choosing;
  const code = signal('');
  const copied = signal(false);
  const { busy, failure: wrong, attempt } = createAttempts();

  async function run(): Promise<void> {
    const of = chosen.value;
    if (!of) return;
    copied.value = false;
    await attempt(async () => {
      if (code.value !== '' && code.value.length !== 6) throw failure('codeMalformed');
      const sent = codeFor.value ? code.value : '';
      code.value = '';
      await ports.ask('checkUp', { of, ...(sent === '' ? {} : { code: sent }) });
    });
  }

  return {
    ...choosing, code, copied, busy, failure: wrong, run,
    /** Reads what there is, and follows it. Returns a function that ends it. */
    follow(): () => void {
      const ends = [ports.checkUp.watch((now) => { shown.value = now; }), ports.mfaSessions.watch((now) => { sessions.value = now; })];
      void ports.checkUp.get().then((now) => { shown.value = now; });
      void ports.mfaSessions.get().then((now) => { sessions.value = now; });
      return () => ends.forEach((end) => end());
    },
    choose(of: Source): void {
      picked.value = of;
      code.value = '';
      wrong.value = undefined;
    },
    typeCode(text: string): void {
      code.value = digitsOf(text);
      wrong.value = undefined;
    },
    /** Asks for access, straight from the click that calls this, and has the same looked over again once it is given. */
    async allow(origins: readonly string[]): Promise<void> {
      if (!(await ports.requestOrigins(origins))) return;
      picked.value = shown.value?.of ?? picked.value;
      await run();
    },
    async copy(text: string): Promise<void> {
      copied.value = await attempt(() => ports.copyText(text));
    },
  };
}

export type CheckUpForm = ReturnType<typeof createCheckUp>;
