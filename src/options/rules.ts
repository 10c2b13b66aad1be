import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Catalogue } from '../core/catalogue.js';
import { type ColourRule, ruleFor, type RuleSubject } from '../core/colourRules.js';
import { palette } from '../core/colours.js';
import { createAttempts } from './attempt.js';
import { checkName } from '../core/fields.js';
import { same } from '../core/same.js';
import type { Checked } from '../core/arn.js';
import { editsOf, formField, optional } from './formField.js';
import { createGuardForm } from './guardForm.js';
import type { OptionsPorts } from './ports.js';

const checkPattern = (text: string): Checked<string> => (text.trim() === '' ? { problem: 'patternMissing' } : checkName(text));

/** The fields of one rule. */
function createRuleForm() {
  const on = signal<RuleSubject>('role');
  const pattern = formField(checkPattern);
  const label = formField(optional((text) => checkName(text)));
  const colour = signal<string>(palette[0]?.hex ?? '');
  const guard = createGuardForm();
  /** The rule that the form changes, as the form knows it; it makes a new one while there is none. */
  const editing = signal<ColourRule | undefined>(undefined);
  const values: Signal<unknown>[] = [on, pattern.text, label.text, colour, guard.confirm, guard.reason, guard.readOnlyFirst, guard.closeAfter.text];
  let edits = editsOf(values);

  function fill(rule?: ColourRule): void {
    editing.value = rule;
    on.value = rule?.on ?? on.value;
    pattern.type(rule?.pattern ?? '');
    label.type(rule?.label ?? '');
    colour.value = rule?.colour ?? colour.value;
    guard.fill(rule?.guard);
    edits = editsOf(values);
  }

  return {
    fields: { on, pattern, label, colour, guard, editing },
    fill,

    /**
     * Follows the rule that the form changes: where it was changed elsewhere, only what was typed is put over it, so that saving
     * reverts nothing else. Where it is gone, what was typed stays, for a new rule.
     */
    follow(rules: readonly ColourRule[]): void {
      const known = editing.value;
      const now = rules.find(({ id }) => id === known?.id);
      if (same(known, now)) return;
      if (!now && edits.isEdited()) {
        editing.value = undefined;
        return;
      }
      const typed = values.flatMap((field, at) => (edits.isEditedAt(at) ? [{ field, value: field.value }] : []));
      fill(now);
      for (const { field, value } of typed) field.value = value;
    },

    /** The rule as the form has it, once its fields are sound. */
    ruleOf(id: string): ColourRule | undefined {
      const [text, word, minutes, guards] = [pattern.check(), label.check(), guard.closeAfter.check(), guard.guard()];
      if (text === undefined || word === undefined || minutes === undefined) return undefined;
      return { id, on: on.value, pattern: text, colour: colour.value, ...(word === '' ? {} : { label: word }), ...(guards ? { guard: guards } : {}) };
    },
  };
}

/** The colour rules: what is on screen is what is stored, after each change. */
export function createRules(ports: Pick<OptionsPorts, 'ask' | 'newId'>, catalogue: ReadonlySignal<Catalogue>, changed: () => void) {
  const { fields, fill, follow, ruleOf } = createRuleForm();
  const { editing } = fields;
  const { busy, failure, attempt } = createAttempts();
  catalogue.subscribe(({ rules }) => follow(rules));

  const store = async (rules: readonly ColourRule[]): Promise<void> => {
    if (await attempt(() => ports.ask('saveRules', { rules: [...rules] }))) changed();
  };

  return {
    ...fields, busy, failure,
    /** Has the form change a rule. */
    edit: (rule: ColourRule) => fill(rule),
    cancel: () => fill(),

    /** How many roles a rule colours: those that no rule before it fits. */
    count: ({ id }: ColourRule): number => {
      const { roles, rules } = catalogue.value;
      return roles.filter((role) => ruleFor(rules, role)?.id === id).length;
    },

    /** Adds the rule of the form at the end, or puts it in the place of the one that it changes. */
    async save(): Promise<void> {
      const { rules } = catalogue.value;
      const known = editing.value?.id;
      const rule = ruleOf(known ?? ports.newId());
      if (!rule) return;
      await store(known === undefined ? [...rules, rule] : rules.map((each) => (each.id === known ? rule : each)));
      if (!failure.value) fill();
    },

    async remove({ id }: ColourRule): Promise<void> {
      const isShown = editing.value?.id === id;
      await store(catalogue.value.rules.filter((rule) => rule.id !== id));
      if (!failure.value && isShown) fill();
    },

    /** Puts a rule before the one above it. */
    up({ id }: ColourRule): Promise<void> {
      const rules = [...catalogue.value.rules];
      const at = rules.findIndex((rule) => rule.id === id);
      const [rule] = rules.splice(at, 1);
      if (rule && at > 0) rules.splice(at - 1, 0, rule);
      return at > 0 ? store(rules) : Promise.resolve();
    },
  };
}

export type Rules = ReturnType<typeof createRules>;
