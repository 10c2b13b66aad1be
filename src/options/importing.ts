import { computed, signal } from '@preact/signals';
import { failureData } from '../core/failure.js';
import { type Choice, chosen, usualTicks } from '../core/importChoice.js';
import { type KeyAnswer, type KeyToAsk, keysToAsk, planImport } from '../core/importing.js';
import { sinceAgreed, withEmptied } from '../core/importSince.js';
import type { ImportPlan } from '../core/importPlan.js';
import type { Catalogue } from '../core/catalogue.js';
import { emptiedIn, type Gone, goneFrom } from '../core/syncText.js';
import { isVaultFile } from '../core/vault/changing.js';
import { planVaultFile } from '../core/vaultFile.js';
import { printJson } from '../formats/printing.js';
import { createAttempts } from './attempt.js';
import { type ImportedText, type PlacedProblem, readFiles, type ReadFiles } from './importedFiles.js';
import type { OptionsPorts } from './ports.js';
import type { Incoming } from './syncing.js';

/** What an import would do, and what is to be said of it. */
export interface ImportPreview {
  readonly plan: ImportPlan;
  /** As it was when it was planned. */
  readonly catalogue: Catalogue;
  readonly formats: ReadFiles['formats'];
  readonly problems: readonly PlacedProblem[];
  /** What another computer wrote to the browser's sync, and what is here and no longer in it. */
  readonly synced?: { readonly incoming: Incoming; readonly gone: Gone };
}

/** What came of it. */
export interface Imported {
  readonly added: number;
  readonly changed: number;
  readonly choice: Choice;
}

type ImportPorts = Pick<OptionsPorts, 'ask' | 'newId' | 'readOwnCatalogue' | 'openVaultFile'>;

async function ownerOf(ports: ImportPorts, { accessKeyId, secretAccessKey, stsRegion }: KeyToAsk): Promise<KeyAnswer> {
  try {
    return { owner: await ports.ask('checkKey', { accessKeyId, secretAccessKey, stsRegion }) };
  } catch (thrown) {
    return { refused: failureData(thrown) };
  }
}

async function previewOf(ports: ImportPorts, texts: readonly ImportedText[]): Promise<ImportPreview> {
  const { profiles, formats, problems, place } = readFiles(texts);
  const catalogue = await ports.readOwnCatalogue();
  const asked = keysToAsk(profiles, catalogue).value;
  const answers = await Promise.all(asked.map(async (key) => [key.accessKeyId, await ownerOf(ports, key)] as const));
  const plan = planImport(profiles, new Map(answers), catalogue, ports.newId);
  const all = [...problems, ...plan.problems].sort((one, other) => one.line - other.line);
  return { plan: plan.value, catalogue, formats, problems: all.map(place) };
}

async function previewOfVault(ports: ImportPorts, text: string, passphrase: string): Promise<ImportPreview> {
  const content = await ports.openVaultFile(text, passphrase);
  const catalogue = await ports.readOwnCatalogue();
  const { value: plan, problems } = planVaultFile(content, catalogue, ports.newId);
  return { plan, catalogue, formats: [], problems: problems.map((problem) => ({ problem })) };
}

/** What another computer's catalogue would change, and not what was changed here since both had the same. */
async function previewOfSync(ports: ImportPorts, incoming: Incoming): Promise<ImportPreview> {
  const { agreed, text } = incoming;
  const preview = await previewOf(ports, [{ text }]);
  const { catalogue } = preview;
  if (agreed === '') return { ...preview, synced: { incoming, gone: { roles: [], rules: [] } } };
  const plan = withEmptied(preview.plan, emptiedIn(agreed, text), catalogue);
  const here = await previewOf(ports, [{ text: agreed }]);
  return { ...preview, plan: sinceAgreed(plan, here.plan), synced: { incoming, gone: goneFrom(agreed, text, printJson(catalogue)) } };
}

function importedBy({ rows }: ImportPlan, ticks: ReadonlySet<string>, choice: Choice): Imported {
  const { added, identities, roles, rules } = choice.batch;
  const news = rows.filter(({ what, key }) => (what === 'role' || what === 'rule' || what === 'identity') && ticks.has(key));
  const total = added.length + identities.length + roles.length + rules.length;
  const count = news.length - choice.waiting.filter(({ what }) => what === 'role').length;
  return { added: count, changed: total - count, choice };
}

function createSignals() {
  return {
    preview: signal<ImportPreview | undefined>(undefined),
    /** The keys of the rows that are to be done. */
    ticks: signal<ReadonlySet<string>>(new Set()),
    /** The text of a vault's file that waits for its passphrase. */
    sealed: signal<string | undefined>(undefined),
    done: signal<Imported | undefined>(undefined),
  };
}

/** Reads other tools' files: what was pasted is read at once and kept nowhere; nothing happens before `apply`. */
export function createImport(ports: ImportPorts, applied: (done: Imported, preview: ImportPreview) => void) {
  const { preview, ticks, sealed, done } = createSignals();
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
    /** Shows what the browser's sync has brought, and says whether there is anything to be ticked. */
    async showSynced(incoming: Incoming): Promise<{ readonly differs: boolean }> {
      const next = await previewOfSync(ports, incoming);
      show(next);
      return { differs: next.plan.rows.length > 0 };
    },
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
      const shown = preview.value;
      if (!shown) return;
      const { plan } = shown;
      // What was changed in another tab meanwhile stays: the rows are put into the catalogue as it is now.
      const now = chosen(plan, ticks.value, await ports.readOwnCatalogue());
      const { added, identities, roles, rules } = now.batch;
      await ports.ask('importAll', { added: [...added], identities: [...identities], roles: [...roles], rules: [...rules] });
      done.value = importedBy(plan, ticks.value, now);
      preview.value = undefined;
      applied(done.value, shown);
    }),
  };
}

export type Import = ReturnType<typeof createImport>;
