import { signal } from '@preact/signals';
import type { Catalogue } from '../core/catalogue.js';
import { type ColourRule, ruleFor, type RuleSubject } from '../core/colourRules.js';
import { palette } from '../core/colours.js';
import { createAttempts } from './attempt.js';
import { checkName } from '../core/fields.js';
import type { Checked } from '../core/arn.js';
import { formField, optional } from './formField.js';
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
  /** The id of the rule that the form changes; it makes a new one while there is none. */
  const editing = signal<string | undefined>(undefined);
  return {
    fields: { on, pattern, label, colour, guard, editing },

    fill(rule?: ColourRule): void {
      editing.value = rule?.id;
      on.value = rule?.on ?? on.value;
      pattern.type(rule?.pattern ?? '');
      label.type(rule?.label ?? '');
      colour.value = rule?.colour ?? colour.value;
      guard.fill(rule?.guard);
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
export function createRules(ports: Pick<OptionsPorts, 'ask' | 'newId'>, catalogue: () => Catalogue, changed: () => void) {
  const { fields, fill, ruleOf } = createRuleForm();
  const { editing } = fields;
  const { busy, failure, attempt } = createAttempts();

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
      const { roles, rules } = catalogue();
      return roles.filter((role) => ruleFor(rules, role)?.id === id).length;
    },

    /** Adds the rule of the form at the end, or puts it in the place of the one that it changes. */
    async save(): Promise<void> {
      const { rules } = catalogue();
      const known = rules.some(({ id }) => id === editing.value) ? editing.value : undefined;
      const rule = ruleOf(known ?? ports.newId());
      if (!rule) return;
      await store(known === undefined ? [...rules, rule] : rules.map((each) => (each.id === known ? rule : each)));
      if (!failure.value) fill();
    },

    async remove({ id }: ColourRule): Promise<void> {
      await store(catalogue().rules.filter((rule) => rule.id !== id));
      if (!failure.value && editing.value === id) fill();
    },

    /** Puts a rule before the one above it. */
    up({ id }: ColourRule): Promise<void> {
      const rules = [...catalogue().rules];
      const at = rules.findIndex((rule) => rule.id === id);
      const [rule] = rules.splice(at, 1);
      if (rule && at > 0) rules.splice(at - 1, 0, rule);
      return at > 0 ? store(rules) : Promise.resolve();
    },
  };
}

export type Rules = ReturnType<typeof createRules>;
