import * as v from 'valibot';
import { catalogueSchema } from '../../src/core/catalogueSchema.js';
import { checkedEnvelope, type Envelope } from '../../src/core/vault/envelope.js';
import { readRecord } from '../../src/core/vault/vault.js';
import { unlockVault } from '../../src/core/vault/wraps.js';
import { writesBehind } from './writes.js';

/** What a kill did to the vault, if anything. `unopenable`: with none of the passphrases it ever had, or with more than one. */
export type Harm = 'torn' | 'unopenable' | 'lost';

/** What the test knows of the vault: what it was answered, and what it had asked for beyond that. */
export interface Ledger {
  /** The identity that every role is assumed from; its secret access key never changes. */
  readonly identity: { readonly id: string; readonly secretAccessKey: string };
  /** The passphrase last acknowledged, the one it was being changed to when the browser was killed, and all it ever had. */
  readonly passphrase: { readonly acknowledged: string; readonly asked?: string; readonly ever: readonly string[] };
  /** How many writes were acknowledged, and how many were asked for. */
  readonly writes: { readonly acknowledged: number; readonly asked: number };
}

/** The vault as it was found after a kill. */
export interface Whole {
  readonly passphrase: string;
  readonly writes: number;
  /** Whether the slot that is not in use is under another passphrase: the kill came between the two writes of a change. */
  readonly between: boolean;
}
export type Finding = Whole | { readonly harm: Harm; readonly why: string };

type Stored = Readonly<Record<string, unknown>>;

/** The slot in use. Throws what `checkedEnvelope` does. */
async function inUse(stored: Stored): Promise<Envelope> {
  const active = stored['vault.active'];
  if (active !== 'A' && active !== 'B') throw new Error(`no slot is in use: ${String(active)}`);
  return checkedEnvelope(stored[`vault.${active}`]);
}

/** Whether the slot that is not in use has another salt than the one in use. */
async function differs(stored: Stored, { kdf }: Envelope): Promise<boolean> {
  const other = stored['vault.active'] === 'A' ? stored['vault.B'] : stored['vault.A'];
  return checkedEnvelope(other).then((envelope) => envelope.kdf.salt !== kdf.salt, () => false);
}

/** Reads every record there is, and gives the number of writes that the catalogue has seen. */
async function writesIn(envelope: Envelope, key: CryptoKey, { id: identityId, secretAccessKey }: Ledger['identity']): Promise<number> {
  for (const id of Object.keys(envelope.records)) await readRecord(envelope, key, id);
  if (await readRecord(envelope, key, `key:${identityId}`) !== secretAccessKey) throw new Error('the secret access key is another one');
  const { identities, roles } = v.parse(catalogueSchema, await readRecord(envelope, key, 'catalogue'));
  const writes = writesBehind(roles);
  if (identities[0]?.id !== identityId || writes === undefined) throw new Error(`no writes lead to ${JSON.stringify(roles)}`);
  return writes;
}

const kindOf = (thrown: unknown): string => JSON.stringify(thrown instanceof Error && 'data' in thrown ? thrown.data : String(thrown));

/** The id that the product gave to the one identity of a vault. */
export async function identityIdIn(stored: Stored, passphrase: string): Promise<string> {
  const envelope = await inUse(stored);
  const { identities: [identity] } = v.parse(catalogueSchema, await readRecord(envelope, await unlockVault(envelope, passphrase), 'catalogue'));
  if (!identity) throw new Error('there is no identity in the vault');
  return identity.id;
}

/** Judges what lies in `storage.local` after a kill, without the product. */
export async function judge(stored: Stored, { passphrase, writes, identity }: Ledger): Promise<Finding> {
  const envelope = await inUse(stored).catch((thrown: unknown) => kindOf(thrown));
  if (typeof envelope === 'string') return { harm: 'torn', why: envelope };
  const tried = await Promise.all(passphrase.ever.map(async (text) => ({ text, key: await unlockVault(envelope, text).catch(() => undefined) })));
  const [opening, ...more] = tried.filter(({ key }) => key !== undefined);
  if (!opening?.key || more.length > 0) return { harm: 'unopenable', why: `${more.length + (opening ? 1 : 0)} passphrases open it` };
  const found = await writesIn(envelope, opening.key, identity).catch((thrown: unknown) => kindOf(thrown));
  if (typeof found === 'string') return { harm: 'torn', why: found };
  if (opening.text !== passphrase.acknowledged && opening.text !== passphrase.asked) {
    return { harm: 'lost', why: 'it opens with the passphrase before the one acknowledged' };
  }
  if (found < writes.acknowledged) return { harm: 'lost', why: `${found} writes are there and ${writes.acknowledged} were acknowledged` };
  if (found > writes.asked) return { harm: 'torn', why: `${found} writes are there and ${writes.asked} were asked for` };
  return { passphrase: opening.text, writes: found, between: await differs(stored, envelope) };
}
