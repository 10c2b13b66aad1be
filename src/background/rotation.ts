import { createAccessKey, deleteAccessKey, listAccessKeys, updateAccessKey } from '../aws/iam.js';
import type { IamLine } from '../aws/iam.js';
import { forgetMfaSession } from '../browser/mfaSessions.js';
import { rotation } from '../browser/stored.js';
import { readKeyMemories } from '../browser/keyMemories.js';
import { changeRecords, keyMemoryRecord } from '../browser/vaultRecords.js';
import { withChange } from '../core/accessKeys.js';
import type { KeyMemory, NewKey } from '../core/keyMemory.js';
import { type Identity, withIdentity } from '../core/catalogue.js';
import { failure } from '../core/failure.js';
import { rotate, type RotationPorts, type RotationStep, type RotationView, stepsLeft } from '../core/rotation.js';
import type { RecordChange } from '../core/vault/vault.js';
import type { Asked } from '../protocol.js';
import { changeCatalogue } from './catalogue.js';
import { changeMemory, identityWith, isGone, lineOf } from './iam.js';
import { mfaSession, mfaSessionLives } from './mfa.js';
import { forgettingExpired } from './signingIn.js';
import { again, sts } from './sts.js';

/**
 * The MFA session with which a whole rotation calls IAM. That of the old key is good for the last call too, when the old key is no
 * longer the identity's: invalidating a key leaves the sessions that were made with it valid (AWS Security Blog, "What to Do If You
 * Inadvertently Expose an AWS Access Key"). A rotation that was broken off after the new key took its place needs one of the new.
 */
async function createLine(identity: Identity, code: string | undefined): Promise<() => Promise<IamLine>> {
  let session = await mfaSessionLives(identity) ? await mfaSession(identity, undefined) : undefined;
  return async () => {
    session ??= await mfaSession(await identityWith(identity.id), code);
    return lineOf(session, identity.partition);
  };
}

const memoryRecord = (id: string, value: KeyMemory): Readonly<Record<string, RecordChange>> => ({ [keyMemoryRecord(id)]: { type: 'key', value } });

/** The new key in the place of the identity's, which goes with its secret: it is remembered by its id, until AWS has it no more. */
async function swap({ id }: Identity, { accessKeyId, secretAccessKey, createdAt }: NewKey): Promise<string> {
  let before = '';
  await changeCatalogue((catalogue) => {
    const identity = catalogue.identities.find((each) => each.id === id);
    if (!identity) throw failure('identityUnknown', { role: '' });
    before = identity.accessKeyId;
    return withIdentity(catalogue, { ...identity, accessKeyId });
  }, () => ({ [id]: secretAccessKey }), () => memoryRecord(id, { made: { accessKeyId, at: createdAt }, old: { accessKeyId: before, active: true } }));
  await forgetMfaSession(id);
  return before;
}

function portsOf(identity: Identity, line: () => Promise<IamLine>, step: RotationPorts['step']): RotationPorts {
  const { id, userName, stsRegion } = identity;
  return {
    step, wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    memory: async () => (await readKeyMemories()).get(id) ?? {},
    async list() {
      const asked = await line();
      return again(() => listAccessKeys(asked, userName));
    },
    create: async () => createAccessKey(await line(), userName),
    store: (key) => changeRecords(async (read) => memoryRecord(id, { ...await read.keyMemory(id), next: key })),
    callerArn: (key) => sts.getCallerIdentity(key, stsRegion),
    swap: (key) => swap(identity, key),
    async deactivate(accessKeyId) {
      const asked = await line();
      const gone = await again(() => updateAccessKey(asked, userName, accessKeyId, false)).then(() => false, (thrown: unknown) => {
        if (!isGone(thrown)) throw thrown;
        return true;
      });
      await changeMemory(await identityWith(id), (memory) => withChange(memory, accessKeyId, gone ? 'deleted' : 'inactive'));
    },
    async remove(accessKeyId) {
      const asked = await line();
      await again(() => deleteAccessKey(asked, userName, accessKeyId));
    },
  };
}

/** Shows every step as it comes and goes. */
async function createSteps(identityId: string, left: readonly RotationStep[]): Promise<RotationPorts['step']> {
  type State = RotationView['steps'][number]['state'];
  await rotation.set({ identityId, steps: left.map((step) => ({ step, state: 'waiting' })) });
  const show = (name: RotationStep, state: State): Promise<void> =>
    rotation.change((view) => view && { ...view, steps: view.steps.map((each) => (each.step === name ? { ...each, state } : each)) });
  return async (name, run) => {
    await show(name, 'running');
    try {
      const result = await run();
      await show(name, 'done');
      return result;
    } catch (thrown) {
      await show(name, 'failed');
      throw thrown;
    }
  };
}

/** Rotates an identity's key, or goes on with it. Throws as `rotate` does. */
export async function rotateKey({ identityId, code }: Asked<'rotateKey'>): Promise<null> {
  const identity = await identityWith(identityId);
  const line = await createLine(identity, code);
  const left = stepsLeft((await readKeyMemories()).get(identityId) ?? {});
  await rotate(identity, portsOf(identity, line, await createSteps(identityId, left))).catch(forgettingExpired(identity));
  return null;
}
