import browser from 'webextension-polyfill';
import type { ReadPolicy } from '../core/policy.js';
import { createPolicySource, type PolicyPorts } from '../core/policySource.js';
import { keptPolicy } from './stored.js';

/** Most people have no policy, so that pages load what reads one when there is one. */
let read: PolicyPorts['read'] = () => { throw new TypeError('nothing reads policies here'); };

/** Says how policies are read in this context. */
export function readPolicyBy(reading: PolicyPorts['read']): void {
  read = reading;
}

/** What an administrator has set for everyone (`storage.managed`): Firefox, which reads it only when it starts, answers with an error where there is none. */
const source = createPolicySource({
  kept: keptPolicy.get,
  keep: keptPolicy.set,
  held: () => browser.storage.managed.get(null).catch((thrown: unknown) => (String(thrown).includes('manifest not found') ? {} : undefined)),
  read: (held) => read(held),
  watch: (changed) => browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') changed();
  }),
  wait: (ms) => new Promise((resolve) => setTimeout(() => resolve(undefined), ms)),
});

export function readPolicy(): Promise<ReadPolicy> {
  return source.policy();
}

/** Calls back when the policy changed while the browser is open, or came late. */
export function onPolicyChanged(changed: () => void): void {
  source.watch(changed);
}
