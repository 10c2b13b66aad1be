import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { FieldProblem, KeyOwner } from '../core/arn.js';
import { checkMfaSerial } from '../core/arnFields.js';
import type { MfaDevice } from '../core/accessKeys.js';
import { failure } from '../core/failure.js';
import { iamOrigin } from '../core/partitions.js';
import type { Asked } from '../protocol.js';
import { createAttempts } from './attempt.js';
import type { FormField } from './formField.js';
import type { OptionsPorts } from './ports.js';

/** A device of the user's, and what is wrong with one that cannot be used here. */
export interface ListedDevice extends MfaDevice {
  readonly problem?: FieldProblem;
}

/** The MFA devices of whoever the key on screen belongs to, to choose from. */
export function createDeviceList(
  ports: Pick<OptionsPorts, 'ask' | 'requestOrigins'>, owner: ReadonlySignal<KeyOwner | undefined>, mfaSerial: FormField<string>, key: (owner: KeyOwner) => Asked<'mfaDevices'>,
) {
  const { busy, failure: wrong, attempt } = createAttempts();
  const found = signal<{ readonly owner: KeyOwner; readonly devices: readonly ListedDevice[] } | undefined>(undefined);
  return {
    busy,
    failure: wrong,
    /** Undefined until they were asked for, and again once the key is another. */
    devices: computed(() => (found.value && found.value.owner === owner.value ? found.value.devices : undefined)),
    /** Asks IAM. Must be called straight from a click. The only device that can be used is chosen. */
    async list(): Promise<void> {
      const asked = owner.value;
      if (!asked) return;
      await attempt(async () => {
        if (!(await ports.requestOrigins([iamOrigin(asked.partition)]))) throw failure('iamWithheld');
        const devices = (await ports.ask('mfaDevices', key(asked))).map((device): ListedDevice => {
          const checked = checkMfaSerial(device.serial, asked);
          return 'problem' in checked ? { ...device, problem: checked.problem } : device;
        });
        found.value = { owner: asked, devices };
        const [only, ...more] = devices.filter(({ problem }) => problem === undefined);
        if (only && more.length === 0 && asked === owner.value) mfaSerial.type(only.serial);
      });
    },
  };
}

export type DeviceList = ReturnType<typeof createDeviceList>;
