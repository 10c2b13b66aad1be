import { failure } from '../core/failure.js';
import { packed } from '../core/vault/packing.js';
import { seal, sessionPlace } from '../core/vault/seal.js';
import { type Answered, type Asked, type CallName, isSealed } from '../protocol.js';
import { dataKey } from './lock.js';
import { ask, send } from './messages.js';

/** As `ask`, with calls that carry a secret sealed on their way, and packed: a browser takes its time over a message of megabytes. Throws `vaultLocked` when there is no key to seal them with. */
export async function askSealed<Name extends CallName>(call: Name, asked: Asked<Name>): Promise<Answered<Name>> {
  if (!isSealed(call)) return ask(call, asked);
  const key = await dataKey();
  if (!key) throw failure('vaultLocked');
  return send<Name>({ call, sealed: await seal(key, sessionPlace('message', call), await packed(asked)) });
}
