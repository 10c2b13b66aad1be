import type * as v from 'valibot';
import { roleArn } from './arn.js';
import type { Catalogue, Role } from './catalogue.js';
import type { colourRuleSchema } from './catalogueSchema.js';

export const ruleSubjects = ['role', 'account', 'region'] as const;
export type RuleSubject = (typeof ruleSubjects)[number];

/** Says once what colour, and what word, many roles have. */
export type ColourRule = v.InferOutput<typeof colourRuleSchema>;

/** The most rules that a catalogue may have. */
export const rulesMost = 200;

/** Whether a text fits a pattern. Stars are matched one after the other, so that no pattern takes long. */
export function fits(pattern: string, text: string): boolean {
  const parts = pattern.trim().toLowerCase().split('*');
  const whole = text.toLowerCase();
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return whole === first;
  if (whole.length < first.length + last.length || !whole.startsWith(first) || !whole.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = whole.indexOf(part, at);
    if (found < 0 || found + part.length > whole.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

/** What of a role a rule looks at. */
type Described = Pick<Role, 'name' | 'accountName' | 'arn' | 'region'>;

/** The texts of a role that a rule may be held against, by what the rule looks at. */
export function subjectsOf({ name, accountName, arn, region }: Described): Readonly<Record<RuleSubject, readonly string[]>> {
  const { accountId, roleName } = roleArn(arn);
  return { role: [name, roleName], account: [accountId, ...(accountName === undefined ? [] : [accountName])], region: [region] };
}

/** Says of each rule whether it fits a role. */
function fitting(role: Described): (rule: ColourRule) => boolean {
  const subjects = subjectsOf(role);
  return ({ on, pattern }) => subjects[on].some((text) => fits(pattern, text));
}

/** The first rule that fits a role. */
export function ruleFor(rules: readonly ColourRule[], role: Described): ColourRule | undefined {
  return rules.length === 0 ? undefined : rules.find(fitting(role));
}

/** All rules that fit a role. */
export function rulesFitting(rules: readonly ColourRule[], role: Described): ColourRule[] {
  return rules.length === 0 ? [] : rules.filter(fitting(role));
}

/** A role as it is shown: in the colour of the rule that fits it, or else in its own. */
export function inItsColour(role: Role, rules: readonly ColourRule[]): Role {
  const rule = ruleFor(rules, role);
  return rule ? { ...role, colour: rule.colour } : role;
}

/** The catalogue as it is shown. */
export function inItsColours(catalogue: Catalogue): Catalogue {
  return { ...catalogue, roles: catalogue.roles.map((role) => inItsColour(role, catalogue.rules)) };
}
