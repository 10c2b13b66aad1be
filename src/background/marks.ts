import { lockWhenOverdue } from '../browser/lock.js';
import { consoleTabs, type ConsoleTab, rememberedColours } from '../browser/stored.js';
import { markToolbar, ownFile } from '../browser/tabs.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { say, timeLeft } from '../browser/words.js';
import { groupedAccount } from '../core/arn.js';
import { colourName, shapeOf, unknownColour } from '../core/colours.js';
import { minutesLeft } from '../core/consoles.js';
import { accountOfSession, type ConsoleMark, type ConsoleView, isMarkTrue, markOfSession, sessionLabel } from '../core/marks.js';
import type { Asker } from '../protocol.js';
import { changeTab, noteOpen } from './consoles.js';
import { arrive } from './arriving.js';
import { isKnownReadOnly, noteArrival } from './readOnly.js';

const iconOf = (colour: string): string => ownFile(`marks/${colourName(colour)}.png`);

function marked(mark: ConsoleMark, { note, endsAt }: { readonly note?: string | undefined; readonly endsAt?: number | undefined } = {}): ConsoleView {
  return {
    kind: 'marked', mark, icon: iconOf(mark.colour), ...(note === undefined ? {} : { note }), ...(endsAt === undefined ? {} : { endsAt }),
    ...(mark.readOnly ? { mode: say('markReadOnly') } : {}),
  };
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
  const heard = sessionArn !== undefined && (hostAccountId === undefined || accountOfSession(sessionArn) === hostAccountId);
  return { ...(heard ? { sessionArn } : {}), ...(hostAccountId === undefined ? {} : { hostAccountId }) };
}

async function viewOf(tabId: number, said: Said): Promise<ConsoleView> {
  const { sessionArn, hostAccountId } = said;
  const tab = (await consoleTabs.get())[tabId];
  const expected = tab?.mark;
  if (await lockWhenOverdue()) return lockedView(tab, said);
  if (sessionArn === undefined) return tab ? unconfirmed(tab, hostAccountId) : { kind: 'none' };
  if (expected && isMarkTrue(expected, sessionArn)) {
    await noteArrival(tabId);
    await noteOpen(tabId);
    return marked(expected, { endsAt: tab?.endsAt });
  }
  if (tab?.stage === 'open') await changeTab(tabId, { stage: 'away' });
  const known = markOfSession(await readCatalogue(), sessionArn);
  if (known) {
    return marked(await isKnownReadOnly(known) ? { ...known, readOnly: true } : known, { note: expected && say('markInstead', { role: expected.name }) });
  }
  return expected ? neutral(say('markStranger', { session: sessionLabel(sessionArn), role: expected.name })) : { kind: 'none' };
}

/**
 * What a tab was opened for, as long as nothing speaks against it: its host may name another account, and what it showed last may
 * have been something else.
 */
function unconfirmed({ mark: expected, stage, endsAt }: ConsoleTab, hostAccountId = expected.accountId): ConsoleView {
  if (hostAccountId !== expected.accountId) return neutral(say('markStranger', { session: groupedAccount(hostAccountId), role: expected.name }));
  return stage === 'away' ? neutral(say('checkState_unknown')) : marked(expected, { endsAt });
}

/** While the vault is locked: grey, or the colour of the account if the person wants that to be remembered. */
async function lockedView(tab: ConsoleTab | undefined, { sessionArn, hostAccountId }: Said): Promise<ConsoleView> {
  const expectedId = tab?.stage === 'away' ? undefined : tab?.mark.accountId;
  const accountId = sessionArn === undefined ? hostAccountId ?? expectedId : accountOfSession(sessionArn);
  const remembered = accountId === undefined ? undefined : (await rememberedColours.get())?.[accountId];
  if (remembered) return neutral(say('markRemembered', { label: remembered.label, account: groupedAccount(accountId ?? '') }), remembered.colour);
  return tab || sessionArn !== undefined ? neutral(say('markLocked')) : { kind: 'none' };
}

/** The badge has room for four characters: the shape always, and the minutes when there are fewer than a hundred left. */
function timed({ mark, mode, endsAt }: Extract<ConsoleView, { kind: 'marked' }>): { text: string; title: string } {
  const shape = shapeOf(mark.colour);
  const title = [mark.name, ...mode === undefined ? [] : [mode], mark.account].join(' · ');
  if (endsAt === undefined) return { text: shape, title };
  const minutes = minutesLeft(endsAt, Date.now());
  return { text: minutes < 100 ? `${shape}${minutes}` : shape, title: `${title} · ${timeLeft(minutes)}` };
}

async function showInToolbar(tabId: number, view: ConsoleView): Promise<void> {
  if (view.kind === 'none') return;
  const badge = view.kind === 'marked'
    ? { ...timed(view), colour: view.mark.colour }
    : { text: '?', colour: view.colour, title: view.label };
  await markToolbar(tabId, badge);
}
