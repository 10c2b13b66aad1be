import { roleArn } from './arn.js';
import type { Role } from './catalogue.js';
import { isConsoleUrl } from './destinations.js';
import type { ConsoleMark } from './marks.js';
import { type Partition, partitionOfRegion } from './partitions.js';

/**
 * How far a tab that we opened has come: it signs in, is on its way over a page of AWS, shows its console, has been led
 * elsewhere by the person, or is being signed out.
 */
export type ConsoleStage = 'signingIn' | 'hop' | 'open' | 'away' | 'signingOut';

/** What is asked here of a tab that we opened. */
export interface TimedTab {
  readonly roleId: string;
  readonly stage: ConsoleStage;
  /** When its session ends, in milliseconds since the epoch; not known before the first sign-in. */
  readonly endsAt?: number;
  /** The end of which the person was told beforehand. */
  readonly toldOf?: number;
}

export type ConsoleState = 'signingIn' | 'open' | 'ending' | 'ended';

/** A console as the person sees it in a list. */
export interface ShownConsole {
  readonly tabId: number;
  readonly roleId: string;
  readonly state: ConsoleState;
  readonly endsAt?: number;
}

/** So long before its end a console counts as ending, and the person is told if they like. */
export const endingMs = 5 * 60_000;

/** What a console's session is like at a time. A console of which the end is not known counts as open. */
export function consoleState({ stage, endsAt = Infinity }: TimedTab, now: number): ConsoleState {
  if (endsAt <= now) return 'ended';
  if (stage !== 'open') return 'signingIn';
  return endsAt - now <= endingMs ? 'ending' : 'open';
}

/** The consoles that there are, in the order in which their tabs were opened. */
export function shownConsoles(tabs: Readonly<Record<string, TimedTab>>, now: number): ShownConsole[] {
  return Object.entries(tabs)
    .filter(([, { stage }]) => stage !== 'away' && stage !== 'signingOut')
    .map(([id, tab]) => ({
      tabId: Number(id), roleId: tab.roleId, state: consoleState(tab, now), ...(tab.endsAt === undefined ? {} : { endsAt: tab.endsAt }),
    }));
}

/** Whether a console is one that choosing its role leads to: it is there, and its session lives. */
export function isOpen({ state }: ShownConsole): boolean {
  return state === 'open' || state === 'ending';
}

/** Whether a console is to be resumed with all others: its session has ended, or is about to. */
export function isDue({ state }: ShownConsole): boolean {
  return state === 'ending' || state === 'ended';
}

/** Minutes until an end, the last one begun counting whole; 0 once it is over. */
export function minutesLeft(endsAt: number, now: number): number {
  return Math.max(0, Math.ceil((endsAt - now) / 60_000));
}

/** The consoles of whose end the person is to be told now: each once for each session. */
export function endingSoon<Tab extends TimedTab>(tabs: Readonly<Record<string, Tab>>, now: number): [tabId: number, tab: Tab][] {
  return Object.entries(tabs)
    .filter(([, tab]) => consoleState(tab, now) === 'ending' && tab.toldOf !== tab.endsAt)
    .map(([id, tab]) => [Number(id), tab]);
}

/** When something is next to be done about an end: to tell of it, or to show that it has come. Undefined when never. */
export function nextEnd(tabs: Readonly<Record<string, TimedTab>>, now: number): number | undefined {
  const moments = Object.values(tabs)
    .flatMap(({ stage, endsAt }) => (endsAt === undefined || stage === 'signingOut' ? [] : [endsAt - endingMs, endsAt]))
    .filter((at) => at > now);
  return moments.length === 0 ? undefined : Math.min(...moments);
}

/** Where a console was seen. */
export interface SeenPlace {
  /** As a sign-in can lead there: on the plain host, with query and hash. */
  readonly address: string;
  /** What the sign-in host calls the session, with multi-session on. */
  readonly differentiator?: string;
}

/** `<account>-<8 characters>.`, the first label of a multi-session console host (aws-sso-extender#181, saml2aws#1485). */
const sessionLabel = /^https:\/\/((\d{12})-[a-z0-9-]+)\./;
/** The console's own signing out: a sign-in that led there would undo itself. */
const signOutPath = /^\/(?:console\/)?logout\b/i;
const addressMost = 8192;

/**
 * The place of a console page as a sign-in for its role may lead to it, because AWS refuses a multi-session host as a
 * destination. Undefined for whatever is no page of that role's console: another host, another account's, the signing out.
 */
export function seenPlace(address: string, { region, accountId }: Pick<ConsoleMark, 'region' | 'accountId'>): SeenPlace | undefined {
  const partition = partitionOfRegion(region);
  const [, differentiator, ofAccount = accountId] = sessionLabel.exec(address) ?? [];
  if (partition === undefined || ofAccount !== accountId || address.length > addressMost) return undefined;
  const plain = differentiator === undefined ? address : address.replace(`${differentiator}.`, '');
  if (!isConsoleUrl(plain, partition) || signOutPath.test(new URL(plain).pathname)) return undefined;
  return { address: plain, ...(differentiator === undefined ? {} : { differentiator }) };
}

/** Where a sign-in of the role leads: the place where its console was seen, as far as it is one of the role's partition. */
export function resumePlace(seen: string | undefined, role: Pick<Role, 'arn'>, otherwise: string): string {
  const { partition }: { partition: Partition } = roleArn(role.arn);
  return seen !== undefined && isConsoleUrl(seen, partition) ? seen : otherwise;
}
