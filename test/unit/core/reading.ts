import type { Catalogue } from '../../../src/core/catalogue.js';
import { emptyCatalogue } from '../../../src/core/catalogue.js';
import type { Role } from '../../../src/core/catalogue.js';
import { type KeyAnswer, keysToAsk, planImport } from '../../../src/core/importing.js';
import { type ImportPlan, type NewIdentity, rowsOf } from '../../../src/core/importPlan.js';
import type { Parsed } from '../../../src/core/problems.js';
import { readAwsConfig } from '../../../src/formats/awsConfig.js';
import { counted, secret } from '../scenario.js';

const owners: Readonly<Record<string, string>> = { AKIAALICE0000EXAMPLE: 'alice', AKIABOB000000EXAMPLE: 'bob' };

/** What AWS answers about a key: whose it is, or that it does not know it. */
function ownerOf(accessKeyId: string, stsRegion: string): KeyAnswer {
  const userName = owners[accessKeyId];
  const partition = stsRegion.startsWith('us-gov-') ? 'aws-us-gov' as const : 'aws' as const;
  return userName ? { owner: { partition, accountId: '111111111111', userName } } : { refused: { kind: 'keyUnknown', values: {} } };
}

/** What a plan would add, beside its rows. */
export interface Added extends ImportPlan {
  readonly identities: readonly NewIdentity[];
  readonly roles: readonly Role[];
}

/** A plan, and what it would add. */
export function addedBy(plan: ImportPlan): Added {
  const identities = rowsOf(plan, 'identity').map(({ identity, secretAccessKey }) => ({ identity, secretAccessKey }));
  return { ...plan, identities, roles: rowsOf(plan, 'role').map(({ role }) => role) };
}

/** What importing a text would do, with AWS asked about its keys. */
export function planOf(text: string, catalogue: Catalogue = emptyCatalogue): Parsed<Added> & { asked: readonly string[] } {
  const { value: profiles, problems } = readAwsConfig(text);
  const asked = keysToAsk(profiles, catalogue).value;
  const answers = new Map(asked.map(({ accessKeyId, stsRegion }) => [accessKeyId, ownerOf(accessKeyId, stsRegion)]));
  const plan = planImport(profiles, answers, catalogue, counted());
  return { value: addedBy(plan.value), problems: [...problems, ...plan.problems], asked: asked.map(({ profile }) => profile) };
}

/** A profile with a key. */
export const key = (profile: string, id = 'AKIAALICE0000EXAMPLE', more = ''): string =>
  `[${profile}]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n${more}\n`;

/** A profile with a role. */
export const role = (profile: string, source?: string, more = ''): string =>
  `[profile ${profile}]\nrole_arn = arn:aws:iam::222222222222:role/${profile}\n${source === undefined ? '' : `source_profile = ${source}\n`}${more}\n`;

/** `name from source`, for each role of a plan. */
export function roads({ value: { identities, roles } }: Parsed<Added>, catalogue: Catalogue = emptyCatalogue): string[] {
  const names = new Map([
    ...[...catalogue.identities, ...identities.map(({ identity }) => identity)].map(({ id, userName }) => [id, userName] as const),
    ...[...catalogue.roles, ...roles].map(({ id, name }) => [id, name] as const),
  ]);
  return roles.map(({ name, source }) => `${name} from ${names.get(source.id) ?? '?'}`);
}

/** `line problem`, for each problem of a plan. */
export const noted = ({ problems }: Parsed<unknown>): string[] => problems.map(({ line, problem }) => `${line} ${problem}`);
