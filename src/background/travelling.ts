import { clearAlarm, setAlarm } from '../browser/alarms.js';
import { flows } from '../browser/stored.js';
import { openingLock } from '../browser/underWay.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { isDirect, wantedRole } from '../core/assumptions.js';
import type { Catalogue, Identity, Role } from '../core/catalogue.js';
import { type Chain, findChain } from '../core/chain.js';
import { landingAt } from '../core/destinations.js';
import { Failure, failure, failureData, type FailureData } from '../core/failure.js';
import { doneFlow, failedFlow, type Flow, isFresh, type Journal, type Wish, wishLeft } from '../core/flow.js';
import { wordsFor } from '../core/mfaSession.js';
import { changeFlow, journaledStep, noteRequest } from './journal.js';
import { newNonce } from './launches.js';
import { closeAhead, closeLeft, launch, openAhead, type TabAhead } from './launching.js';
import { keepLog } from './log.js';
import { learnUse } from './picks.js';
import { resumeIn } from './resuming.js';
import { throughBothDoors } from './signingIn.js';

/** The alarm by which a worker that was stopped on a journey is started again. */
const journeyAlarm = 'journey';

/** What is gone through, and with which code if one was given. */
interface Journey {
  readonly catalogue: Catalogue;
  readonly chain: Chain;
  readonly wish: Wish;
  readonly code?: string | undefined;
  readonly journal: Journal;
  /** Over when its beginning is kept, by which another worker would go on; undefined for one that a worker that is no more has left. */
  readonly begun?: Promise<void>;
}

/**
 * Goes through a journey whose flow has begun, or through what is left of it, and writes down how it ends. `pass` throws what must
 * not be passed. Throws the `Failure` that it ends with.
 */
export async function travel({ catalogue, chain, wish, code, journal, begun }: Journey, pass: () => void = () => undefined): Promise<void> {
  const role = wantedRole(chain);
  const roleId = role.id;
  let opened: Promise<Ahead> | undefined;
  const ahead = (): Promise<Ahead> => (opened ??= aheadOf(catalogue, role, journal, begun));
  const step = journaledStep(roleId, journal.outputs);
  // A browser takes longer over a tab than AWS over a call. A role with a code of its own is known to open when it was assumed.
  const from = isDirect(chain) ? 'signIn' : 'role';
  // Should it not open, the last step says so.
  const openEarly = (): void => { if (wish.tabId === undefined) void ahead().catch(() => undefined); };
  void setAlarm(journeyAlarm, Date.now() + 30_000);
  try {
    pass();
    await throughBothDoors(catalogue, roleId, chain.identity, code, {
      async openTab(form) {
        if (wish.tabId !== undefined) return resumeIn(wish.tabId, form, role);
        const { tab, nonce } = await ahead();
        if (tab) await launch(tab, form, role, catalogue, { ...wish, nonce });
      },
      step(name, run) {
        if (name.kind === from) openEarly();
        return step(name, run);
      },
      codeSent: openEarly,
      requested: (call, id) => void noteRequest(roleId, call, id),
    }, wish);
    const requests = await endFlow(roleId, doneFlow);
    void keepLog(chain, { ...wish, at: Date.now(), outcome: 'opened', requests }).then(() => learnUse(roleId));
  } catch (thrown) {
    const data = !begun && journal.hadCode ? uncertain(failureData(thrown), chain.identity) : failureData(thrown);
    const requests = await endFlow(roleId, (flow) => failedFlow(flow, data));
    if (opened) void opened.then(({ tab, nonce }) => closeAhead(tab, nonce), () => undefined);
    else if (!begun && journal.nonce !== undefined) await closeLeft(journal.nonce);
    // That a code or a guard was still to be asked is no outcome.
    if (data.kind !== 'codeNeeded' && data.kind !== 'guarded') void keepLog(chain, { ...wish, at: Date.now(), outcome: data.kind, requests });
    throw new Failure(data);
  }
}

/** The tab that is opened ahead of its form, and what its page is known by; no tab when that has its form already. */
interface Ahead {
  readonly tab: TabAhead | undefined;
  readonly nonce: string;
}

async function aheadOf(catalogue: Catalogue, role: Role, { nonce = newNonce() }: Journal, begun: Promise<void> | undefined): Promise<Ahead> {
  await begun;
  return { tab: await openAhead(role, catalogue, { nonce, mayBeOpen: begun === undefined }), nonce };
}

/** Where a code is asked for because the worker that had one was stopped, AWS may have seen that one. */
function uncertain(data: FailureData, identity: Identity): FailureData {
  return data.kind === 'codeNeeded' ? { kind: 'codeUncertain', values: wordsFor(identity) } : data;
}

/** Shows the end of a journey, and gives the requests that were made on the way. */
async function endFlow(roleId: string, end: (flow: Flow) => Flow): Promise<Journal['requests']> {
  let requests: Journal['requests'] = [];
  await changeFlow(roleId, (flow) => {
    requests = flow.journal?.requests ?? [];
    return end(flow);
  });
  if (Object.values(await flows.get()).every(({ state }) => state !== 'running')) void clearAlarm(journeyAlarm);
  return requests;
}

/**
 * Goes on with a journey that a stopped worker has left, and waits for the end of one that is under way. Throws the `Failure` that
 * it has ended with: `codeUncertain` when AWS may have seen its code, `interrupted` when it was left too long ago.
 */
export async function pickUp({ roleId }: { roleId: string }): Promise<null> {
  await navigator.locks.request(openingLock(roleId), async () => {
    const flow = (await flows.get())[roleId];
    if (flow?.state !== 'running') return;
    // What fails on the way is written down there; what keeps it from being gone on with, here.
    await goOnWith(flow).catch((thrown: unknown) => changeFlow(roleId, (left) => (left.state === 'running' ? failedFlow(left, failureData(thrown)) : left)));
  });
  const { failure: ended } = (await flows.get())[roleId] ?? {};
  if (ended) throw new Failure(ended);
  return null;
}

async function goOnWith(flow: Flow): Promise<void> {
  const { roleId, landing, journal } = flow;
  if (!journal || !isFresh(flow, Date.now())) throw failure('interrupted');
  const catalogue = landingAt(await readCatalogue(), roleId, landing ?? {});
  await travel({ catalogue, chain: findChain(catalogue, roleId), wish: wishLeft(flow), journal });
}

/** Goes on with the journey whose new tab is known by a nonce, and waits for its end; at once when there is none under way. */
export async function pickUpOf(nonce: string): Promise<void> {
  const flow = Object.values(await flows.get()).find(({ state, journal }) => state === 'running' && journal?.nonce === nonce);
  if (flow) await pickUp({ roleId: flow.roleId }).catch(() => undefined);
}

/** Goes on with every journey that a stopped worker has left. */
export async function pickUpAll(): Promise<void> {
  const left = Object.values(await flows.get()).filter(({ state }) => state === 'running');
  await Promise.all(left.map(({ roleId }) => pickUp({ roleId }).catch(() => undefined)));
}
