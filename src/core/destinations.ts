import { roleArn } from './arn.js';
import type { Role } from './catalogue.js';
import { failure } from './failure.js';
import { type Partition, partitions } from './partitions.js';

const home = 'console/home';

/** Drops a leading slash and spaces: `/ec2/home#Instances:` is `ec2/home#Instances:`. */
function trimmed(destination: string): string {
  return destination.trim().replace(/^\/+/, '');
}

/**
 * The console page a role opens, on the plain regional console host of its partition: AWS refuses a multi-session host
 * as a destination. The region goes into the query too, where the console looks for it, unless the destination names another.
 * Throws a `Failure`, `destinationWrong`, for a destination that would leave that host.
 */
export function destinationUrl(role: Pick<Role, 'name' | 'arn' | 'region' | 'destination'>): string {
  const { partition } = roleArn(role.arn);
  const host = `${role.region}.${partitions[partition].consoleDomain}`;
  const address = `https://${host}/${trimmed(role.destination) || home}`;
  if (!isConsoleUrl(address, partition) || new URL(address).host !== host) throw failure('destinationWrong', { role: role.name });
  const url = new URL(address);
  if (!url.searchParams.has('region')) url.search += `${url.search === '' ? '?' : '&'}region=${role.region}`;
  return url.href;
}

/** True when the text can be a role's destination: a path of the console, with or without query and hash. */
export function isDestination(text: string): boolean {
  const path = trimmed(text);
  return /^[\x21-\x7e]{0,1024}$/.test(path) && !path.includes('\\') && !path.includes('://') && !/(?:^|\/)\.\.?(?:\/|$)/.test(path);
}

/** True for an https address on a console host of the partition, with no user name, password or port in it. */
export function isConsoleUrl(address: string, partition: Partition): boolean {
  if (!/^https:\/\/[a-z0-9]/.test(address) || /[\\\s]/.test(address) || !URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  const { consoleDomain } = partitions[partition];
  const onConsole = hostname === consoleDomain || hostname.endsWith(`.${consoleDomain}`);
  return protocol === 'https:' && onConsole && port === '' && username === '' && password === '';
}
