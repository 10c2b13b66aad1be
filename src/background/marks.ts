import { lockWhenOverdue } from '../browser/lock.js';
import { consoleTabs, rememberedColours } from '../browser/stored.js';
import { markToolbar, ownFile } from '../browser/tabs.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { say } from '../browser/words.js';
import { groupedAccount, parseAssumedRoleArn } from '../core/arn.js';
import { colourName, shapeOf, unknownColour } from '../core/colours.js';
import { type ConsoleMark, type ConsoleView, isMarkTrue, markOfSession } from '../core/marks.js';
import type { Asker } from '../protocol.js';
import { arrive, changeTab } from './hops.js';

const iconOf = (colour: string): string => ownFile(`marks/${colourName(colour)}.png`);

function marked(mark: ConsoleMark, note?: string): ConsoleView {
  return { kind: 'marked', mark, icon: iconOf(mark.colour), ...(note === undefined ? {} : { note }) };
}

function neutral(label: string, colour = unknownColour): ConsoleView {
  return { kind: 'neutral', label, colour, icon: iconOf(colour) };
}

/** What the asking tab is to be marked with: at first by what it was opened for, then by who the page says is signed in. */
export async function markOfTab({ sessionArn }: { sessionArn?: string }, { tabId, origin }: Asker): Promise<ConsoleView> {
  if (tabId === undefined || (await arrive(tabId))) return { kind: 'none' };
  const view = await viewOf(tabId, sessionArn !== undefined && isOfOrigin(sessionArn, origin) ? sessionArn : undefined);
  await showInToolbar(tabId, view);
  return view;
}

/** A console page may speak of its own account only, where its host names one: it could ask about others otherwise. */
function isOfOrigin(sessionArn: string, origin: string): boolean {
  const [, accountId] = /^https:\/\/(\d{12})-/.exec(origin) ?? [];
  return accountId === undefined || parseAssumedRoleArn(sessionArn)?.accountId === accountId;
}

async function viewOf(tabId: number, sessionArn: string | undefined): Promise<ConsoleView> {
  const expected = (await consoleTabs.get())[tabId]?.mark;
  if (await lockWhenOverdue()) return lockedView(expected, sessionArn);
  if (sessionArn === undefined) return expected ? marked(expected) : { kind: 'none' };
  if (expected && isMarkTrue(expected, sessionArn)) {
    await changeTab(tabId, { stage: 'open' });
    return marked(expected);
  }
  const known = markOfSession(await readCatalogue(), sessionArn);
  if (known) return marked(known, expected && say('markInstead', { role: expected.name }));
  const name = sessionArn.slice(sessionArn.lastIndexOf(':') + 1);
  return expected ? neutral(say('markStranger', { session: name, role: expected.name })) : { kind: 'none' };
}

/** While the vault is locked: grey, or the colour of the account if the person wants that to be remembered. */
async function lockedView(expected: ConsoleMark | undefined, sessionArn: string | undefined): Promise<ConsoleView> {
  const accountId = sessionArn === undefined ? expected?.accountId : parseAssumedRoleArn(sessionArn)?.accountId;
  const remembered = accountId === undefined ? undefined : (await rememberedColours.get())?.[accountId];
  if (remembered) return neutral(say('markRemembered', { label: remembered.label, account: groupedAccount(accountId ?? '') }), remembered.colour);
  return expected || sessionArn !== undefined ? neutral(say('markLocked')) : { kind: 'none' };
}

async function showInToolbar(tabId: number, view: ConsoleView): Promise<void> {
  if (view.kind === 'none') return;
  const badge = view.kind === 'marked'
    ? { text: shapeOf(view.mark.colour), colour: view.mark.colour, title: `${view.mark.name} · ${view.mark.account}` }
    : { text: '?', colour: view.colour, title: view.label };
  await markToolbar(tabId, badge);
}

export async function forgetTab(tabId: number): Promise<void> {
  if (!Object.hasOwn(await consoleTabs.get(), tabId)) return;
  await consoleTabs.change((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== String(tabId))));
}
