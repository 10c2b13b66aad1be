import { computed, type Signal, signal } from '@preact/signals';
import { checkAccessKeyId, checkSecretAccessKey } from '../core/accessKey.js';
import { type KeyOwner, proposedMfaSerial } from '../core/arn.js';
import { checkMfaSerial } from '../core/arnFields.js';
import { type Identity, sessionSecondsDefault, sessionSecondsRange } from '../core/catalogue.js';
import { type FailureData, failureData } from '../core/failure.js';
import { checkDurationSeconds, checkStsRegion } from '../core/fields.js';
import { consoleOrigins } from '../core/partitions.js';
import { createDeviceList } from './deviceList.js';
import { allSound, editsOf, type FormField, formField } from './formField.js';
import type { OptionsPorts } from './ports.js';

function createFields(known: Identity | undefined, owner: () => KeyOwner | undefined, most: number) {
  const accessKeyId = formField(checkAccessKeyId, known?.accessKeyId);
  return {
    accessKeyId,
    /** Empty while editing means: the secret that is stored stays. */
    secretAccessKey: formField((text) => (text === '' && known?.accessKeyId === accessKeyId.text.value.trim() ? { value: '' } : checkSecretAccessKey(text))),
    stsRegion: formField((text) => checkStsRegion(text, owner()?.partition), known?.stsRegion ?? 'us-east-1'),
    mfaSerial: formField((text) => checkMfaSerial(text, owner()), known?.mfaSerial),
    sessionSeconds: formField(
      (text) => checkDurationSeconds(text, most), String(Math.min(known?.sessionSeconds ?? sessionSecondsDefault, most))),
  };
}

type Fields = ReturnType<typeof createFields>;
type Ports = Pick<OptionsPorts, 'ask' | 'newId' | 'requestOrigins'>;

/** Proposes a device where none was named, and checks the one that was. */
function proposeSerial(mfaSerial: Fields['mfaSerial'], owner: KeyOwner): void {
  if (mfaSerial.text.value === '') mfaSerial.type(proposedMfaSerial(owner));
  else mfaSerial.check();
}

/** Asks AWS whose key is on screen, once for each key, and fills in what follows from the answer. */
function createKeyCheck(ports: Ports, fields: Fields, owner: Signal<KeyOwner | undefined>, known: Identity | undefined) {
  const { accessKeyId, secretAccessKey, stsRegion, mfaSerial } = fields;
  const checking = signal(false);
  const failure = signal<FailureData | undefined>(undefined);
  const keyOnScreen = (): string => [accessKeyId, secretAccessKey, stsRegion].map((field) => field.text.value.trim()).join('\n');
  const checkedKey = signal('');

  const isStored = (): boolean => known?.accessKeyId === accessKeyId.text.value.trim() && secretAccessKey.text.value === '';
  /** Whether the owner shown is the owner of the key on screen. */
  const isAnswered = (): boolean => owner.value !== undefined && !checking.value
    && (isStored() ? owner.value === known : keyOnScreen() === checkedKey.value);

  async function check(): Promise<void> {
    if (isStored()) owner.value = known;
    if (isStored() || keyOnScreen() === checkedKey.value || checking.value) return;
    if (!known) owner.value = undefined;
    const [id, secret, region] = [accessKeyId.check(), secretAccessKey.check(), stsRegion.check()];
    if (!id || !secret || !region) return;
    const asked = keyOnScreen();
    checkedKey.value = asked;
    owner.value = undefined;
    failure.value = undefined;
    checking.value = true;
    try {
      const found = await ports.ask('checkKey', { accessKeyId: id, secretAccessKey: secret, stsRegion: region });
      if (keyOnScreen() === asked) {
        owner.value = found;
        proposeSerial(mfaSerial, found);
      }
    } catch (thrown) {
      failure.value = failureData(thrown);
    } finally {
      checking.value = false;
    }
    if (keyOnScreen() !== asked) await check();
  }

  return {
    checking,
    failure,
    isAnswered,
    isStored,
    check,
    /** Drops the copy of the key that was asked about. */
    forget(): void { checkedKey.value = ''; },
    /** Checks a part of the key when it is left, and the whole when both parts are there. */
    async leaveKey(field: FormField<unknown>): Promise<void> {
      field.leave();
      if (isStored() || (accessKeyId.text.value !== '' && secretAccessKey.text.value !== '')) await check();
    },
    /** Tries a key again that AWS could not be asked about. */
    async retryKey(): Promise<void> {
      checkedKey.value = '';
      await check();
    },
  };
}

/** The identity that the form's fields make, once every one of them is sound and AWS has said whose key it is. */
function identityFrom(fields: Fields, owner: KeyOwner | undefined, id: string): Identity | undefined {
  const { accessKeyId, mfaSerial, stsRegion, sessionSeconds } = fields;
  if (!allSound(Object.values(fields)) || !owner) return undefined;
  return {
    id, userName: owner.userName, accountId: owner.accountId, partition: owner.partition,
    accessKeyId: accessKeyId.text.value.trim(), mfaSerial: mfaSerial.text.value.trim(),
    stsRegion: stsRegion.text.value.trim().toLowerCase(), sessionSeconds: Number(sessionSeconds.text.value),
  };
}

/** The form for a new identity, or for one that is known. `saved` is called with it once it is in the vault. */
export function createIdentityForm(ports: Ports, saved: (identity: Identity) => void, known?: Identity, most: number = sessionSecondsRange.most) {
  const owner = signal<KeyOwner | undefined>(known);
  const fields = createFields(known, () => owner.value, most);
  const saving = signal(false);
  const keyCheck = createKeyCheck(ports, fields, owner, known);
  const deviceList = createDeviceList(ports, owner, fields.mfaSerial, ({ userName, partition }) => (known && keyCheck.isStored()
    ? { identityId: known.id }
    : { accessKeyId: fields.accessKeyId.text.value.trim(), secretAccessKey: fields.secretAccessKey.text.value.trim(), userName, partition }));
  return {
    ...fields, ...keyCheck, owner, deviceList, most, isNew: known === undefined,
    edits: editsOf(Object.values(fields).map(({ text }) => text)),
    /** Asks the browser's permission, from the click that calls this, and tries the key again when it is given. */
    async allow(origins: readonly string[]): Promise<void> {
      if (await ports.requestOrigins(origins)) await keyCheck.retryKey();
    },
    saving,
    canSave: computed(() => !keyCheck.checking.value && !saving.value),

    /**
     * Saves, or asks about a key that AWS has not been asked about yet: then the person sees whose it is first.
     * For a partition whose pages the manifest leaves out, the browser asks for them in the same click.
     */
    async save(): Promise<void> {
      if (saving.value) return;
      if (!keyCheck.isAnswered()) {
        allSound([fields.accessKeyId, fields.secretAccessKey]);
        await keyCheck.check();
        return;
      }
      const identity = identityFrom(fields, owner.value, known?.id ?? ports.newId());
      if (!identity) return;
      saving.value = true;
      const secretAccessKey = fields.secretAccessKey.text.value.trim();
      try {
        if (identity.partition !== 'aws') await ports.requestOrigins(Object.values(consoleOrigins(identity.partition)));
        await ports.ask('saveIdentity', secretAccessKey === '' ? { identity } : { identity, secretAccessKey });
        fields.secretAccessKey.type('');
        keyCheck.forget();
        saved(identity);
      } catch (thrown) {
        keyCheck.failure.value = failureData(thrown);
      } finally {
        saving.value = false;
      }
    },
  };
}

export type IdentityForm = ReturnType<typeof createIdentityForm>;
