import { readArn } from './arnPages.js';
import { roleArn } from './arn.js';
import type { Role } from './catalogue.js';
import { readSharedText } from './consoleAddresses.js';
import type { Landing } from './destinations.js';
import { shortened, withoutControls } from './fields.js';
import type { Partition } from './partitions.js';
import type { Picks } from './picker.js';
import type { RoleSearch } from './search.js';
import { isGlobalPath } from './services.js';

/** What a pasted text leads to: a page of the console that some role is to open. */
export interface Lead extends Landing {
  readonly partition: Partition;
  /** The account that it is in, when the text says so. */
  readonly accountId?: string;
  /** What is there, such as `s3 bucket reports` or `cloudwatch`, on one line. */
  readonly what: string;
}

/** The longest name of a page or resource that is shown. */
const whatMost = 80;

/** What an address shows, as far as it says so itself: the service that its path begins with. */
function whatOf(destination: string): string {
  const [first = '', second = ''] = destination.split(/[?#]/, 1)[0]?.split('/') ?? [];
  return first === 'codesuite' && second !== '' ? second : first === '' ? 'console' : first;
}

/** Reads an ARN, or a console page's address alone or as it is shared. Undefined for every other text. */
export function readLead(text: string): Lead | undefined {
  const arn = readArn(text);
  const page = arn ?? readSharedText(text);
  if (!page) return undefined;
  const { partition, destination, accountId, region } = page;
  const words = arn ? [arn.what.service, arn.what.kind, arn.what.name].filter((word) => word !== '').join(' ') : whatOf(destination);
  return {
    partition, destination, what: shortened(withoutControls(words), whatMost),
    ...(accountId === undefined ? {} : { accountId }), ...(region === undefined ? {} : { region }),
  };
}

/** Whether a text is the ARN of a role or one of its sessions, or may become one when it has been typed to its end. */
function isRoleText(text: string): boolean {
  const [prefix, , service, , , resource = ''] = text.trim().split(':');
  return prefix === 'arn' && (service === 'sts' || (service === 'iam' && (resource.startsWith('role/') || 'role/'.startsWith(resource))));
}

/** Reads what a text leads to; the ARN of a role or a session that the search finds means that role, and leads nowhere. */
export function leadOf(text: string, search: RoleSearch): Lead | undefined {
  return isRoleText(text) && search(text, 1).total > 0 ? undefined : readLead(text);
}

/** The region that a lead's page is in, for saying so; none for services without regions. */
export function regionShown({ destination, region }: Lead): string | undefined {
  return isGlobalPath(destination) ? undefined : region;
}

/** Whether a role may open what a lead leads to: its partition's page, in the account if that is known. */
export function isFit(role: Pick<Role, 'arn'>, { partition, accountId }: Lead): boolean {
  const own = roleArn(role.arn);
  return own.partition === partition && (accountId === undefined || own.accountId === accountId);
}

/** The roles that fit: favourites first, then those that are likelier to be wanted; those that are hidden come last. */
export function fittingRoles(
  roles: readonly Role[], lead: Lead, { favourites, hidden }: Pick<Picks, 'favourites' | 'hidden'>, likelihood: (role: Role) => number,
): Role[] {
  const [first, last] = [new Set(favourites), new Set(hidden)];
  const rank = (role: Role): number => (first.has(role.id) ? 2 : 0) + likelihood(role) - (last.has(role.id) ? 4 : 0);
  return roles.filter((role) => isFit(role, lead)).map((role) => ({ role, rank: rank(role) }))
    .sort((one, other) => other.rank - one.rank).map(({ role }) => role);
}

/** Where a role lands when it follows a lead. */
export function landingOf({ destination, region }: Lead): Landing {
  return { destination, ...(region === undefined ? {} : { region }) };
}
