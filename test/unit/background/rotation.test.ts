import { held, ours } from '../emulatedBrowser.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keyAnswers } from '../../../src/background/accessKeys.js';
import { vaultAnswers } from '../../../src/background/catalogue.js';
import { keepUnlocked } from '../../../src/browser/lock.js';
import { forgetVault } from '../../../src/browser/vaultStorage.js';
import { readKeyMemories } from '../../../src/browser/keyMemories.js';
import { readCatalogue } from '../../../src/browser/vaultRecords.js';
import type { Identity } from '../../../src/core/catalogue.js';
import { createVault, readRecord, writeRecords } from '../../../src/core/vault/vault.js';
import type { Envelope } from '../../../src/core/vault/envelope.js';
import { createWorld, type World } from '../../aws/world.js';
import { fetchFrom } from '../aws-client/emulated.js';
import { fewIterations, passphrase } from '../core/vault/forging.js';
import { alice, failureOf } from '../scenario.js';

const asker = { tabId: undefined, origin: ours };
let dataKey: CryptoKey;
let world: World;
let identity: Identity;
const identityId = alice.id;
const longestWaitMs = 5000;
const code = (): string => world.device.freshCode();
const memory = async () => (await readKeyMemories()).get(identityId);
const inUse = async (): Promise<string | undefined> => (await readCatalogue()).identities[0]?.accessKeyId;
/** A record of the vault as it is stored. */
async function recordOf(id: string): Promise<unknown> {
  forgetVault();
  const { local } = held;
  return readRecord(local[`vault.${String(local['vault.active'])}`] as Envelope, dataKey, id);
}
const tails = (): string[] => world.credentials.ofUser().map(({ accessKeyId, inactive }) => `${accessKeyId}${inactive ? ' inactive' : ''}`);

beforeEach(async () => {
  world = createWorld(Date.now, 'on');
  fetchFrom(world);
  const { accessKeyId, secretAccessKey } = world.credentials.longTerm;
  identity = { ...alice, accessKeyId, mfaSerial: world.organization.user.mfaSerial };
  const { envelope, dataKey: key } = await createVault(passphrase, fewIterations);
  dataKey = key;
  const filled = await writeRecords(envelope, dataKey, {
    catalogue: { type: 'catalog', value: { identities: [identity], roles: [], rules: [] } }, [`key:${identityId}`]: { type: 'key', value: secretAccessKey },
  });
  Object.assign(held, { refuse: false, session: {}, local: { 'vault.A': filled, 'vault.active': 'A', 'vault.savedAt': { A: 1 } } });
  forgetVault();
  await keepUnlocked(dataKey, null);
});

describe('the background, rotating a key', () => {
  it('has the new key with its secret in the vault, and of the old one its id alone', async () => {
    expect(await keyAnswers.rotateKey({ identityId, code: code() }, asker)).toBeNull();
    const [old, fresh] = world.credentials.ofUser();
    expect([await inUse(), await recordOf(`key:${identityId}`)]).toEqual([fresh?.accessKeyId, fresh?.secretAccessKey]);
    expect(await memory()).toMatchObject({ made: { accessKeyId: fresh?.accessKeyId }, old: { accessKeyId: old?.accessKeyId, active: false } });
    expect(tails()).toEqual([`${old?.accessKeyId} inactive`, fresh?.accessKeyId]);
    expect(held.session['rotation']).toMatchObject({ identityId, steps: ['list', 'create', 'store', 'verify', 'swap', 'deactivate'].map((step) => ({ step, state: 'done' })) });
  });

  it('spends one code, and forgets the MFA session of the old key', async () => {
    await keyAnswers.rotateKey({ identityId, code: code() }, asker);
    expect(world.events.filter(({ eventName }) => eventName === 'GetSessionToken')).toHaveLength(1);
    expect(held.session['mfaSessions']).toEqual({});
    expect((await failureOf(keyAnswers.lookUpKeys({ identityId }, asker))).kind).toBe('codeNeeded');
  });

  it('takes a new key back that the vault cannot store, and goes on with the old one', async () => {
    const before = tails();
    await keyAnswers.lookUpKeys({ identityId, code: code() }, asker);
    held.refuse = true;
    expect((await failureOf(keyAnswers.rotateKey({ identityId }, asker))).kind).toBe('storageRefused');
    expect([tails(), await inUse()]).toEqual([before, identity.accessKeyId]);
  });

  it('makes no second key where one waits already, and never gives its secret to a page', async () => {
    await keyAnswers.lookUpKeys({ identityId, code: code() }, asker);
    world.behaviour.newKeyUnknownMs = 3_600_000;
    const { setTimeout: later } = globalThis;
    // What waits between two calls does not, and what waits for an answer does.
    vi.stubGlobal('setTimeout', (run: () => void, ms: number) => later(run, ms > longestWaitMs ? ms : 0));
    expect((await failureOf(keyAnswers.rotateKey({ identityId }, asker))).kind).toBe('keyNotYetKnown');
    vi.stubGlobal('setTimeout', later);
    const [, fresh] = world.credentials.ofUser();
    expect([await inUse(), (await memory())?.next?.secretAccessKey]).toEqual([identity.accessKeyId, fresh?.secretAccessKey]);
    expect(JSON.stringify(await keyAnswers.keyMemories({}, asker))).not.toContain(fresh?.secretAccessKey);
    expect(held.session['rotation']).toMatchObject({ steps: [{}, {}, {}, { step: 'verify', state: 'failed' }, { state: 'waiting' }, { state: 'waiting' }] });
    delete fresh?.knownFrom;
    await keyAnswers.rotateKey({ identityId }, asker);
    expect([await inUse(), tails().length]).toEqual([fresh?.accessKeyId, 2]);
  });

  it('counts an old key that somebody has deleted as gone', async () => {
    await keyAnswers.lookUpKeys({ identityId, code: code() }, asker);
    const emulated = fetch;
    vi.stubGlobal('fetch', (asked: string | Request, init?: RequestInit) => {
      if (String(init?.body).includes('Action=UpdateAccessKey')) world.credentials.remove(identity.accessKeyId);
      return emulated(asked, init);
    });
    await keyAnswers.rotateKey({ identityId }, asker);
    expect(Object.keys(await memory() ?? {})).toEqual(['made']);
  });
});

describe('the background, asked about keys', () => {
  it('remembers how old the key is', async () => {
    world.credentials.longTerm.issuedAt = Date.UTC(2026, 0, 2);
    const [facts] = await keyAnswers.lookUpKeys({ identityId, code: code() }, asker);
    expect(facts).toMatchObject({ accessKeyId: identity.accessKeyId, createdAt: Date.UTC(2026, 0, 2), lastUse: { service: 'sts' } });
    expect(await keyAnswers.keyMemories({}, asker)).toEqual({ [identityId]: { made: { accessKeyId: identity.accessKeyId, at: Date.UTC(2026, 0, 2) } } });
  });

  it('shows keys without their last use where a policy does not let it be seen, and where the vault cannot be written to', async () => {
    const { user } = world.organization;
    user.policies = user.policies.map(({ name, policy }) => ({ name, policy: JSON.parse(JSON.stringify(policy).replace('iam:GetAccessKeyLastUsed', 'iam:GetUser')) as typeof policy }));
    held.refuse = true;
    const facts = await keyAnswers.lookUpKeys({ identityId, code: code() }, asker);
    expect(facts.map(({ accessKeyId, lastUse }) => [accessKeyId, lastUse])).toEqual([[identity.accessKeyId, undefined]]);
    expect(await memory()).toEqual({});
  });

  it('never switches off or deletes the key in use', async () => {
    for (const to of ['inactive', 'deleted'] as const) {
      expect((await failureOf(keyAnswers.changeKey({ identityId, accessKeyId: identity.accessKeyId, to, code: code() }, asker))).kind).toBe('keyInUse');
    }
    expect(tails()).toEqual([identity.accessKeyId]);
  });

  it('does not take a key for the old one that was put back by hand, and leaves it on', async () => {
    const { accessKeyId, secretAccessKey } = world.credentials.longTerm;
    await keyAnswers.rotateKey({ identityId, code: code() }, asker);
    await keyAnswers.changeKey({ identityId, accessKeyId, to: 'active', code: code() }, asker);
    await vaultAnswers.saveIdentity({ identity, secretAccessKey }, asker);
    expect((await memory())?.old).toBeUndefined();
    expect((await failureOf(keyAnswers.rotateKey({ identityId, code: code() }, asker))).kind).toBe('twoKeys');
    expect(tails()[0]).toBe(accessKeyId);
  });

  it('switches another off and on, and deletes it, though it may be gone already', async () => {
    const { accessKeyId } = world.credentials.create();
    await keyAnswers.changeKey({ identityId, accessKeyId, to: 'inactive', code: code() }, asker);
    expect(tails()[1]).toBe(`${accessKeyId} inactive`);
    await keyAnswers.changeKey({ identityId, accessKeyId, to: 'active' }, asker);
    expect(tails()[1]).toBe(accessKeyId);
    await keyAnswers.changeKey({ identityId, accessKeyId, to: 'deleted' }, asker);
    await keyAnswers.changeKey({ identityId, accessKeyId, to: 'deleted' }, asker);
    expect(tails()).toHaveLength(1);
  });

  it('forgets what it knew of the keys of an identity that is removed', async () => {
    await keyAnswers.rotateKey({ identityId, code: code() }, asker);
    expect(await recordOf(`keyMemory:${identityId}`)).toBeDefined();
    await vaultAnswers.removeIdentity({ id: identityId }, asker);
    expect([await recordOf(`keyMemory:${identityId}`), await recordOf(`key:${identityId}`)]).toEqual([undefined, undefined]);
  });

  it('lists MFA devices for a key that is entered, and for one that is stored', async () => {
    const { accessKeyId, secretAccessKey } = world.credentials.longTerm;
    expect(await keyAnswers.mfaDevices({ accessKeyId, secretAccessKey, userName: 'alice', partition: 'aws' }, asker)).toHaveLength(2);
    expect(await keyAnswers.mfaDevices({ identityId }, asker)).toHaveLength(2);
  });
});
