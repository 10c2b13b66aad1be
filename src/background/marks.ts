import { lockWhenOverdue } from '../browser/lock.js';
import { consoleTabs, rememberedColours } from '../browser/stored.js';
import { markToolbar, ownFile } from '../browser/tabs.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { say } from '../browser/words.js';
import { groupedAccount, parseAssumedRoleArn } from '../core/arn.js';
import { colourName, shapeOf, unknownColour } from '../core/colours.js';
import { type ConsoleMark, type ConsoleView, isMarkTrue, markOfSession, sessionLabel } from '../core/marks.js';
import type { Asker } from '../protocol.js';
import { arrive, changeTab } from './hops.js';
import { isKnownReadOnly, noteArrival } from './readOnly.js';

const iconOf = (colour: string): string => ownFile(`marks/${colourName(colour)}.png`);

function marked(mark: ConsoleMark, note?: string): ConsoleView {
  return { kind: 'marked', mark, icon: iconOf(mark.colour), ...(note === undefined ? {} : { note }), ...(mark.readOnly ? { mode: say('markReadOnly') } : {}) };
}

function neutral(label: string, colour = unknownColour): ConsoleView {
  return { kind: 'neutral', label, colour, icon: iconOf(colour) };
}

/** What the asking tab is to be marked with: at first by what it was opened for, then by who the page says is signed in. */
export async function markOfTab({ sessionArn }: { sessionArn?: string }, { tabId, origin }: Asker): Promise<ConsoleView> {
  if (tabId === undefined || (await arrive(tabId))) return { kind: 'none' };
  const view = await viewOf(tabId, saidBy(origin, sessionArn));
  await showInToolbar(tabId, view);
  return view;
}

/** What a page says of itself: who is signed in, by its session data, and the account by its host. */
interface Said {
  readonly sessionArn?: string;
  readonly hostAccountId?: string;
}

/** A console page may speak of its own account only, where its host names one: it could ask about others otherwise. */
function saidBy(origin: string, sessionArn: string | undefined): Said {
  const [, hostAccountId] = /^https:\/\/(\d{12})-/.exec(origin) ?? [];
  const heard = sessionArn !== undefined && (hostAccountId === undefined || parseAssumedRoleArn(sessionArn)?.accountId === hostAccountId);
  return { ...(heard ? { sessionArn } : {}), ...(hostAccountId === undefined ? {} : { hostAccountId }) };
}

async function viewOf(tabId: number, said: Said): Promise<ConsoleView> {
  const { sessionArn, hostAccountId } = said;
  const expected = (await consoleTabs.get())[tabId]?.mark;
  if (await lockWhenOverdue()) return lockedView(expected, said);
  if (sessionArn === undefined) return expected ? unconfirmed(expected, hostAccountId) : { kind: 'none' };
  if (expected && isMarkTrue(expected, sessionArn)) {
    await noteArrival(tabId);
    await changeTab(tabId, { stage: 'open' });
    return marked(expected);
  }
  const known = markOfSession(await readCatalogue(), sessionArn);
  if (known) return marked(await isKnownReadOnly(known) ? { ...known, readOnly: true } : known, expected && say('markInstead', { role: expected.name }));
  return expected ? neutral(say('markStranger', { session: sessionLabel(sessionArn), role: expected.name })) : { kind: 'none' };
}

/** What a tab was opened for, as long as nothing speaks against it: its host may name another account. */
function unconfirmed(expected: ConsoleMark, hostAccountId = expected.accountId): ConsoleView {
  if (hostAccountId === expected.accountId) return marked(expected);
  return neutral(say('markStranger', { session: groupedAccount(hostAccountId), role: expected.name }));
}

/** While the vault is locked: grey, or the colour of the account if the person wants that to be remembered. */
async function lockedView(expected: ConsoleMark | undefined, { sessionArn, hostAccountId }: Said): Promise<ConsoleView> {
  const accountId = sessionArn === undefined ? hostAccountId ?? expected?.accountId : parseAssumedRoleArn(sessionArn)?.accountId;
  const remembered = accountId === undefined ? undefined : (await rememberedColours.get())?.[accountId];
  if (remembered) return neutral(say('markRemembered', { label: remembered.label, account: groupedAccount(accountId ?? '') }), remembered.colour);
  return expected || sessionArn !== undefined ? neutral(say('markLocked')) : { kind: 'none' };
}

async function showInToolbar(tabId: number, view: ConsoleView): Promise<void> {
  if (view.kind === 'none') return;
  const badge = view.kind === 'marked'
    ? { text: shapeOf(view.mark.colour), colour: view.mark.colour, title: [view.mark.name, ...view.mode === undefined ? [] : [view.mode], view.mark.account].join(' · ') }
    : { text: '?', colour: view.colour, title: view.label };
  await markToolbar(tabId, badge);
}

export async function forgetTab(tabId: number): Promise<void> {
  if (!Object.hasOwn(await consoleTabs.get(), tabId)) return;
  await consoleTabs.change((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== String(tabId))));
}
