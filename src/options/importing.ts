import { signal } from '@preact/signals';
import type { Catalogue } from '../core/catalogue.js';
import { type FailureData, failureData } from '../core/failure.js';
import { type ImportPlan, type KeyAnswer, type KeyToAsk, keysToAsk, planImport } from '../core/importing.js';
import type { Parsed } from '../core/problems.js';
import { readAwsConfig } from '../formats/awsConfig.js';
import type { OptionsPorts } from './ports.js';

/** Reads other tools' files: what was pasted is read at once and kept nowhere; nothing happens before `apply`. */
export function createImport(ports: Pick<OptionsPorts, 'ask' | 'newId' | 'readCatalogue'>, applied: (plan: ImportPlan) => void) {
  const preview = signal<Parsed<ImportPlan> | undefined>(undefined);
  const busy = signal(false);
  const failure = signal<FailureData | undefined>(undefined);

  async function ownerOf({ accessKeyId, secretAccessKey, stsRegion }: KeyToAsk): Promise<KeyAnswer> {
    try {
      return { owner: await ports.ask('checkKey', { accessKeyId, secretAccessKey, stsRegion }) };
    } catch (thrown) {
      return { refused: failureData(thrown) };
    }
  }

  async function planFor(text: string): Promise<Parsed<ImportPlan>> {
    const { value: profiles, problems } = readAwsConfig(text);
    const catalogue: Catalogue = await ports.readCatalogue();
    const asked = keysToAsk(profiles, catalogue).value;
    const answers = await Promise.all(asked.map(async (key) => [key.profile, await ownerOf(key)] as const));
    const plan = planImport(profiles, new Map(answers), catalogue, ports.newId);
    return { value: plan.value, problems: [...problems, ...plan.problems].sort((one, other) => one.line - other.line) };
  }

  /** Runs one thing at a time and shows what goes wrong with it. */
  async function alone(run: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    failure.value = undefined;
    try {
      await run();
    } catch (thrown) {
      failure.value = failureData(thrown);
    } finally {
      busy.value = false;
    }
  }

  return {
    preview, busy, failure,
    read: (text: string) => alone(async () => { preview.value = await planFor(text); }),
    discard(): void { preview.value = undefined; },
    apply: () => alone(async () => {
      const plan = preview.value?.value;
      if (!plan) return;
      await ports.ask('importAll', { identities: [...plan.identities], roles: [...plan.roles] });
      preview.value = undefined;
      applied(plan);
    }),
  };
}

export type Import = ReturnType<typeof createImport>;
