import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { failure, failureData } from '../core/failure.js';
import { partitionNames, partitions } from '../core/partitions.js';
import {
  type Answers, type Asker, type CallTables, consoleCalls, isSealed, launchCalls, pageCalls,
} from '../protocol.js';
import { sessionPlace, unseal } from '../core/vault/seal.js';
import { dataKey, seePerson } from './lock.js';
import type { Message, Reply } from './messages.js';

type Audience = keyof CallTables;
export type AllAnswers = { readonly [A in Audience]: Answers<CallTables[A]> };

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
  return isConsoleOrigin(origin) ? 'console' : undefined;
}

function isConsoleOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && partitionNames.some((name) => {
    const { consoleDomain } = partitions[name];
    return hostname === consoleDomain || hostname.endsWith(`.${consoleDomain}`);
  });
}

/** Answers our own pages and content scripts, and refuses whatever is not in their table or not of its shape. */
export function answer(answers: AllAnswers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: browser.Runtime.MessageSender) => reply(answers, message, sender));
}

/** What was asked; a call that carries a secret must have come sealed. Throws `vaultLocked` when it can no longer be opened. */
async function askedIn(message: Message): Promise<unknown> {
  if (isSealed(message.call) !== 'sealed' in message) throw failure('messageRefused');
  if (!('sealed' in message)) return message.asked;
  const key = await dataKey();
  if (!key) throw failure('vaultLocked');
  return unseal(key, sessionPlace('message', message.call), message.sealed).catch(() => { throw failure('messageRefused'); });
}

async function reply(answers: AllAnswers, message: unknown, sender: browser.Runtime.MessageSender): Promise<Reply> {
  try {
    const audience = audienceOf(sender);
    const parsed = v.safeParse(messageSchema, message);
    const call = audience && parsed.success ? tables[audience].get(parsed.output.call) : undefined;
    if (!audience || !parsed.success || !call) throw failure('messageRefused');
    const asked = v.safeParse(call.schema, await askedIn(parsed.output));
    if (!asked.success) throw failure('messageRefused');
    const run = (answers[audience] as Record<string, (asked: unknown, asker: Asker) => Promise<unknown>>)[parsed.output.call];
    if (!run) throw failure('messageRefused');
    if (audience === 'page') await seePerson();
    return { answer: await run(asked.output, { tabId: sender.tab?.id }) };
  } catch (thrown) {
    return { failure: failureData(thrown) };
  }
}
