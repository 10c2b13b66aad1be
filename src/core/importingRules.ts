import type { Checked } from './arn.js';
import type { Catalogue, Role } from './catalogue.js';
import { type ColourRule, fits, ruleFor, rulesMost, type RuleSubject, ruleSubjects, subjectsOf } from './colourRules.js';
import { checkName } from './fields.js';
import { checkGuard } from './guard.js';
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
    const guard = profile.guard && noting(problems, profile.guard, checkGuard(profile.guard.text));
    if (on === undefined || pattern === undefined || colour === undefined || (profile.label && label === undefined) || (profile.guard && !guard)) return [];
    return [{ on, pattern, colour, ...(label === undefined ? {} : { label }), ...(guard ? { guard } : {}) }];
  });
}

/** Tells one rule from another. */
export const ruleKey = ({ on, pattern }: Pick<ColourRule, 'on' | 'pattern'>): string => `${on} ${pattern.trim().toLowerCase()}`;

/** A present role as it is, or as the import would make it: what it is by now is what counts for its look. */
interface Candidate {
  readonly name: string;
  readonly now: Pick<ColourRule, 'colour' | 'label'>;
  readonly subjects: ReturnType<typeof subjectsOf>;
  /** The present rule that fits it. */
  readonly rule: ColourRule | undefined;
}

function candidatesOf({ roles, rules }: Catalogue, changed: readonly Role[]): Candidate[] {
  const later = new Map(changed.map((role) => [role.id, role]));
  return roles.flatMap((role) => {
    const rule = ruleFor(rules, role);
    const as = (version: Role, fitting: ColourRule | undefined): Candidate =>
      ({ name: role.name, now: rule ?? { colour: role.colour }, subjects: subjectsOf(version), rule: fitting });
    const next = later.get(role.id);
    return next && next !== role ? [as(role, rule), as(next, ruleFor(rules, next))] : [as(role, rule)];
  });
}

/** Which of the present roles would look another way than they do. */
function recoloured(rule: ColourRule, candidates: readonly Candidate[]): string[] {
  const names = candidates.filter(({ subjects, now }) =>
    (now.colour !== rule.colour || now.label !== rule.label) && subjects[rule.on].some((text) => fits(rule.pattern, text)));
  return [...new Set(names.map(({ name }) => name))];
}

/** A change of what guards roles counts more than one of their look. */
const cautionFor = (recolours: readonly string[], guards = false) =>
  ({ recolours, ...(guards ? { caution: 'access' as const } : recolours.length > 0 ? { caution: 'recolours' as const } : {}) });

/**
 * The rows of a text's rules. New ones come after those that are there, so that they colour only what none of those fits.
 * `changed` are the present roles as the import would make them.
 */
export function ruleRows(
  profiles: readonly RuleProfile[], catalogue: Catalogue, changed: readonly Role[], newId: () => string, problems: Problem[],
): { rows: ImportRow[]; known: number } {
  const present = new Map(catalogue.rules.map((rule) => [ruleKey(rule), rule]));
  const wanted = new Map(wantedRules(profiles, problems).map((rule) => [ruleKey(rule), rule]));
  const rows: ImportRow[] = [];
  if (wanted.size === 0) return { rows, known: 0 };
  const candidates = candidatesOf(catalogue, changed);
  const free = candidates.filter(({ rule }) => !rule);
  let [known, count] = [0, catalogue.rules.length];
  for (const [key, rule] of wanted) {
    const before = present.get(key);
    const change = before && differing<ColourRule>(before, { colour: rule.colour, ...(rule.label === undefined ? {} : { label: rule.label }), ...(rule.guard ? { guard: rule.guard } : {}) });
    if (before && change && Object.keys(change).length === 0) known += 1;
    else if (before && change) {
      const own = candidates.filter((candidate) => candidate.rule?.id === before.id);
      rows.push({ key: `rule ${before.id}`, what: 'ruleChange', before, change, ...cautionFor(recoloured(withChange(before, change), own), 'guard' in change) });
    } else if (count < rulesMost) {
      count += 1;
      const fresh = { id: newId(), ...rule };
      rows.push({ key: `rule ${fresh.id}`, what: 'rule', rule: fresh, ...cautionFor(recoloured(fresh, free)) });
    } else problems.push(problemAt(profiles[0] ?? { line: 1 }, 'rulesTooMany', { most: String(rulesMost) }));
  }
  return { rows, known };
}
