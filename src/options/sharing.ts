import { signal } from '@preact/signals';
import type { ask as askBackground } from '../browser/messages.js';
import type { Catalogue } from '../core/catalogue.js';
import { catalogueDifference, type CatalogueDifference } from '../core/catalogueDifference.js';
import { failure } from '../core/failure.js';
import { asCatalogue, emptyGiven, type Given, type GivenCatalogue, withGiven } from '../core/given.js';
import { checkPublicKey } from '../core/signatures.js';
import { checkSharedAddress, sharedOrigin } from '../core/sharedAddress.js';
import { type SharedAnswer, sharedText } from '../core/sharedAnswer.js';
import { changedInEffect, riskyChanges } from '../core/sharedRisks.js';
import type { ReadPolicy } from '../core/policy.js';
import type { Sharing } from '../core/sharing.js';
import type { Parsed, Problem } from '../core/problems.js';
import { readGiven } from '../formats/given.js';
import { createAttempts } from './attempt.js';
import { allSound, formField, optional } from './formField.js';

/** A shared catalogue and what it says. */
export interface Shared {
  readonly sharing: Sharing;
  readonly given: GivenCatalogue;
  /** Whether the vault's record of it cannot be read, so that nothing of it counts. */
  readonly unreadable?: true;
}

/** What the shared catalogues need. */
export interface SharingPorts {
  /** The person's own. */
  readOwnCatalogue(): Promise<Catalogue>;
  /** What an administrator has set for everyone. */
  readPolicy(): Promise<ReadPolicy>;
  readShared(): Promise<readonly Shared[]>;
  /** Stores one in the place of the one with its id, or without `given` where it was only looked at. */
  writeShared(sharing: Sharing, given?: GivenCatalogue): Promise<void>;
  removeShared(id: string): Promise<void>;
  fetchShared(address: string, asked: { readonly etag: string; readonly signed: boolean }): Promise<SharedAnswer>;
  readonly ask: typeof askBackground;
  requestOrigins(origins: readonly string[]): Promise<boolean>;
  dropOrigins(origins: readonly string[]): Promise<void>;
  newId(): string;
  now(): number;
}

/** What taking a catalogue would change, and nothing has been taken yet. */
export interface SharedPreview {
  readonly sharing: Sharing;
  readonly given: GivenCatalogue;
  readonly before: Catalogue;
  readonly after: Catalogue;
  readonly difference: CatalogueDifference;
  /** The names of the roles that would be something else than the person knows them as, or are called like one of the person's own. */
  readonly risks: readonly string[];
  readonly problems: readonly Problem[];
}

/** What is there when a catalogue is asked for: the person's own, and all that is given, this one among it if it was taken. */
interface Present {
  readonly own: Catalogue;
  readonly given: readonly Given[];
}

async function readPresent(ports: SharingPorts): Promise<Present> {
  const [own, policy, shared] = await Promise.all([ports.readOwnCatalogue(), ports.readPolicy(), ports.readShared()]);
  const taken = shared.map(({ sharing: { id }, given }): Given => ({ from: { shared: id }, catalogue: given }));
  return { own, given: [{ from: 'policy', catalogue: policy.value.given }, ...taken] };
}

/** All that is given, with this catalogue as it would be: it stays in its place, because the first rule that fits counts. */
function givenWith({ given }: Present, id: string, catalogue: GivenCatalogue): Given[] {
  const isIt = ({ from }: Given): boolean => from !== 'policy' && from.shared === id;
  return given.some(isIt) ? given.map((one) => (isIt(one) ? { ...one, catalogue } : one)) : [...given, { from: { shared: id }, catalogue }];
}

function previewOf(sharing: Sharing, { value: given, problems }: Parsed<GivenCatalogue>, taken: GivenCatalogue | undefined, present: Present): SharedPreview {
  const [before, after] = [asCatalogue(taken ?? emptyGiven), asCatalogue(given)];
  const difference = catalogueDifference(before, after);
  const { own } = present;
  const changed = changedInEffect(withGiven(own, present.given), withGiven(own, givenWith(present, sharing.id, given)));
  return { sharing, given, before, after, difference, risks: [...new Set([...riskyChanges(difference, own), ...changed])], problems };
}

function createFields(listed: () => readonly Shared[]) {
  return {
    address: formField((text) => {
      const checked = checkSharedAddress(text);
      if ('problem' in checked) return checked;
      return listed().some(({ sharing }) => sharing.address === checked.value) ? { problem: 'addressTaken' } : checked;
    }),
    publicKey: formField(optional(checkPublicKey)),
  };
}

/** Asks for a catalogue, and gives what it would change; nothing when it is still the one that is here. */
async function asked(ports: SharingPorts, sharing: Sharing, present?: GivenCatalogue): Promise<SharedPreview | undefined> {
  const { address, publicKey } = sharing;
  const answer = await ports.fetchShared(address, { etag: present ? sharing.etag : '', signed: publicKey !== undefined });
  const found = await sharedText(address, answer, publicKey);
  const now = ports.now();
  let etag = sharing.etag;
  if (found.kind === 'text') {
    etag = found.etag;
    const read = readGiven(found.text);
    const next = previewOf({ ...sharing, etag: found.etag, takenAt: now, checkedAt: now }, read, present, await readPresent(ports));
    if (!present || !next.difference.none) return next;
  }
  await ports.writeShared({ ...sharing, etag, checkedAt: now });
  return undefined;
}

function createSignals() {
  return {
    listed: signal<readonly Shared[]>([]),
    preview: signal<SharedPreview | undefined>(undefined),
    /** Whether the person has ticked what a preview marks. */
    sure: signal(false),
  };
}

/** Gives back the access to a site that no other catalogue needs. */
async function drop(ports: SharingPorts, listed: readonly Shared[], address: string): Promise<void> {
  const origin = sharedOrigin(address);
  if (!listed.some(({ sharing }) => sharedOrigin(sharing.address) === origin)) await ports.dropOrigins([origin]);
}

/** The catalogues that a team shares at an address: each is asked for, and taken only when the person has seen what it would change. */
export function createSharing(ports: SharingPorts, changed: () => void) {
  const { listed, preview, sure } = createSignals();
  const { address, publicKey } = createFields(() => listed.value);
  const { busy, failure: failed, attempt } = createAttempts();
  /** Tells what shows roles, here and in the background, that a catalogue was taken or removed. */
  const inStep = async (): Promise<void> => { changed(); await ports.ask('keepInStep', {}); };
  const look = async (): Promise<void> => { listed.value = await ports.readShared(); };

  async function see(sharing: Sharing, present?: GivenCatalogue): Promise<void> {
    preview.value = undefined;
    // Straight from the click: browsers refuse the question otherwise.
    if (!(await ports.requestOrigins([sharedOrigin(sharing.address)]))) throw failure('sharedWithheld', { host: new URL(sharing.address).host });
    try {
      preview.value = await asked(ports, sharing, present);
    } catch (thrown) {
      await drop(ports, listed.value, sharing.address);
      throw thrown;
    }
    sure.value = false;
    await look();
  }

  return {
    listed, preview, sure, address, publicKey, busy, failure: failed,
    look: () => attempt(look),
    add(): Promise<boolean> {
      if (!allSound([address, publicKey])) return Promise.resolve(false);
      const [at, key] = [address.check() ?? '', publicKey.check() ?? ''];
      return attempt(() => see({ id: ports.newId(), address: at, etag: '', takenAt: 0, checkedAt: 0, ...(key === '' ? {} : { publicKey: key }) }));
    },
    check: ({ sharing, given }: Shared) => attempt(() => see(sharing, given)),
    take: () => attempt(async () => {
      const next = preview.value;
      if (!next || (next.risks.length > 0 && !sure.value)) return;
      await ports.writeShared(next.sharing, next.given);
      preview.value = undefined;
      for (const field of [address, publicKey]) field.type('');
      await look();
      await inStep();
    }),
    discard: () => attempt(async () => {
      const left = preview.value;
      preview.value = undefined;
      if (left) await drop(ports, listed.value, left.sharing.address);
    }),
    remove: ({ sharing }: Shared) => attempt(async () => {
      await ports.removeShared(sharing.id);
      preview.value = undefined;
      await look();
      await drop(ports, listed.value, sharing.address);
      await inStep();
    }),
  };
}

export type Sharings = ReturnType<typeof createSharing>;
