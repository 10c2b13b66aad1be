import type { Catalogue } from '../../../src/core/catalogue.js';
import { chosen, usualTicks } from '../../../src/core/importChoice.js';
import { withImport } from '../../../src/core/importApplying.js';
import { type KeyAnswer, planImport } from '../../../src/core/importing.js';
import type { ImportPlan } from '../../../src/core/importPlan.js';
import type { Profiles } from '../../../src/core/profiles.js';
import { catalogueOf, counted, roleNamed } from '../scenario.js';

export const prod = roleNamed('prod-admin', { accountName: 'Acme Prod', colour: '#c62828', arn: 'arn:aws:iam::222222222222:role/prod-admin' });
export const dev = roleNamed('dev');
export const here: Catalogue = { ...catalogueOf([prod, dev]), rules: [{ id: 'rule-dev', on: 'role', pattern: 'dev*', colour: '#2e7d32' }] };

export type Texts = Readonly<Record<string, string | readonly string[]>>;
export const at = (text: string, line = 1) => ({ text, line });
/** A role's profile from plain texts; `from` is its source. */
export const roleProfile = ({ profile = '', arn = '', from = 'alice', tags = [], ...more }: Texts, line = 1) => ({
  profile: String(profile), line, roleArn: at(String(arn), line), sourceProfile: at(String(from), line),
  ...(tags.length > 0 ? { tags: [...tags].map((tag) => at(tag, line)) } : {}),
  ...Object.fromEntries(Object.entries(more).map(([key, text]) => [key, at(String(text), line)])),
});
export const rolesOnly = (...roles: readonly Texts[]): Profiles => ({ keys: [], roles: roles.map((role, index) => roleProfile(role, index + 1)) });
export const plan = (profiles: Profiles, catalogue = here, answers = new Map<string, KeyAnswer>()): ImportPlan =>
  planImport(profiles, answers, catalogue, counted()).value;

export const apply = (of: ImportPlan, ticks: ReadonlySet<string>, catalogue = here): Catalogue => withImport(catalogue, chosen(of, ticks, catalogue).batch);
export const withoutTicks = (of: ImportPlan, catalogue = here): Catalogue => apply(of, usualTicks(of), catalogue);
export const withAll = (of: ImportPlan, catalogue = here): Catalogue => apply(of, new Set(of.rows.map(({ key }) => key)), catalogue);
export const cautions = ({ rows }: ImportPlan) => rows.map(({ what, caution }) => `${what} ${caution ?? '-'}`);
