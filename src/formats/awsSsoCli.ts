import { partitionOfRegion } from '../core/partitions.js';
import { type Parsed, type Problem, problemAt } from '../core/problems.js';
import type { Located, Profiles, RoleProfile } from '../core/profiles.js';
import { namedColour } from './firefoxColours.js';
import { entriesOf, textsUnder, textUnder, type Tree, under } from './tree.js';

/** What a level of the file hands on to those below it. */
interface Inherited {
  readonly partition: string;
  readonly region?: Located;
  readonly accountId: string;
  readonly accountName?: Located;
  readonly tags: ReadonlyMap<string, Located>;
}

/**
 * Reads aws-sso-cli's `config.yaml`. Its roles are reached through single sign-on, so they are proposed as IAM roles of
 * the same names, which is said once (synfinatic/aws-sso-cli, docs/config.md).
 */
export function readAwsSsoCli({ value: root, problems: found }: Parsed<Tree>): Parsed<Profiles> {
  const problems: Problem[] = [...found];
  const top = textUnder(root, 'DefaultRegion', problems);
  const roles: Chained[] = [];
  for (const { value: instance } of entriesOf(under(root, 'SSOConfig')).values()) {
    const partition = partitionOfRegion(textUnder(instance, 'SSORegion', problems)?.text ?? '') ?? 'aws';
    const region = textUnder(instance, 'DefaultRegion', problems) ?? top;
    for (const [key, { value: account }] of entriesOf(under(instance, 'Accounts'))) {
      const { accountName, accountRegion = region } = textsUnder(account, { accountName: 'Name', accountRegion: 'DefaultRegion' }, problems);
      const inherited: Inherited = {
        // The file was written from numbers once, which dropped the zeros at the beginning.
        partition, accountId: /^\d+$/.test(key) ? key.padStart(12, '0') : key, tags: tagsOf(account, problems, new Map()),
        ...(accountName ? { accountName } : {}), ...(accountRegion ? { region: accountRegion } : {}),
      };
      for (const [roleName, { line, value }] of entriesOf(under(account, 'Roles'))) {
        roles.push(roleOf({ text: roleName, line }, value, inherited, problems));
      }
    }
  }
  const config = entriesOf(root).get('SSOConfig') ?? { line: 1 };
  problems.push(problemAt(config, roles.length > 0 ? 'ssoRolesProposed' : 'nothingFound'));
  return { value: { keys: [], roles: withSources(roles) }, problems: problems.sort((one, other) => one.line - other.line) };
}

interface Chained {
  readonly role: RoleProfile;
  readonly via: Located | undefined;
}

function roleOf({ text: roleName, line }: Located, tree: Tree, inherited: Inherited, problems: Problem[]): Chained {
  const { partition, accountId, accountName, tags: shared } = inherited;
  const { own, region = inherited.region, via, externalId, sourceIdentity } = textsUnder(tree, {
    own: 'Profile', region: 'DefaultRegion', via: 'Via', externalId: 'ExternalId', sourceIdentity: 'SourceIdentity',
  }, problems);
  const profile = own?.text ?? `${accountId}:${roleName}`;
  const tags = tagsOf(tree, problems, shared);
  const colour = tags.get('Color');
  const words = [...tags].flatMap(([key, tag]) => (key === 'Color' || key === 'Icon' ? [] : [{ ...tag, text: `${key}=${tag.text}` }]));
  const role: RoleProfile = {
    profile, line, roleArn: { text: `arn:${partition}:iam::${accountId}:role/${roleName}`, line },
    ...(region ? { region } : {}), ...(accountName ? { accountName } : {}), ...(externalId ? { externalId } : {}), ...(sourceIdentity ? { sourceIdentity } : {}),
    ...(colour ? { colour: namedColour(colour) } : {}), ...(words.length > 0 ? { tags: words } : {}),
  };
  return { role, via };
}

/** The tags of an account or a role; a role's own take the place of its account's. */
function tagsOf(tree: Tree, problems: Problem[], shared: ReadonlyMap<string, Located>): ReadonlyMap<string, Located> {
  const tags = under(tree, 'Tags');
  const own = [...entriesOf(tags).keys()].flatMap((key) => {
    const tag = textUnder(tags, key, problems);
    return tag ? [[key, tag] as const] : [];
  });
  return own.length === 0 ? shared : new Map([...shared, ...own]);
}

/** `Via` names the role before this one by its ARN; also by its profile, or by account and name. */
function withSources(roles: readonly Chained[]): RoleProfile[] {
  const profiles = new Map<string, string>();
  for (const { role: { profile, roleArn } } of roles) {
    const [, , , , accountId, resource = ''] = roleArn.text.split(':');
    for (const name of [`${accountId}:${resource.replace('role/', '')}`, roleArn.text]) profiles.set(name, profile);
  }
  return roles.map(({ role, via }) => (via ? { ...role, sourceProfile: { text: profiles.get(via.text) ?? via.text, line: via.line } } : role));
}
