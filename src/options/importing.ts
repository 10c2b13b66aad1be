import { signal } from '@preact/signals';
import type { Catalogue } from '../core/catalogue.js';
import { failureData } from '../core/failure.js';
import { type ImportPlan, type KeyAnswer, type KeyToAsk, keysToAsk, planImport } from '../core/importing.js';
import type { Parsed } from '../core/problems.js';
import { isVaultFile } from '../core/vault/changing.js';
import { planVaultFile } from '../core/vaultFile.js';
import { readAwsConfig } from '../formats/awsConfig.js';
import { createAttempts } from './attempt.js';
import type { OptionsPorts } from './ports.js';

/** Reads other tools' files: what was pasted is read at once and kept nowhere; nothing happens before `apply`. */
export function createImport(ports: Pick<OptionsPorts, 'ask' | 'newId' | 'readCatalogue' | 'openVaultFile'>, applied: (plan: ImportPlan) => void) {
  const preview = signal<Parsed<ImportPlan> | undefined>(undefined);
  /** The text of a vault's file that waits for its passphrase. */
  const sealed = signal<string | undefined>(undefined);
  const { busy, failure, attempt } = createAttempts();

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

  async function planForFile(text: string, passphrase: string): Promise<Parsed<ImportPlan>> {
    const content = await ports.openVaultFile(text, passphrase);
    return planVaultFile(content, await ports.readCatalogue(), ports.newId);
  }

  return {
    preview, sealed, busy, failure,
    read: (text: string) => attempt(async () => {
      if (isVaultFile(text)) sealed.value = text;
      else preview.value = await planFor(text);
    }),
    /** Opens the vault's file that waits. */
    open: (passphrase: string) => attempt(async () => {
      if (sealed.value === undefined) return;
      preview.value = await planForFile(sealed.value, passphrase);
      sealed.value = undefined;
    }),
    discard(): void {
      preview.value = undefined;
      sealed.value = undefined;
    },
    apply: () => attempt(async () => {
      const plan = preview.value?.value;
      if (!plan) return;
      await ports.ask('importAll', { identities: [...plan.identities], roles: [...plan.roles] });
      preview.value = undefined;
      applied(plan);
    }),
  };
}

export type Import = ReturnType<typeof createImport>;
