import { setLockMinutes } from '../browser/lock.js';
import { readPolicy } from '../browser/managed.js';
import { forgetMfaSession } from '../browser/mfaSessions.js';
import { catalogueRecord, changeRecords, keyMemoryRecord, keyRecord, readCatalogue, readSettings, settingsRecord } from '../browser/vaultRecords.js';
import { groupedAccount, parseUserArn } from '../core/arn.js';
import {
  type Catalogue, type Identity, identityById, roleById, rolesFrom, withIdentity, withoutIdentity, withoutRole, withRole, withStrategy,
} from '../core/catalogue.js';
import { withRoles } from '../core/chain.js';
import { failure } from '../core/failure.js';
import { roleOrigin } from '../core/given.js';
import { withSameUsers } from '../core/importApplying.js';
import { withoutLocked } from '../core/policy.js';
import { withRoleMoved } from '../core/roleOrder.js';
import type { RecordChange, RecordChanges } from '../core/vault/vault.js';
import type { Answers, CallTables } from '../protocol.js';
import { keepMarksInStep } from './inStep.js';
import { again, sts } from './sts.js';

/**
 * Changes the person's own catalogue, and secrets with it (by identity id; null removes one, with what is known of the identity's
 * keys), in one write of the vault; other records too, if there are any. `storing` is called as `changeRecords` calls it.
 */
export async function changeCatalogue(
  next: (catalogue: Catalogue) => Catalogue, secrets: () => Readonly<Record<string, string | null>> = () => ({}),
  others: () => RecordChanges = () => ({}), storing?: () => void,
): Promise<null> {
  await changeRecords(async (read) => {
    const changed = next(await read.catalogue());
    for (const { id, name } of changed.roles) refuseGiven(id, name);
    const records = Object.entries(secrets()).flatMap(([id, secret]): [string, RecordChange][] =>
      (secret === null ? [[keyRecord(id), null], [keyMemoryRecord(id), null]] : [[keyRecord(id), { type: 'key', value: secret }]]));
    return { [catalogueRecord]: { type: 'catalog', value: changed }, ...Object.fromEntries(records), ...others() };
  }, storing);
  void keepInStep();
  return null;
}

/** Brings what shows roles in step with the catalogue that is in effect. The vault may have been locked meanwhile. */
export function keepInStep(): Promise<void> {
  return readCatalogue().then(keepMarksInStep, () => undefined);
}

/** What is given stays as it is given: nothing of the person's own may be under its id. */
function refuseGiven(id: string, name = id.slice(id.indexOf('/') + 1)): void {
  if (roleOrigin(id) !== 'own') throw failure('roleGiven', { role: name });
}

type VaultCalls =
  'saveSettings' | 'saveRules' | 'keepInStep' | 'checkKey' | 'saveIdentity' | 'removeIdentity' | 'saveRole' | 'removeRole' | 'moveRole' | 'setStrategy' | 'saveCatalogue';

/** The vault's part of what our own pages may ask. */
export const vaultAnswers: Pick<Answers<CallTables['page']>, VaultCalls> = {
  async checkKey({ accessKeyId, secretAccessKey, stsRegion }) {
    const arn = await again(() => sts.getCallerIdentity({ accessKeyId, secretAccessKey }, stsRegion));
    const owner = parseUserArn(arn);
    if (!owner) throw failure(arn.endsWith(':root') ? 'keyOfRoot' : 'keyNotOfUser');
    return owner;
  },

  async saveIdentity({ identity, secretAccessKey }) {
    return changeCatalogue((catalogue) => {
      const stored = identityById(catalogue, identity.id)?.accessKeyId === identity.accessKeyId;
      if (secretAccessKey === undefined && !stored) throw failure('identityUnknown', { role: identity.userName });
      return withOnly(catalogue, identity);
    }, () => (secretAccessKey === undefined ? {} : { [identity.id]: secretAccessKey }));
  },

  async removeIdentity({ id }) {
    await changeCatalogue((catalogue) => {
      const name = identityById(catalogue, id)?.userName;
      refuseWhileNeeded(name, rolesFrom(catalogue, { kind: 'identity', id }).map((role) => role.name));
      return withoutIdentity(catalogue, id);
    }, () => ({ [id]: null }));
    return forgetKeys([id]);
  },

  async keepInStep() {
    void keepInStep();
    return null;
  },

  saveRules: ({ rules }) => changeCatalogue((catalogue) => ({ ...catalogue, rules })),

  saveRole: ({ role }) => changeCatalogue((catalogue) => withRoles(catalogue, [role])),

  removeRole: ({ id }) => changeCatalogue((catalogue) => {
    refuseGiven(id);
    refuseWhileNeeded(roleById(catalogue, id)?.name, rolesFrom(catalogue, { kind: 'role', id }).map((role) => role.name));
    return withoutRole(catalogue, id);
  }),

  async saveSettings({ settings }) {
    const policy = (await readPolicy()).value;
    await changeRecords(async (read) => ({ [settingsRecord]: { type: 'settings', value: withoutLocked(settings, await read.settings(), policy) } }));
    await followSettings();
    void keepInStep();
    return null;
  },

  setStrategy: ({ roleId, strategy }) => changeCatalogue((catalogue) => {
    refuseGiven(roleId);
    const role = roleById(catalogue, roleId);
    if (!role) throw failure('roleUnknown');
    return withRole(catalogue, withStrategy(role, strategy));
  }),

  moveRole: ({ id, before }) => changeCatalogue((catalogue) => {
    refuseGiven(id);
    return withRoleMoved(catalogue, id, before);
  }),

  saveCatalogue: (next) => changeCatalogue((catalogue) => withSameUsers(catalogue, next)),
};

/** Lets the vault lock when the settings that are in effect say so. */
export async function followSettings(): Promise<void> {
  await setLockMinutes((await readSettings()).lockMinutes);
}

/** Makes sure that the keys of identities that were removed are in neither slot, by writing once more, and ends their sessions. */
export async function forgetKeys(identityIds: readonly string[]): Promise<null> {
  if (identityIds.length > 0) await changeCatalogue((catalogue) => catalogue);
  for (const id of identityIds) await forgetMfaSession(id);
  return null;
}

/** Adds an identity, once: two with one key or one user could not be told apart. Throws `identityTaken`. */
function withOnly(catalogue: Catalogue, identity: Identity): Catalogue {
  const { id, accessKeyId, accountId, userName } = identity;
  const twin = catalogue.identities.some((other) => other.id !== id
    && (other.accessKeyId === accessKeyId || (other.accountId === accountId && other.userName === userName)));
  if (twin) throw failure('identityTaken', { user: userName, account: groupedAccount(accountId) });
  return withIdentity(catalogue, identity);
}

function refuseWhileNeeded(name: string | undefined, neededBy: readonly string[]): void {
  if (neededBy.length > 0) throw failure('stillNeeded', { name: name ?? '', roles: neededBy.slice(0, 3).join(', ') + (neededBy.length > 3 ? ' …' : '') });
}
