import { accessKeyLastUsed, deleteAccessKey, listAccessKeys, listMfaDevices, updateAccessKey } from '../aws/iam.js';
import type { IamLine } from '../aws/iam.js';
import type { SigningKey } from '../aws/stsCalls.js';
import { readKeyMemories } from '../browser/keyMemories.js';
import { type AccessKeyFacts, withChange, withoutSecret } from '../core/accessKeys.js';
import type { Identity } from '../core/catalogue.js';
import { failure } from '../core/failure.js';
import type { Answers, Asked, CallTables } from '../protocol.js';
import { secretAccessKeyOf } from './secrets.js';
import { changeMemory, identityWith, isGone, lineOf, rememberFacts, withMfa } from './iam.js';
import { mfaSession, mfaSessionLives } from './mfa.js';
import { rotateKey } from './rotation.js';
import { again } from './sts.js';

/** One after another, whoever asks: what is done to an identity's keys depends on what was done before. */
function aloneWithKeys<T>(identityId: string, run: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`keys ${identityId}`, run);
}

/** A key's last use, where the policies let the user ask for it. */
async function withLastUse(line: IamLine, key: AccessKeyFacts): Promise<AccessKeyFacts> {
  return accessKeyLastUsed(line, key.accessKeyId).then((lastUse) => ({ ...key, lastUse }), () => key);
}

async function lookUp({ identityId, code }: Asked<'lookUpKeys'>): Promise<readonly AccessKeyFacts[]> {
  const identity = await identityWith(identityId);
  const facts = await withMfa(identity, code, async (line) =>
    Promise.all((await listAccessKeys(line, identity.userName)).map((key) => withLastUse(line, key))));
  await rememberFacts(identity, facts);
  return facts;
}

async function changeKey({ identityId, accessKeyId, to, code }: Asked<'changeKey'>): Promise<null> {
  const identity = await identityWith(identityId);
  if (accessKeyId === identity.accessKeyId) throw failure('keyInUse', { user: identity.userName });
  await withMfa(identity, code, (line) => (to === 'deleted'
    ? deleteAccessKey(line, identity.userName, accessKeyId).catch((thrown: unknown) => { if (!isGone(thrown)) throw thrown; })
    : updateAccessKey(line, identity.userName, accessKeyId, to === 'active')));
  await changeMemory(identity, (memory) => withChange(memory, accessKeyId, to));
  return null;
}

/** With the MFA session that lives, or with the key alone. */
async function ownKey(identity: Identity): Promise<SigningKey> {
  if (await mfaSessionLives(identity)) return mfaSession(identity, undefined);
  return { accessKeyId: identity.accessKeyId, secretAccessKey: await secretAccessKeyOf(identity) };
}

async function mfaDevices(asked: Asked<'mfaDevices'>): ReturnType<Answers<CallTables['page']>['mfaDevices']> {
  if ('identityId' in asked) {
    const identity = await identityWith(asked.identityId);
    const line = lineOf(await ownKey(identity), identity.partition);
    return again(() => listMfaDevices(line, identity.userName));
  }
  const { userName, partition, ...key } = asked;
  return again(() => listMfaDevices(lineOf(key, partition), userName));
}

/** The part of what our own pages may ask that is about access keys and MFA devices. */
export const keyAnswers: Pick<Answers<CallTables['page']>, 'keyMemories' | 'lookUpKeys' | 'rotateKey' | 'changeKey' | 'mfaDevices'> = {
  keyMemories: async () => Object.fromEntries([...await readKeyMemories()].map(([id, memory]) => [id, withoutSecret(memory)])),
  lookUpKeys: lookUp,
  rotateKey: (asked) => aloneWithKeys(asked.identityId, () => rotateKey(asked)),
  changeKey: (asked) => aloneWithKeys(asked.identityId, () => changeKey(asked)),
  mfaDevices,
};
