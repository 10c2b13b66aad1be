import browser from 'webextension-polyfill';
import { emptyPolicy, type ReadPolicy } from '../core/policy.js';

/** The policy that was read last, and the text of it: ten thousand roles take their time to be checked. */
let known: { readonly text: string; readonly read: ReadPolicy } | undefined;

/** How a policy is read that says something: most people have none, so that pages load this when there is one. */
type Reading = (set: unknown) => ReadPolicy | Promise<ReadPolicy>;
let reading: Reading = () => { throw new TypeError('nothing reads policies here'); };

/** Says how policies are read in this context. */
export function readPolicyBy(next: Reading): void {
  reading = next;
}

/** How long one waits for a browser that has just started: Chromium may take many seconds until it says what its policies are. */
const patienceMs = 1000;
let asking: Promise<unknown> | undefined;
/** Whether the question that is under way has been waited for long enough. */
let late = false;
const listeners = new Set<() => void>();

/** Asks for the policy, or goes on waiting for the answer. One that comes late is told as a change. */
function asked(): Promise<unknown> {
  asking ??= browser.storage.managed.get(null).catch(() => ({})).then((set: unknown) => {
    const changed = late && JSON.stringify(set) !== (known?.text ?? '{}');
    [asking, late] = [undefined, false];
    if (changed) for (const tell of listeners) tell();
    return set;
  });
  return asking;
}

/**
 * What an administrator has set for everyone (`storage.managed`); nothing where there is no policy, which Firefox answers with an
 * error. Of a browser that does not answer for a second, what it said last.
 */
export async function readPolicy(): Promise<ReadPolicy> {
  const answer = asked().then((set) => ({ set }));
  const found = await (late ? undefined : Promise.race([answer, new Promise<undefined>((resolve) => { setTimeout(resolve, patienceMs); })]));
  if (!found) {
    late = asking !== undefined;
    return known?.read ?? emptyPolicy;
  }
  const text = JSON.stringify(found.set);
  if (text === '{}') known = undefined;
  else if (known?.text !== text) known = { text, read: await reading(found.set) };
  return known?.read ?? emptyPolicy;
}

/** Calls back when the policy changed while the browser is open, or came late. Firefox reads a policy only when it starts. */
export function onPolicyChanged(changed: () => void): void {
  listeners.add(changed);
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') changed();
  });
}
