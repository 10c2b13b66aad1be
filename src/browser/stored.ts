import browser from 'webextension-polyfill';
import type { LockDeadline, WrongPassphrases } from '../core/autoLock.js';
import type { Sealed } from '../core/vault/envelope.js';
import type { CheckUp } from '../core/checkUp.js';
import type { ConsoleStage } from '../core/consoles.js';
import type { Flow } from '../core/flow.js';
import type { FailureData } from '../core/failure.js';
import type { ConsoleMark, RememberedColour } from '../core/marks.js';
import type { KeptPolicy } from '../core/policySource.js';
import type { RotationView } from '../core/rotation.js';
import type { SignInPage } from '../core/signInHops.js';

/** One remembered thing: `local` lies on disk and holds ciphertext, but for what is said at each; `session` stays in memory until the browser closes. */
export interface Stored<T> {
  readonly area: 'local' | 'session';
  readonly key: string;
  readonly initial: T;
  get(): Promise<T>;
  set(value: T): Promise<void>;
  /** Reads, changes and writes while no other context does. */
  change(next: (value: T) => T): Promise<void>;
  /** Calls back with every new value, from whichever context it was written. Returns a function that ends it. */
  watch(changed: (value: T) => void): () => void;
}

/**
 * How one remembered thing is written: by one context at a time. Changes that are asked for while others wait for their turn are made
 * with those, in the order in which they were asked for, since every write is heard of in every context.
 */
function createWrites<T>(key: string, get: () => Promise<T>, write: (value: T) => Promise<void>): Pick<Stored<T>, 'set' | 'change'> {
  const alone = (run: () => Promise<void>): Promise<void> => navigator.locks.request(`stored ${key}`, run);
  /** Those that wait for one turn, while more may join them. */
  let joined: ((value: T) => T)[] | undefined;
  let turn = Promise.resolve();
  return {
    set(value) {
      joined = undefined;
      return alone(() => write(value));
    },
    change(next) {
      if (joined) {
        joined.push(next);
        return turn;
      }
      const all = joined = [next];
      turn = alone(async () => {
        const before = await get().finally(() => { if (joined === all) joined = undefined; });
        await write(all.reduce<T>((value, change) => change(value), before));
      });
      return turn;
    },
  };
}

/** How often something was written, as far as it is known here. */
let written = 0;
type Read = (keys: string[]) => Promise<Record<string, unknown>>;
const readAlone: Read = (keys) => browser.storage.session.get(keys);
let readSession = readAlone;

/**
 * Lets whoever asks for something that is remembered in memory while the browser answers that to another have the same answer, unless
 * something was written in between. The worker asks often, for all that is under way, of the process that opens the tabs too.
 */
export function shareReads(share: (name: string, read: () => ReturnType<Read>) => ReturnType<Read>): void {
  browser.storage.session.onChanged.addListener(() => { written += 1; });
  readSession = (keys) => share([written, ...keys].join(' '), () => readAlone(keys));
}

function stored<T>(area: 'local' | 'session', key: string, initial: T): Stored<T> {
  const storage = browser.storage[area];
  const valueIn = (found: Record<string, unknown>): T => (found[key] as T | undefined) ?? initial;
  const write = (value: T): Promise<void> => {
    written += 1;
    return storage.set({ [key]: value });
  };
  return {
    area, key, initial,
    get: async () => valueIn(await (area === 'session' ? readSession([key]) : storage.get(key))),
    // What is to be changed is read by itself, in its turn.
    ...createWrites(key, async () => valueIn(await storage.get(key)), write),
    watch(changed) {
      const listener = (changes: Record<string, browser.Storage.StorageChange>): void => {
        if (Object.hasOwn(changes, key)) changed((changes[key]?.newValue as T | undefined) ?? initial);
      };
      storage.onChanged.addListener(listener);
      return () => storage.onChanged.removeListener(listener);
    },
  };
}

type ValuesOf<All extends readonly Stored<unknown>[]> = { [At in keyof All]: All[At] extends Stored<infer T> ? T : never };

/** Several things that are remembered in memory, read in one go. */
export async function getTogether<const All extends readonly Stored<unknown>[]>(...all: All): Promise<ValuesOf<All>> {
  const found = await readSession(all.map(({ key }) => key));
  return all.map(({ key, initial }) => found[key] ?? initial) as ValuesOf<All>;
}

/**
 * What our own page in a tab is there for: to post a sign-in form, which is sealed and given once, or to ask how to go on
 * from a page of AWS. Only the tab that it was made for is told. That a form was given is remembered for as long as it could be.
 */
export interface Launch {
  readonly tabId: number;
  readonly expiresAt: number;
  readonly task: { readonly form: Sealed } | { readonly given: true } | { readonly from: SignInPage } | { readonly failed: FailureData };
}

/** A tab that we opened for a role, and how far it has come: a hop leads over a page of AWS and back to a fresh sign-in. */
export interface ConsoleTab {
  readonly roleId: string;
  readonly mark: ConsoleMark;
  readonly stage: ConsoleStage;
  /** Whether a hop was taken already, so that it is not taken again by itself. */
  readonly hopped: boolean;
  /** Whom its hop signs out: the session that the sign-in host calls so, or, without such a name, whoever is signed in without multi-session. */
  readonly signsOut?: { readonly differentiator: string | undefined } | undefined;
  /** When its session ends, in milliseconds since the epoch. */
  readonly endsAt?: number;
  /** The end of which the person was told beforehand. */
  readonly toldOf?: number;
  /** The container that the tab is in, where there are any. */
  readonly cookieStoreId?: string;
  /** Where its console was seen last, as a sign-in can lead there: on the plain console host, with query and hash. */
  readonly address?: string;
  /** What the sign-in host calls its session, with multi-session on. */
  readonly differentiator?: string;
  /** Whether it was opened read-only, and why it was opened: whoever signs it in again does it in the same way. */
  readonly readOnly?: true;
  readonly reason?: string;
  /** When it is to be closed, in milliseconds since the epoch. */
  readonly closesAt?: number;
}

/** A live MFA session: when it ends may be seen, what it is is sealed under the data key. */
export interface StoredSession {
  readonly expiresAt: number;
  /** The access key it was made with: another key makes it worthless. */
  readonly accessKeyId: string;
  readonly credentials: Sealed;
}

/** What was left of a vault when another took its place: sealed, as it lay on the disk. */
export interface SetAside {
  readonly at: number;
  readonly slots: unknown;
  readonly mirror: unknown;
}

export const setAside = stored<SetAside | null>('local', 'vault.setAside', null);
/** The data key, wrapped by a key that lies in IndexedDB and cannot be exported: neither half is of use alone. */
export const unlockedKey = stored<Sealed | null>('session', 'unlockedKey', null);
/** That key, only where IndexedDB is refused: base64. */
export const plainWrappingKey = stored<string | null>('session', 'plainWrappingKey', null);
/** When the vault locks by itself. */
export const lockDeadline = stored<LockDeadline | null>('session', 'lockDeadline', null);
export const wrongPassphrases = stored<WrongPassphrases>('session', 'wrongPassphrases', { count: 0, lastAt: 0 });
/** By identity id. */
export const mfaSessions = stored<Readonly<Record<string, StoredSession>>>('session', 'mfaSessions', {});
/** Codes that AWS has seen within the last minutes, sealed. */
export const usedCodes = stored<Sealed | null>('session', 'usedCodes', null);
/** The journeys under way or just ended, by role id. */
export const flows = stored<Readonly<Record<string, Flow>>>('session', 'flows', {});
/** How many milliseconds AWS's clock is ahead of this computer's; 0 while it is right, or nothing is known. */
export const clockOffset = stored<number>('session', 'clockOffset', 0);
/** Whether the browser refused the last write of the vault. */
export const storageRefused = stored<boolean>('session', 'storageRefused', false);
/** Whether an update of the extension waits to be taken. */
export const updateWaits = stored<boolean>('session', 'updateWaits', false);
/** The check-up under way, or the last one. */
export const checkUp = stored<CheckUp | null>('session', 'checkUp', null);
/** The rotation under way, or the last one. */
export const rotation = stored<RotationView | null>('session', 'rotation', null);
/** By nonce. */
export const launches = stored<Readonly<Record<string, Launch>>>('session', 'launches', {});
/** By tab id. */
export const consoleTabs = stored<Readonly<Record<string, ConsoleTab>>>('session', 'consoleTabs', {});
/** How much each role was used, sealed: the vault itself need not be written for it each time. */
export const sealedUsage = stored<Sealed | null>('local', 'usage', null);
/** What was typed into the address bar and is to be gone on with in the popup. */
export const askedRole = stored<string>('session', 'askedRole', '');
/** The console page, from a menu of the browser, that the popup is to offer roles for. */
export const askedPage = stored<string>('session', 'askedPage', '');
/** What the picker shows first, sealed. */
export const firstScreen = stored<Sealed | null>('session', 'firstScreen', null);
/** All that the picker has to choose from, sealed and packed, and the sum of the vault that it was made of. */
export const wholeList = stored<{ readonly of: string; readonly sealed: Sealed } | null>('session', 'wholeList', null);
/** What the last import added and changed, sealed, for as long as it can be taken back. */
export const sealedImport = stored<Sealed | null>('session', 'lastImport', null);
/** The colour of each account by its id, if the person wants it to be seen while the vault is locked. */
export const rememberedColours = stored<Readonly<Record<string, RememberedColour>> | null>('local', 'rememberedColours', null);
/** The digest of what this computer last wrote to the browser's sync or looked at there, empty for nothing yet; null while it takes no part. */
export const syncSeen = stored<string | null>('local', 'syncSeen', null);
/** Whether the vault was unlocked with a passphrase that has fewer characters than the organisation asks for. */
export const passphraseShort = stored<boolean>('session', 'passphraseShort', false);
/** What the organisation's policy forbids and sets, for while a browser that has just started does not say. Not sealed: it counts before the vault is there. */
export const keptPolicy = stored<KeptPolicy | null>('local', 'keptPolicy', null);
