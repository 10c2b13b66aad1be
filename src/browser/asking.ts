import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { failure, failureData } from '../core/failure.js';
import { partitionNames, partitions } from '../core/partitions.js';
import {
  type Answers, type Asker, type CallTables, consoleCalls, isSealed, launchCalls, pageCalls, signInCalls,
} from '../protocol.js';
import { unpacked } from '../core/vault/packing.js';
import { sessionPlace, unseal } from '../core/vault/seal.js';
import { dataKey, seePerson } from './lock.js';
import type { Message, Reply } from './messages.js';

type Audience = keyof CallTables;
type PageAnswers = Answers<CallTables['page']>;
/** The functions that answer; those for what our own pages ask seldom are loaded when it is. */
export type AllAnswers<Often extends keyof PageAnswers = keyof PageAnswers> = { readonly [A in Exclude<Audience, 'page'>]: Answers<CallTables[A]> } & {
  readonly page: Pick<PageAnswers, Often>;
  seldom(): Promise<Omit<PageAnswers, Often>>;
};

const messageSchema = v.union([
  v.strictObject({ call: v.string(), asked: v.unknown() }),
  v.strictObject({ call: v.string(), sealed: v.strictObject({ iv: v.string(), ct: v.string() }) }),
]);

/** Which of our pages may ask which table's calls. */
const pages: Readonly<Record<string, Audience>> = {
  '/popup.html': 'page',
  '/options.html': 'page',
  '/launch.html': 'launch',
};

/** The tables with no prototype under them, so that `constructor` is no call. */
const tables: Readonly<Record<Audience, ReadonlyMap<string, { schema: v.GenericSchema }>>> = {
  page: new Map(Object.entries(pageCalls)),
  launch: new Map(Object.entries(launchCalls)),
  console: new Map(Object.entries(consoleCalls)),
  signIn: new Map(Object.entries(signInCalls)),
};

/**
 * Who asks, judged by what the browser says of the sender and never by what the message says: `id` is ours for content
 * scripts too, so `origin` tells them apart. A page in a frame is nobody.
 */
export function audienceOf(sender: browser.Runtime.MessageSender & { origin?: string }): Audience | undefined {
  const { origin = '', frameId = 0, url = '' } = sender;
  if (sender.id !== browser.runtime.id || frameId !== 0) return undefined;
  if (origin === new URL(browser.runtime.getURL('')).origin) {
    const path = URL.canParse(url) ? new URL(url).pathname : '';
    return Object.hasOwn(pages, path) ? pages[path] : undefined;
  }
  if (isOriginOf('consoleDomain', origin)) return 'console';
  return isOriginOf('signInDomain', origin) ? 'signIn' : undefined;
}

function isOriginOf(domain: 'consoleDomain' | 'signInDomain', origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && partitionNames.some((name) =>
    hostname === partitions[name][domain] || hostname.endsWith(`.${partitions[name][domain]}`));
}

/** Answers our own pages and content scripts, and refuses whatever is not in their table or not of its shape. */
export function answer<Often extends keyof PageAnswers>(answers: AllAnswers<Often>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: browser.Runtime.MessageSender) => reply(answers, message, sender));
}

/** What was asked; a call that carries a secret must have come sealed. Throws `vaultLocked` when it can no longer be opened. */
async function askedIn(message: Message): Promise<unknown> {
  if (isSealed(message.call) !== 'sealed' in message) throw failure('messageRefused');
  if (!('sealed' in message)) return message.asked;
  const key = await dataKey();
  if (!key) throw failure('vaultLocked');
  return unseal(key, sessionPlace('message', message.call), message.sealed).then(unpacked).catch(() => { throw failure('messageRefused'); });
}

async function reply<Often extends keyof PageAnswers>(answers: AllAnswers<Often>, message: unknown, sender: browser.Runtime.MessageSender): Promise<Reply> {
  try {
    const audience = audienceOf(sender);
    const parsed = v.safeParse(messageSchema, message);
    const call = audience && parsed.success ? tables[audience].get(parsed.output.call) : undefined;
    if (!audience || !parsed.success || !call) throw failure('messageRefused');
    const asked = v.safeParse(call.schema, await askedIn(parsed.output));
    if (!asked.success) throw failure('messageRefused');
    if (audience === 'page') await seePerson();
    const name = parsed.output.call;
    const among = audience === 'page' && !Object.hasOwn(answers.page, name) ? await answers.seldom() : answers[audience];
    const run = (among as Record<string, (asked: unknown, asker: Asker) => Promise<unknown>>)[name];
    if (!run) throw failure('messageRefused');
    return { answer: await run(asked.output, { tabId: sender.tab?.id, origin: (sender as { origin?: string }).origin ?? '' }) };
  } catch (thrown) {
    return { failure: failureData(thrown) };
  }
}
