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

/** Who waits for a launch to be kept, by its nonce. */
const waiting = new Map<string, () => void>();

/** Waits until this worker keeps what the page with a nonce is there for, or until it is `over`. */
export async function whenKept(nonce: string, over: Promise<void>): Promise<void> {
  await Promise.race([new Promise<void>((resolve) => { waiting.set(nonce, resolve); }), over]);
  waiting.delete(nonce);
}

/** Keeps what a tab's page of ours is there for, and gives the nonce by which the page asks for it. */
export async function keepLaunch(tabId: number, task: Task, nonce = newNonce()): Promise<string> {
  const sealed = 'form' in task ? { form: await sealedForm(nonce, task.form) } : task;
  const expiresAt = Date.now() + ('form' in task ? formLifeMs : choiceLifeMs);
  await launches.change((all) => ({ ...all, [nonce]: { tabId, expiresAt, task: sealed } }));
  waiting.get(nonce)?.();
  return nonce;
}

/** Whether a launch with this nonce has been kept, and perhaps given to its tab since. */
export async function isKept(nonce: string): Promise<boolean> {
  return Object.hasOwn(await launches.get(), nonce);
}

async function sealedForm(nonce: string, form: SignInForm) {
  return seal(await unlockedDataKey(), sessionPlace('launch', nonce), form);
}

/**
 * What the page with this nonce is there for, given to the tab that it was made for; a form once, and within a minute.
 * Throws `launchExpired` to anyone else.
 */
export async function launchOf(
  nonce: string, tabId: number | undefined,
): Promise<{ readonly post: SignInForm } | Exclude<Task, { form: unknown }>> {
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
