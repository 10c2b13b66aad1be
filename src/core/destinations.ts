import { roleArn } from './arn.js';
import type { Catalogue, Role } from './catalogue.js';
import { failure } from './failure.js';
import { checkRegion } from './fields.js';
import { type Partition, partitions } from './partitions.js';
import { servicePage } from './services.js';

const home = 'console/home';

/** A page to land on in the place of a role's own: its path, and its region if it has one. */
export interface Landing {
  readonly destination: string;
  readonly region?: string;
}

/** Drops a leading slash and spaces: `/ec2/home#Instances:` is `ec2/home#Instances:`. */
function trimmed(destination: string): string {
  return destination.trim().replace(/^\/+/, '');
}

/**
 * The console page a role opens, on the plain regional console host of its partition: AWS refuses a multi-session host
 * as a destination. A short name leads to its service's page. The region goes into the query too, where the console looks for it, unless the destination names another.
 * Throws a `Failure`, `destinationWrong`, for a destination that would leave that host.
 */
export function destinationUrl(role: Pick<Role, 'name' | 'arn' | 'region' | 'destination'>): string {
  const { partition } = roleArn(role.arn);
  const service = servicePage(trimmed(role.destination));
  const region = service?.global === true ? partitions[partition].defaultRegion : role.region;
  const host = `${region}.${partitions[partition].consoleDomain}`;
  const address = `https://${host}/${service?.path ?? (trimmed(role.destination) || home)}`;
  if (!isConsoleUrl(address, partition) || new URL(address).host !== host) throw failure('destinationWrong', { role: role.name });
  const url = new URL(address);
  if (!url.searchParams.has('region')) url.search += `${url.search === '' ? '?' : '&'}region=${region}`;
  return url.href;
}

/**
 * The catalogue with a role that lands elsewhere this once. Throws a `Failure`, `destinationWrong`, for what a role of that
 * partition cannot open.
 */
export function landingAt(catalogue: Catalogue, roleId: string, { destination, region }: Partial<Landing>): Catalogue {
  if (destination === undefined && region === undefined) return catalogue;
  const landed = (role: Role): Role => {
    const sound = isDestination(destination ?? '') && (region === undefined || 'value' in checkRegion(region, roleArn(role.arn).partition));
    if (!sound) throw failure('destinationWrong', { role: role.name });
    return { ...role, destination: destination ?? role.destination, region: region ?? role.region };
  };
  return { ...catalogue, roles: catalogue.roles.map((role) => (role.id === roleId ? landed(role) : role)) };
}

/** The longest destination: some of the console's hashes hold whole queries. */
const destinationMost = 2048;

/** True when the text can be a role's destination: a path of the console, with or without query and hash, or a service's short name. */
export function isDestination(text: string): boolean {
  const path = trimmed(text);
  return path.length <= destinationMost && /^[\x21-\x7e]*$/.test(path) && !path.includes('\\') && !path.includes('://') && !/(?:^|\/)\.\.?(?:\/|$)/.test(path);
}

/**
 * True for an https address on a console host of the partition, with no user name, password or port in it, and its host written
 * out: what a browser would first have to mend into a host name is none.
 */
export function isConsoleUrl(address: string, partition: Partition): boolean {
  if (!/^https:\/\/[a-z0-9][a-z0-9.-]*(?:[/?#]|$)/.test(address) || /[\\\s]/.test(address) || !URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  const { consoleDomain } = partitions[partition];
  const onConsole = hostname === consoleDomain || hostname.endsWith(`.${consoleDomain}`);
  return protocol === 'https:' && onConsole && port === '' && username === '' && password === '';
}
