import { computed, signal } from '@preact/signals';
import { failureData } from '../core/failure.js';
import { type Choice, chosen, usualTicks } from '../core/importChoice.js';
import { type KeyAnswer, type KeyToAsk, keysToAsk, planImport } from '../core/importing.js';
import type { ImportPlan } from '../core/importPlan.js';
import type { Catalogue } from '../core/catalogue.js';
import { isVaultFile } from '../core/vault/changing.js';
import { planVaultFile } from '../core/vaultFile.js';
import { createAttempts } from './attempt.js';
import { type ImportedText, type PlacedProblem, readFiles, type ReadFiles } from './importedFiles.js';
import type { OptionsPorts } from './ports.js';

/** What an import would do, and what is to be said of it. */
export interface ImportPreview {
  readonly plan: ImportPlan;
  /** As it was when it was planned. */
  readonly catalogue: Catalogue;
  readonly formats: ReadFiles['formats'];
  readonly problems: readonly PlacedProblem[];
}

/** What came of it. */
export interface Imported {
  readonly added: number;
  readonly changed: number;
  readonly choice: Choice;
}

type ImportPorts = Pick<OptionsPorts, 'ask' | 'newId' | 'readCatalogue' | 'openVaultFile'>;

async function ownerOf(ports: ImportPorts, { accessKeyId, secretAccessKey, stsRegion }: KeyToAsk): Promise<KeyAnswer> {
  try {
    return { owner: await ports.ask('checkKey', { accessKeyId, secretAccessKey, stsRegion }) };
  } catch (thrown) {
    return { refused: failureData(thrown) };
  }
}

async function previewOf(ports: ImportPorts, texts: readonly ImportedText[]): Promise<ImportPreview> {
  const { profiles, formats, problems, place } = readFiles(texts);
  const catalogue = await ports.readCatalogue();
  const asked = keysToAsk(profiles, catalogue).value;
  const answers = await Promise.all(asked.map(async (key) => [key.accessKeyId, await ownerOf(ports, key)] as const));
  const plan = planImport(profiles, new Map(answers), catalogue, ports.newId);
  const all = [...problems, ...plan.problems].sort((one, other) => one.line - other.line);
  return { plan: plan.value, catalogue, formats, problems: all.map(place) };
}

async function previewOfVault(ports: ImportPorts, text: string, passphrase: string): Promise<ImportPreview> {
  const content = await ports.openVaultFile(text, passphrase);
  const catalogue = await ports.readCatalogue();
  const { value: plan, problems } = planVaultFile(content, catalogue, ports.newId);
  return { plan, catalogue, formats: [], problems: problems.map((problem) => ({ problem })) };
}

/** Reads other tools' files: what was pasted is read at once and kept nowhere; nothing happens before `apply`. */
export function createImport(ports: ImportPorts, applied: (done: Imported) => void) {
  const preview = signal<ImportPreview | undefined>(undefined);
  /** The keys of the rows that are to be done. */
  const ticks = signal<ReadonlySet<string>>(new Set());
  /** The text of a vault's file that waits for its passphrase. */
  const sealed = signal<string | undefined>(undefined);
  const done = signal<Imported | undefined>(undefined);
  const { busy, failure, attempt } = createAttempts();
  const choice = computed(() => preview.value && chosen(preview.value.plan, ticks.value, preview.value.catalogue));

  /** Shows what is planned, with its usual ticks. */
  function show(next: ImportPreview): void {
    done.value = undefined;
    ticks.value = usualTicks(next.plan);
    preview.value = next;
  }

  return {
    preview, ticks, sealed, busy, failure, done, choice, show,
    read: (texts: readonly ImportedText[]) => attempt(async () => {
      const [only, ...others] = texts;
      if (only && others.length === 0 && isVaultFile(only.text)) sealed.value = only.text;
      else show(await previewOf(ports, texts));
    }),
    /** Opens the vault's file that waits. */
    open: (passphrase: string) => attempt(async () => {
      if (sealed.value === undefined) return;
      show(await previewOfVault(ports, sealed.value, passphrase));
      sealed.value = undefined;
    }),
    tick(keys: readonly string[], on: boolean): void {
      const next = new Set(ticks.value);
      for (const key of keys) if (on) next.add(key); else next.delete(key);
      ticks.value = next;
    },
    discard(): void {
      preview.value = undefined;
      sealed.value = undefined;
      failure.value = undefined;
    },
    apply: () => attempt(async () => {
      const plan = preview.value?.plan;
      if (!plan) return;
      // What was changed in another tab meanwhile stays: the rows are put into the catalogue as it is now.
      const now = chosen(plan, ticks.value, await ports.readCatalogue());
      const { added, identities, roles, rules } = now.batch;
      await ports.ask('importAll', { added: [...added], identities: [...identities], roles: [...roles], rules: [...rules] });
      const news = plan.rows.filter(({ what, key }) => (what === 'role' || what === 'rule' || what === 'identity') && ticks.value.has(key));
      const total = added.length + identities.length + roles.length + rules.length;
      const count = news.length - now.waiting.filter(({ what }) => what === 'role').length;
      done.value = { added: count, changed: total - count, choice: now };
      preview.value = undefined;
      applied(done.value);
    }),
  };
}

export type Import = ReturnType<typeof createImport>;
