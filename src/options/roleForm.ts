import { signal } from '@preact/signals';
import type { Checked } from '../core/arn.js';
import { parseRoleArn } from '../core/arnFields.js';
import { type Catalogue, type Role, sessionSecondsRange, type Source, withRole } from '../core/catalogue.js';
import { findChain } from '../core/chain.js';
import { type ColourRule, ruleFor } from '../core/colourRules.js';
import { parseColour, proposedColour } from '../core/colours.js';
import { isDestination } from '../core/destinations.js';
import { Failure, type FailureData, failureData } from '../core/failure.js';
import { checkExternalId, checkName, checkRegion, checkTags } from '../core/fields.js';
import { partitions } from '../core/partitions.js';
import { allSound, editsOf, formField, optional } from './formField.js';
import type { OptionsPorts } from './ports.js';
import { createSessionForm, sessionFieldsOf, type SessionForm, sessionSettings, sessionValues } from './sessionForm.js';

/** A source as a select's value: `identity <id>` or `role <id>`. */
export function sourceText({ kind, id }: Source): string {
  return `${kind} ${id}`;
}

/** Reads a select's value. */
export function checkSource(text: string): Checked<Source> {
  const [kind, id] = text.split(' ');
  return (kind === 'identity' || kind === 'role') && id ? { value: { kind, id } } : { problem: 'sourceMissing' };
}

function checkColour(text: string): Checked<string> {
  const colour = parseColour(text);
  return colour ? { value: colour } : { problem: 'colourMalformed' };
}

function checkDestination(text: string): Checked<string> {
  return isDestination(text) ? { value: text.trim() } : { problem: 'destinationMalformed' };
}

function createFields(catalogue: () => Catalogue, known: Role | undefined) {
  const [only, ...others] = catalogue().identities;
  const source = known?.source ?? (only && others.length === 0 ? { kind: 'identity' as const, id: only.id } : undefined);
  const taken = (): string[] => catalogue().roles.filter((role) => role.id !== known?.id).map(({ name }) => name);
  const arn = formField(parseRoleArn, known?.arn);
  const partition = () => {
    const parsed = parseRoleArn(arn.text.value);
    return 'value' in parsed ? parsed.value.partition : undefined;
  };
  return {
    arn,
    name: formField((text) => checkName(text, taken()), known?.name),
    accountName: formField(optional((text) => checkName(text)), known?.accountName),
    group: formField(optional((text) => checkName(text)), known?.group),
    tags: formField(checkTags, known?.tags?.join(', ')),
    colour: formField(checkColour, known?.colour),
    region: formField((text) => checkRegion(text, partition()), known?.region),
    destination: formField(checkDestination, known?.destination),
    source: formField(checkSource, source ? sourceText(source) : ''),
    externalId: formField(optional(checkExternalId), known?.externalId),
  };
}

type Fields = ReturnType<typeof createFields>;

/** The role that the form's fields make, once every one of them is sound. */
function roleFrom(fields: Fields, session: SessionForm, id: string, known: Role | undefined): Role | undefined {
  if (!allSound([...Object.values(fields), ...sessionFieldsOf(session)])) return undefined;
  const source = fields.source.check();
  const colour = fields.colour.check();
  const arn = fields.arn.check();
  const settings = arn && sessionSettings(session, arn.arn, known);
  if (!source || !colour || !arn || !settings) return undefined;
  const tags = fields.tags.check() ?? [];
  const text = (name: 'accountName' | 'group' | 'externalId'): string => fields[name].text.value.trim();
  return {
    id, name: fields.name.text.value.trim(), arn: arn.arn, colour, source,
    region: fields.region.text.value.trim().toLowerCase(), destination: fields.destination.text.value.trim(),
    ...(text('accountName') && { accountName: text('accountName') }),
    ...(text('group') && { group: text('group') }),
    ...(tags.length > 0 && { tags }),
    ...(text('externalId') && { externalId: text('externalId') }),
    ...settings,
  };
}

/** Fills in what an ARN suggests, where the person has not said anything yet. */
function fillFrom(fields: Fields, catalogue: Catalogue): void {
  const arn = fields.arn.check();
  if (!arn) return;
  const fill = (field: { text: { value: string }; type(text: string): void }, text: string): void => {
    if (field.text.value === '') field.type(text);
  };
  fill(fields.name, arn.roleName);
  fill(fields.colour, proposedColour(fields.name.text.value, catalogue.roles.length));
  fill(fields.region, partitions[arn.partition].defaultRegion);
}

/** The form for a new role, or for one that is known. `saved` is called with it once it is in the vault; its console may last `most` seconds. */
export function createRoleForm(
  ports: Pick<OptionsPorts, 'ask' | 'newId'>, catalogue: () => Catalogue, saved: (role: Role) => void, known?: Role,
  most: number = sessionSecondsRange.most,
) {
  const fields = createFields(catalogue, known);
  const session = createSessionForm(() => fields.arn.text.value, known, most);
  const saving = signal(false);
  const failure = signal<FailureData | undefined>(undefined);

  /** A role whose chain does not come to an identity is refused at its source. */
  function hasChain(role: Role): boolean {
    try {
      findChain(withRole(catalogue(), role), role.id);
      return true;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.data.kind === 'chainLoops') fields.source.problem.value = 'sourceLoops';
      else failure.value = failureData(thrown);
      return false;
    }
  }

  return {
    ...fields, ...session, saving, failure, isNew: known === undefined,
    edits: editsOf([...Object.values(fields).map(({ text }) => text), ...sessionValues(session)]),

    /** The colour rule that fits the role as the form has it. */
    ruleIn({ rules }: Catalogue): ColourRule | undefined {
      const { name, arn, accountName, region } = fields;
      const parsed = parseRoleArn(arn.text.value.trim());
      if (!('value' in parsed)) return undefined;
      return ruleFor(rules, { name: name.text.value, arn: parsed.value.arn, accountName: accountName.text.value, region: region.text.value });
    },

    leaveArn(): void {
      if (fields.arn.text.value !== '') fillFrom(fields, catalogue());
    },

    async save(): Promise<void> {
      if (saving.value) return;
      failure.value = undefined;
      fillFrom(fields, catalogue());
      const role = roleFrom(fields, session, known?.id ?? ports.newId(), known);
      if (!role || !hasChain(role)) return;
      saving.value = true;
      try {
        await ports.ask('saveRole', { role });
        saved(role);
      } catch (thrown) {
        failure.value = failureData(thrown);
      } finally {
        saving.value = false;
      }
    },
  };
}

export type RoleForm = ReturnType<typeof createRoleForm>;
