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

/** The colour rules: what is on screen is what is stored, after each change. */
export function createRules(ports: Pick<OptionsPorts, 'ask' | 'newId'>, catalogue: () => Catalogue, changed: () => void) {
  const on = signal<RuleSubject>('role');
  const pattern = formField(checkPattern);
  const label = formField(optional((text) => checkName(text)));
  const colour = signal<string>(palette[0]?.hex ?? '');
  const guard = createGuardForm();
  const { busy, failure, attempt } = createAttempts();

  const save = async (rules: readonly ColourRule[]): Promise<void> => {
    if (await attempt(() => ports.ask('saveRules', { rules: [...rules] }))) changed();
  };

  return {
    on, pattern, label, colour, guard, busy, failure,

    /** How many roles a rule colours: those that no rule before it fits. */
    count: ({ id }: ColourRule): number => {
      const { roles, rules } = catalogue();
      return roles.filter((role) => ruleFor(rules, role)?.id === id).length;
    },

    async add(): Promise<void> {
      const [text, word, minutes, guards] = [pattern.check(), label.check(), guard.closeAfter.check(), guard.guard()];
      if (text === undefined || word === undefined || minutes === undefined) return;
      const rule = {
        id: ports.newId(), on: on.value, pattern: text, colour: colour.value, ...(word === '' ? {} : { label: word }), ...(guards ? { guard: guards } : {}),
      };
      await save([...catalogue().rules, rule]);
      if (failure.value) return;
      pattern.type('');
      label.type('');
      guard.clear();
    },

    remove: ({ id }: ColourRule) => save(catalogue().rules.filter((rule) => rule.id !== id)),

    /** Puts a rule before the one above it. */
    up({ id }: ColourRule): Promise<void> {
      const rules = [...catalogue().rules];
      const at = rules.findIndex((rule) => rule.id === id);
      const [rule] = rules.splice(at, 1);
      if (rule && at > 0) rules.splice(at - 1, 0, rule);
      return at > 0 ? save(rules) : Promise.resolve();
    },
  };
}

export type Rules = ReturnType<typeof createRules>;
