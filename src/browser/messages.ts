import browser from 'webextension-polyfill';
import { Failure, type FailureData } from '../core/failure.js';
import type { Sealed } from '../core/vault/envelope.js';
import type { Answered, Asked, CallName } from '../protocol.js';

/** How a call and its answer travel. A failure travels as data, because the browser carries only an error's message. */
export type Message = { readonly call: string; readonly asked: unknown } | { readonly call: string; readonly sealed: Sealed };
export type Reply = { readonly answer: unknown } | { readonly failure: FailureData };

/**
 * Asks the background. Throws the `Failure` it answers with, or `interrupted` when it stopped before it could.
 */
export function ask<Name extends CallName>(call: Name, asked: Asked<Name>): Promise<Answered<Name>> {
  return send<Name>({ call, asked });
}

export async function send<Name extends CallName>(message: Message): Promise<Answered<Name>> {
  const reply = await browser.runtime.sendMessage<Message, Reply | undefined>(message).catch(() => undefined);
  if (!reply) throw new Failure({ kind: 'interrupted', values: {} });
  if ('failure' in reply) throw new Failure(reply.failure);
  return reply.answer as Answered<Name>;
}
