import { signal } from '@preact/signals';
import type { Catalogue } from '../core/catalogue.js';
import { Failure, failure } from '../core/failure.js';
import { generatePassphrase } from '../core/passphrase.js';
import { type Gathered, spread, type SyncItems } from '../core/syncedSet.js';
import { digestOfText, sealedFor, type SyncRecord, textOf, typedWords } from '../core/syncing.js';
import { usersMissing, withoutUsers, withWaiting } from '../core/syncText.js';
import type { Envelope } from '../core/vault/envelope.js';
import { printJson } from '../formats/printing.js';
import { createAttempts } from './attempt.js';
import type { Options } from './state.js';

/** What another computer wrote, opened. */
export interface Incoming {
  readonly digest: string;
  readonly door: Envelope;
  readonly text: string;
  /** What both computers had in common before. */
  readonly agreed: string;
}

/** What keeping in step through the browser's sync needs. */
export interface SyncPorts {
  readSync(): Promise<Gathered>;
  writeSync(items: SyncItems, digest: string): Promise<void>;
  clearSync(): Promise<void>;
  readonly syncSeen: { get(): Promise<string | null>; set(value: string | null): Promise<void> };
  readSyncRecord(): Promise<SyncRecord | undefined>;
  writeSyncRecord(record: SyncRecord | undefined): Promise<void>;
  /** A vault of its own without records, under these words. */
  doorFor(words: string): Promise<Envelope>;
  aloneWithSync<T>(run: () => Promise<T>): Promise<T>;
  readOwnCatalogue(): Promise<Catalogue>;
  random(into: Uint16Array<ArrayBuffer>): Uint16Array;
  now(): number;
}

/** Where things stand. */
interface Standing {
  readonly record: SyncRecord | undefined;
  readonly found: Gathered;
  readonly seen: string | null;
  /** Whether there is something to be looked at: from another computer, or of a user whose key has come since. */
  readonly waits: boolean;
  /** Whether what was there was taken out of the sync elsewhere. */
  readonly gone: boolean;
}

async function standingOf(ports: SyncPorts): Promise<Standing> {
  const [record, found, seen] = await Promise.all([ports.readSyncRecord(), ports.readSync(), ports.syncSeen.get()]);
  const missing = record && record.waiting.length > 0 ? usersMissing(record.agreed, printJson(await ports.readOwnCatalogue())) : [];
  const come = record?.waiting.some((arn) => !missing.includes(arn)) ?? false;
  const waits = record !== undefined && found.kind === 'whole' && (found.digest !== seen || come);
  return { record, found, seen, waits, gone: record !== undefined && found.kind === 'none' && seen !== '' };
}

/** Writes this computer's catalogue if it is another than was written or looked at last, and nothing waits to be looked at. */
function write(ports: SyncPorts): Promise<void> {
  return ports.aloneWithSync(async () => {
    const { record, found, waits, gone } = await standingOf(ports);
    if (!record || found.kind === 'partial' || gone || waits) return;
    const text = withWaiting(printJson(await ports.readOwnCatalogue()), record.agreed, record.waiting);
    const settled = await digestOfText(text);
    if (settled === record.settled) return;
    const gen = found.kind === 'whole' ? found.set.gen + 1 : 1;
    const { items, digest } = await spread({ gen, at: ports.now(), door: record.door, sealed: await sealedFor(record, text) });
    await ports.writeSync(items, digest);
    await ports.writeSyncRecord({ ...record, agreed: text, settled });
  });
}

/** Remembers that what another computer wrote was looked at: what this one has now is not written before it changes again. */
async function settle(ports: SyncPorts, { digest, door, text }: Incoming, mine: 'asItIs' | 'anew'): Promise<void> {
  const record = await ports.readSyncRecord();
  if (!record) return;
  const here = printJson(await ports.readOwnCatalogue());
  const waiting = usersMissing(text, here);
  const settled = mine === 'anew' ? '' : await digestOfText(withWaiting(here, text, waiting));
  await ports.writeSyncRecord({ words: record.words, door, agreed: text, settled, waiting });
  await ports.syncSeen.set(digest);
}

function opened(found: Gathered, words: string, agreed: string): Promise<Incoming> {
  if (found.kind !== 'whole') throw failure('syncPartial');
  const { digest, set } = found;
  return textOf(set, words).then((text) => ({ digest, door: set.door, text, agreed }));
}

async function begin(ports: SyncPorts, words: string): Promise<void> {
  await ports.clearSync();
  await ports.syncSeen.set('');
  await ports.writeSyncRecord({ words, door: await ports.doorFor(words), agreed: '', settled: '', waiting: [] });
  await write(ports);
}

/** The catalogue in the browser's sync: written by itself, and taken only when the person has seen what it would change. */
export function createSync(ports: SyncPorts) {
  const standing = signal<Standing | undefined>(undefined);
  const { busy, failure: failed, attempt, attemptLater } = createAttempts();
  /** Whether the words of this computer do not open what the sync has. */
  const otherWords = signal(false);
  const look = async (): Promise<void> => { standing.value = await standingOf(ports); };
  const run = (change: () => Promise<unknown>, how = attempt): Promise<boolean> => how(change).finally(() => void look());

  async function incoming(): Promise<Incoming> {
    const { record, found } = await standingOf(ports);
    if (!record) throw failure('syncPartial');
    return opened(found, record.words, withoutUsers(record.agreed, record.waiting)).catch((thrown: unknown) => {
      otherWords.value = thrown instanceof Failure && thrown.data.kind === 'passphraseWrong';
      throw thrown;
    });
  }

  return {
    standing, busy, failure: failed, otherWords, look,
    /** Begins, with words of this computer's own, and in the place of whatever lies there. */
    start: () => run(() => begin(ports, generatePassphrase(ports.random))),
    /** Takes part in what another computer has begun. */
    join: (typed: string) => run(async () => {
      const words = typedWords(typed);
      const { found, record } = await standingOf(ports);
      const { door } = await opened(found, words, '');
      await ports.syncSeen.set('');
      await ports.writeSyncRecord({ agreed: '', settled: '', waiting: [], ...record, words, door });
      otherWords.value = false;
    }),
    /** Writes what has changed here. */
    write: () => run(() => write(ports), attemptLater),
    /** Writes it though it was taken out of the sync elsewhere. */
    writeAnew: () => run(async () => {
      const record = await ports.readSyncRecord();
      if (record) await begin(ports, record.words);
    }),
    /** Shows what another computer's catalogue would change here. */
    view: (show: (incoming: Incoming) => Promise<{ readonly differs: boolean }>) => run(async () => {
      const found = await incoming();
      if (!(await show(found)).differs) await settle(ports, found, 'asItIs');
    }),
    /** Once it was taken, as far as the person wanted. */
    taken: (found: Incoming) => run(() => settle(ports, found, 'asItIs'), attemptLater),
    /** Writes this computer's catalogue over what waits. */
    keepMine: () => run(async () => {
      await settle(ports, await incoming(), 'anew');
      await write(ports);
    }),
    stop: (clear: boolean) => run(async () => {
      await ports.writeSyncRecord(undefined);
      await ports.syncSeen.set(null);
      if (clear) await ports.clearSync();
    }),
  };
}

export type Sync = ReturnType<typeof createSync>;

/** How long a burst of changes may pause before it is written: browsers take few writes to their sync in a minute. */
const pauseMs = 3000;

/** Writes the catalogue some seconds after each burst of changes, and looks when the sync has brought something. Returns a function that ends it. */
export function keepInStep(sync: Sync, { catalogue, ports }: Pick<Options, 'catalogue' | 'ports'>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void sync.write(), pauseMs);
  };
  void sync.look();
  ports.watchSync(() => void sync.look());
  const end = catalogue.subscribe(later);
  return () => {
    clearTimeout(timer);
    end();
  };
}
