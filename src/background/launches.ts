import { dataKey, unlockedDataKey } from '../browser/lock.js';
import { type Launch, launches } from '../browser/stored.js';
import { failure, type FailureData } from '../core/failure.js';
import type { SignInForm } from '../core/journey.js';
import type { SignInPage } from '../core/signInHops.js';
import { randomBytes, toBase64 } from '../core/vault/bytes.js';
import { seal, sessionPlace, unseal } from '../core/vault/seal.js';

/** What a page of ours is there for. */
type Task = { readonly form: SignInForm } | { readonly from: SignInPage } | { readonly failed: FailureData };

const formLifeMs = 60_000;
/** A person may take their time to choose. */
const choiceLifeMs = 30 * 60_000;

export function newNonce(): string {
  return toBase64(randomBytes(16)).replace(/\W/g, '');
}

/** A page that waits for its form. */
interface Waiting {
  readonly tabId: number | undefined;
  give(form: SignInForm): void;
}

/** By nonce. */
const waiting = new Map<string, Waiting>();

/** The form of the page with a nonce, as soon as this worker has one for its tab; undefined when it is `over` without. */
export async function awaitedForm(nonce: string, tabId: number | undefined, over: Promise<void>): Promise<SignInForm | undefined> {
  const form = new Promise<SignInForm>((resolve) => { waiting.set(nonce, { tabId, give: resolve }); });
  return Promise.race([form, over.then(() => undefined)]).finally(() => waiting.delete(nonce));
}

/** Whether a tab's page waits for its form, and so is there. */
export function isAwaited(nonce: string, tabId: number): boolean {
  return waiting.get(nonce)?.tabId === tabId;
}

/**
 * Keeps what a tab's page of ours is there for, and gives the nonce by which the page asks for it. A page that waits for its form
 * is given it at once; only that it was is kept then.
 */
export async function keepLaunch(tabId: number, task: Task, nonce = newNonce()): Promise<string> {
  const expiresAt = Date.now() + ('form' in task ? formLifeMs : choiceLifeMs);
  const kept: Launch = { tabId, expiresAt, task: 'form' in task ? await handed(nonce, tabId, task.form) : task };
  await launches.change((all) => ({ ...all, [nonce]: kept }));
  return nonce;
}

/** Throws `vaultLocked`: nothing is signed in to once the vault is locked. */
async function handed(nonce: string, tabId: number, form: SignInForm): Promise<Launch['task']> {
  const key = await unlockedDataKey();
  if (!isAwaited(nonce, tabId)) return { form: await seal(key, sessionPlace('launch', nonce), form) };
  waiting.get(nonce)?.give(form);
  return { given: true };
}

/** Whether a launch with this nonce has been kept, and perhaps given to its tab since. */
export async function isKept(nonce: string): Promise<boolean> {
  return Object.hasOwn(await launches.get(), nonce);
}

/**
 * What the page with this nonce is there for, given to the tab that it was made for; a form once, and within a minute.
 * Throws `launchExpired` to anyone else.
 */
export async function launchOf(
  nonce: string, tabId: number | undefined,
): Promise<{ readonly post: SignInForm } | Exclude<Task, { form: unknown }>> {
  // A page that was opened ahead asks before there is anything for it: then there is nothing to write either.
  if (!(await isKept(nonce))) throw failure('launchExpired');
  const now = Date.now();
  const asked: Launch[] = [];
  await launches.change((all) => {
    if (Object.hasOwn(all, nonce) && all[nonce]) asked.push(all[nonce]);
    const left = Object.entries(all).filter(([, { expiresAt }]) => expiresAt > now);
    return Object.fromEntries(left.map(([id, one]): [string, Launch] => [id, id === nonce && 'form' in one.task ? { ...one, task: { given: true } } : one]));
  });
  const [found] = asked;
  if (!found || found.tabId !== tabId || found.expiresAt <= now || 'given' in found.task) throw failure('launchExpired');
  if (!('form' in found.task)) return found.task;
  const key = await dataKey();
  if (!key) throw failure('launchExpired');
  return { post: await unseal(key, sessionPlace('launch', nonce), found.task.form) as SignInForm };
}
