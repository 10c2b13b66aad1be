import { computed, signal } from '@preact/signals';
import { type AccessKeyFacts, keysMost } from '../core/accessKeys.js';
import type { KeyChange, ShownKeys } from '../core/keyMemory.js';
import type { Identity } from '../core/catalogue.js';
import { failure } from '../core/failure.js';
import { digitsOf } from '../core/fields.js';
import { isLive, wordsFor } from '../core/mfaSession.js';
import { iamOrigin } from '../core/partitions.js';
import type { RotationView } from '../core/rotation.js';
import { createAttempts } from './attempt.js';
import { keyRows } from './keyRows.js';
import type { OptionsPorts } from './ports.js';

type Ports = Pick<OptionsPorts, 'ask' | 'requestOrigins' | 'iamAllowed' | 'mfaSessions' | 'rotation' | 'now'>;
type Sessions = Awaited<ReturnType<OptionsPorts['mfaSessions']['get']>>;
type Spent = { readonly identityId: string; readonly code?: string };

function createSignals() {
  return {
    /** What is remembered of each identity's keys, by the identity's id. */
    memories: signal<Readonly<Record<string, ShownKeys>>>({}),
    sessions: signal<Sessions>({}),
    rotation: signal<RotationView | null>(null),
    /** The identity whose keys are on screen, by id. */
    shown: signal<string | undefined>(undefined),
    /** What IAM said of them. */
    facts: signal<readonly AccessKeyFacts[] | undefined>(undefined),
    code: signal(''),
    /** The key whose deletion is to be confirmed, by id. */
    deleting: signal<string | undefined>(undefined),
  };
}

/** What one sees of an identity's keys. */
function createView({ memories, sessions, facts, shown }: ReturnType<typeof createSignals>, now: () => number) {
  const memoryOf = ({ id }: Identity): ShownKeys => memories.value[id] ?? {};
  const factsOf = ({ id }: Identity): readonly AccessKeyFacts[] | undefined => (shown.value === id ? facts.value : undefined);
  return {
    memoryOf,
    /** Whether IAM can be asked without a code. */
    lives({ id, accessKeyId }: Identity): boolean {
      const session = sessions.value[id];
      return session?.accessKeyId === accessKeyId && isLive(session.expiresAt, now());
    },
    rowsOf: (identity: Identity) => keyRows(identity, memoryOf(identity), factsOf(identity)),
    /** Whether another key is in the way of a new one. */
    isFull(identity: Identity): boolean {
      const { next, old } = memoryOf(identity);
      return !next && !old?.active && (factsOf(identity)?.length ?? (old ? keysMost : 0)) >= keysMost;
    },
  };
}

/** How the background is asked about keys. */
function createAsking(ports: Ports, state: ReturnType<typeof createSignals>, view: ReturnType<typeof createView>) {
  const { memories, rotation, shown, facts, code } = state;
  const { busy, failure: wrong, attempt } = createAttempts();

  async function load(): Promise<void> {
    memories.value = await ports.ask('keyMemories', {}).catch(() => memories.value);
  }

  return {
    busy, failure: wrong, load,
    /** The steps of a rotation of the identity on screen. One that was broken off is at none any more. */
    steps: computed((): RotationView['steps'] => {
      const steps = rotation.value?.identityId === shown.value ? rotation.value?.steps ?? [] : [];
      return wrong.value && !busy.value ? steps.map((each) => (each.state === 'running' ? { ...each, state: 'failed' } : each)) : steps;
    }),
    /** Asks IAM where that takes no code and no question. What goes wrong is no matter: nobody asked for it. */
    async lookUpQuietly(identity: Identity): Promise<void> {
      if (!view.lives(identity) || !(await ports.iamAllowed(identity.partition))) return;
      const found = await ports.ask('lookUpKeys', { identityId: identity.id }).catch(() => undefined);
      if (shown.value === identity.id && found) facts.value = found;
      await load();
    },
    /** Makes calls of IAM, with the code if one is needed, once the browser lets us. Must be called straight from a click. */
    async withIam(identity: Identity, run: (spent: Spent) => Promise<unknown>): Promise<boolean> {
      const done = await attempt(async () => {
        const lives = view.lives(identity);
        if (!lives && code.value === '') throw failure('codeNeeded', wordsFor(identity));
        if (!lives && code.value.length !== 6) throw failure('codeMalformed');
        if (!(await ports.requestOrigins([iamOrigin(identity.partition)]))) throw failure('iamWithheld');
        const spent = lives ? {} : { code: code.value };
        code.value = '';
        await run({ identityId: identity.id, ...spent });
      });
      await load();
      return done;
    },
  };
}

/** The access keys of identities: their ages, and their rotation. */
export function createAccessKeys(ports: Ports, refresh: () => Promise<void>) {
  const state = createSignals();
  const { sessions, rotation, shown, facts, code, deleting } = state;
  const view = createView(state, ports.now);
  const { load, lookUpQuietly, withIam, ...asking } = createAsking(ports, state, view);
  const { failure: wrong } = asking;
  const clear = (id: string | undefined): void => {
    [shown.value, facts.value, code.value, wrong.value, deleting.value] = [id, undefined, '', undefined, undefined];
  };

  return {
    ...state, ...view, ...asking, load,
    /**
     * Follows what changes: a rotation from its next step on, since nobody knows of one that is remembered whether it still goes on.
     * Returns a function that ends it.
     */
    follow(): () => void {
      const ends = [ports.mfaSessions.watch((now) => { sessions.value = now; }), ports.rotation.watch((now) => { rotation.value = now; })];
      return () => ends.forEach((end) => end());
    },
    /** Learns the ages of keys that are not known yet, where it can. */
    async learn(identities: readonly Identity[]): Promise<void> {
      sessions.value = await ports.mfaSessions.get();
      await load();
      for (const identity of identities) {
        if (view.memoryOf(identity).made?.accessKeyId !== identity.accessKeyId) await lookUpQuietly(identity);
      }
    },
    async show(identity: Identity): Promise<void> {
      clear(identity.id);
      await lookUpQuietly(identity);
    },
    close: () => clear(undefined),
    typeCode(text: string): void {
      code.value = digitsOf(text);
      wrong.value = undefined;
    },
    lookUp: (identity: Identity) => withIam(identity, async (spent) => {
      const found = await ports.ask('lookUpKeys', spent);
      if (shown.value === identity.id) facts.value = found;
    }),
    /** Rotates the key, or goes on with it. What IAM said before is out of date then. */
    async rotate(identity: Identity): Promise<void> {
      const done = await withIam(identity, (spent) => ports.ask('rotateKey', spent));
      facts.value = undefined;
      await refresh();
      if (!done) await lookUpQuietly(identity);
    },
    async change(identity: Identity, accessKeyId: string, to: KeyChange): Promise<void> {
      deleting.value = undefined;
      const done = await withIam(identity, (spent) => ports.ask('changeKey', { ...spent, accessKeyId, to }));
      if (done) facts.value = undefined;
      await lookUpQuietly(identity);
    },
  };
}

export type AccessKeys = ReturnType<typeof createAccessKeys>;
