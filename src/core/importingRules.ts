import type { Checked } from './arn.js';
import type { Catalogue, Role } from './catalogue.js';
import { type ColourRule, fits, ruleFor, rulesMost, type RuleSubject, ruleSubjects, subjectsOf } from './colourRules.js';
import { checkName } from './fields.js';
import { soundColour } from './importingSettings.js';
import { differing, type ImportRow, withChange } from './importPlan.js';
import { noting, type Problem, problemAt } from './problems.js';
import type { RuleProfile } from './profiles.js';

function subjectOf({ on }: RuleProfile, problems: Problem[]): RuleSubject | undefined {
  const subject = ruleSubjects.find((name) => name === on.text.trim());
  if (!subject) problems.push(problemAt(on, 'ruleSubjectUnknown', { subject: on.text }));
  return subject;
}

const checkPattern = (text: string): Checked<string> => (text.trim() === '' ? { problem: 'patternMissing' } : checkName(text));

const checkLabel = (text: string): Checked<string> => (text.trim() === '' ? { value: '' } : checkName(text));

type WantedRule = Omit<ColourRule, 'id'>;

/** The rules of a text that are sound: what makes one rule another is what it looks at, and its pattern. */
export function wantedRules(profiles: readonly RuleProfile[], problems: Problem[]): WantedRule[] {
  return profiles.flatMap((profile) => {
    const on = subjectOf(profile, problems);
    const pattern = noting(problems, profile.pattern, checkPattern(profile.pattern.text));
    const colour = soundColour(profile.colour, problems);
    const label = profile.label && noting(problems, profile.label, checkLabel(profile.label.text));
    if (on === undefined || pattern === undefined || colour === undefined || (profile.label && label === undefined)) return [];
    return [{ on, pattern, colour, ...(label === undefined ? {} : { label }) }];
  });
}

/** Tells one rule from another. */
export const ruleKey = ({ on, pattern }: Pick<ColourRule, 'on' | 'pattern'>): string => `${on} ${pattern.trim().toLowerCase()}`;

interface Candidate {
  readonly role: Role;
  readonly subjects: ReturnType<typeof subjectsOf>;
}

/** Which of the present roles would look another way than they do. */
function recoloured(rule: ColourRule, candidates: readonly Candidate[], now: (role: Role) => Pick<ColourRule, 'colour' | 'label'>): string[] {
  return candidates.filter(({ role, subjects }) =>
    subjects[rule.on].some((text) => fits(rule.pattern, text)) && (now(role).colour !== rule.colour || now(role).label !== rule.label))
    .map(({ role }) => role.name);
}

/** The rows of a text's rules. New ones come after those that are there, so that they colour only what none of those fits. */
export function ruleRows(
  profiles: readonly RuleProfile[], { roles, rules }: Catalogue, newId: () => string, problems: Problem[],
): { rows: ImportRow[]; known: number } {
  const present = new Map(rules.map((rule) => [ruleKey(rule), rule]));
  const wanted = new Map(wantedRules(profiles, problems).map((rule) => [ruleKey(rule), rule]));
  const rows: ImportRow[] = [];
  if (wanted.size === 0) return { rows, known: 0 };
  const fitting = new Map(roles.map((role) => [role.id, ruleFor(rules, role)]));
  const candidates = roles.map((role) => ({ role, subjects: subjectsOf(role) }));
  const free = candidates.filter(({ role }) => !fitting.get(role.id));
  let [known, count] = [0, rules.length];
  for (const [key, rule] of wanted) {
    const before = present.get(key);
    const change = before && differing<ColourRule>(before, { colour: rule.colour, ...(rule.label === undefined ? {} : { label: rule.label }) });
    if (before && change && Object.keys(change).length === 0) known += 1;
    else if (before && change) {
      const own = candidates.filter(({ role }) => fitting.get(role.id)?.id === before.id);
      const recolours = recoloured(withChange(before, change), own, () => before);
      rows.push({ key: `rule ${before.id}`, what: 'ruleChange', before, change, recolours, ...(recolours.length > 0 ? { caution: 'recolours' } : {}) });
    } else if (count < rulesMost) {
      count += 1;
      const fresh = { id: newId(), ...rule };
      const recolours = recoloured(fresh, free, ({ colour }) => ({ colour }));
      rows.push({ key: `rule ${fresh.id}`, what: 'rule', rule: fresh, recolours, ...(recolours.length > 0 ? { caution: 'recolours' } : {}) });
    } else problems.push(problemAt(profiles[0] ?? { line: 1 }, 'rulesTooMany', { most: String(rulesMost) }));
  }
  return { rows, known };
}
