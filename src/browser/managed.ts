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

/** What an administrator has set for everyone (`storage.managed`); nothing where there is no policy, which Firefox answers with an error. */
export async function readPolicy(): Promise<ReadPolicy> {
  const set: unknown = await browser.storage.managed.get(null).catch(() => ({}));
  const text = JSON.stringify(set);
  if (text === '{}') return emptyPolicy;
  if (known?.text !== text) known = { text, read: await reading(set) };
  return known.read;
}

/** Calls back when the policy changed while the browser is open. Firefox reads a policy only when it starts. */
export function onPolicyChanged(changed: () => void): void {
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') changed();
  });
}
