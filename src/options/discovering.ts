import { computed, signal } from '@preact/signals';
import type { Checked } from '../core/arn.js';
import { type Catalogue, type Source, withRole } from '../core/catalogue.js';
import { findChain } from '../core/chain.js';
import { checkRoleNames, proposeRoles } from '../core/discovery.js';
import { failure } from '../core/failure.js';
import { digitsOf } from '../core/fields.js';
import { type RowOf, rowsOf } from '../core/importPlan.js';
import { organizationsHost } from '../core/partitions.js';
import { roleTried } from '../core/triedRole.js';
import { createAttempts } from './attempt.js';
import { codeWanted, identityOf, type Sessions } from './checkingUp.js';
import { allSound, type FormField, formField } from './formField.js';
import { createImport, type Import, type Imported, type ImportPreview } from './importing.js';
import type { OptionsPorts } from './ports.js';
import { checkSource, sourceText } from './roleForm.js';
import { createTries, type Tries } from './tryingRoles.js';

type Ports = Pick<OptionsPorts, 'ask' | 'newId' | 'readOwnCatalogue' | 'openVaultFile' | 'requestOrigins' | 'mfaSessions' | 'now' | 'wait'>;

/** What AWS gives the role that it makes in each account of an organization (AWS Organizations User Guide). */
const usualName = 'OrganizationAccountAccessRole';

function checkLister(text: string): Checked<Source> {
  const checked = checkSource(text);
  return 'value' in checked && checked.value.kind === 'role' ? checked : { problem: 'sourceMissing' };
}

function valueIn<T>(checked: Checked<T>): T | undefined {
  return 'value' in checked ? checked.value : undefined;
}

/** The identity that a chosen source is reached from. */
function startOf(catalogue: Catalogue, chosen: string): Source | undefined {
  const source = valueIn(checkSource(chosen));
  const identity = source && identityOf(catalogue, source);
  return identity && { kind: 'identity', id: identity.id };
}

/** Who lists, what is looked for, and from whom it is to be assumed: the lister's own identity unless the person says otherwise. */
function createFields(catalogue: () => Catalogue) {
  const source = formField(checkSource);
  const lister = formField(checkLister);
  return {
    source, names: formField(checkRoleNames, usualName),
    lister: {
      ...lister,
      type(text: string): void {
        lister.type(text);
        const start = startOf(catalogue(), text);
        if (start) source.type(sourceText(start));
      },
    },
  };
}

/** The code of whoever is to act next: the lister, or the source once there is something to try. */
function createCode(ports: Pick<Ports, 'mfaSessions' | 'now'>, catalogue: () => Catalogue, acting: () => Source | undefined) {
  const text = signal('');
  const sessions = signal<Sessions>({});
  const wanted = computed(() => {
    const of = acting();
    const code = of && codeWanted(catalogue(), sessions.value, of, ports.now());
    return code?.needed ? code : undefined;
  });
  return {
    text, wanted,
    /** The code as it is sent, once. Throws `codeMalformed` for one that is not whole. */
    take(): string {
      if (text.value !== '' && text.value.length !== 6) throw failure('codeMalformed');
      const sent = wanted.value ? text.value : '';
      text.value = '';
      return sent;
    },
    follow(): () => void {
      void ports.mfaSessions.get().then((now) => { sessions.value = now; });
      return ports.mfaSessions.watch((now) => { sessions.value = now; });
    },
  };
}

interface Looking {
  readonly by: Source;
  readonly patterns: readonly string[];
  readonly from: Source;
}

/** Has the accounts listed, and proposes roles. The browser is asked for access first, before anything is waited for. */
async function previewOf(ports: Ports, catalogue: Catalogue, { by, patterns, from }: Looking, takeCode: () => string) {
  const { partition } = findChain(catalogue, by.id).identity;
  // Whatever is found could not be assumed from a source that leads nowhere, or from another partition.
  findChain(withRole(catalogue, roleTried(`arn:${partition}:iam::000000000000:role/any`, from)), 'tried');
  const host = organizationsHost(partition);
  const origins = [`https://${host}/*`];
  if (!(await ports.requestOrigins(origins))) throw failure('unreachable', { host }, { origins });
  const code = takeCode();
  const { accounts } = await ports.ask('discoverAccounts', { roleId: by.id, ...(code === '' ? {} : { code }) });
  const now = await ports.readOwnCatalogue();
  const plan = proposeRoles({ accounts, patterns, partition, source: from }, now, ports.newId);
  const preview: ImportPreview = { plan, catalogue: now, formats: [], problems: [] };
  return { preview, counts: { count: accounts.length, closed: accounts.filter(({ active }) => !active).length } };
}

/** Finds roles in an organization: lists its accounts, proposes roles, tries them, and adds those that are ticked, as an import. */
export function createDiscovery(ports: Ports, catalogue: () => Catalogue, applied: (done: Imported) => void) {
  const fields = createFields(catalogue);
  const { lister, names, source } = fields;
  const imports = createImport(ports, (done) => {
    tries.stop();
    applied(done);
  });
  const tries = createTries(ports);
  const found = signal({ count: 0, closed: 0 });
  const { busy, failure: wrong, attempt } = createAttempts();
  // A role that is tried is never assumed with a code of its own, so that the code is its source's identity's.
  const code = createCode(ports, catalogue, () => (imports.preview.value ? startOf(catalogue(), source.text.value) : valueIn(checkLister(lister.text.value))));

  async function list(): Promise<void> {
    const [by, patterns, from] = [lister.check(), names.check(), source.check()];
    if (!by || !patterns || !from) return;
    const { preview, counts } = await previewOf(ports, catalogue(), { by, patterns, from }, code.take);
    tries.clear();
    found.value = counts;
    imports.show(preview);
  }

  return {
    ...fields, imports, tries, code, found, busy, failure: wrong,
    from: computed(() => valueIn(checkSource(source.text.value))),
    ...createTrying({ source, imports, tries, code, attempt }),
    follow(): () => void {
      const end = code.follow();
      return () => {
        tries.stop();
        end();
      };
    },
    typeCode(text: string): void {
      code.text.value = digitsOf(text);
      wrong.value = undefined;
    },
    /** Must be called straight from a click, because the browser is asked for access. */
    async list(): Promise<void> {
      if (allSound([lister, names, source])) await attempt(list);
    },
    discard(): void {
      tries.stop();
      imports.discard();
    },
  };
}

interface Trying {
  readonly source: FormField<Source>;
  readonly imports: Import;
  readonly tries: Tries;
  readonly code: { take(): string };
  readonly attempt: (run: () => Promise<unknown>) => Promise<boolean>;
}

/** Trying what is ticked, and ticking what works. */
function createTrying({ source, imports, tries, code, attempt }: Trying) {
  const rows = (): RowOf<'role'>[] => rowsOf(imports.preview.value?.plan ?? { rows: [], known: 0 }, 'role');
  const ticked = (key: string): boolean => imports.ticks.value.has(key);
  return {
    /** Tries those that are ticked and were not tried yet, or all that are ticked once more. */
    tryEach: () => attempt(async () => {
      const from = source.check();
      if (!from) return;
      const all = rows().filter(({ key }) => ticked(key));
      const left = all.filter(({ key }) => !tries.tried.value.has(key));
      await tries.run(left.length > 0 ? left : all, from, code.take(), ticked);
    }),
    /** Ticks what works, and nothing else. */
    tickWorking(): void {
      const works = (key: string): boolean => tries.tried.value.get(key) === 'works';
      const keys = rows().map(({ key }) => key);
      imports.tick(keys.filter((key) => !works(key)), false);
      imports.tick(keys.filter(works), true);
    },
  };
}

export type Discovery = ReturnType<typeof createDiscovery>;
