import { isConsoleUrl, isDestination, type Landing } from './destinations.js';
import { checkRegion } from './fields.js';
import { type Partition, partitionNames, partitions } from './partitions.js';

/** A page of the console as its address says it: what is not said is not there. */
export interface ConsolePage extends Landing {
  readonly partition: Partition;
  /** The account that the host of a multi-session console names. */
  readonly accountId?: string;
}

/** `<account>-<id>`, the first label of a multi-session console's host (AWS: "Signing in to multiple accounts"). */
const sessionLabel = /^(\d{12})-[a-z0-9]+$/;

/** The region of a console host, such as `ap-northeast-1` or `222222222222-abcd1234.ap-northeast-1` before the domain. */
function regionOf(labels: readonly string[], query: URLSearchParams, partition: Partition): string | undefined {
  const said = [query.get('region') ?? '', ...labels].map((text) => checkRegion(text, partition));
  const sound = said.find((checked) => 'value' in checked);
  return sound && 'value' in sound ? sound.value : undefined;
}

/**
 * Reads the address of a console page: of the plain host, a regional or a multi-session one, in any partition. Undefined for
 * everything else: other hosts (Health and Lightsail have their own), the page that signs out, and addresses that could lead astray.
 */
export function readConsoleAddress(address: string): ConsolePage | undefined {
  const partition = partitionNames.find((name) => isConsoleUrl(address, name));
  if (partition === undefined) return undefined;
  const { hostname, pathname, search, searchParams, hash } = new URL(address);
  const labels = hostname.slice(0, -partitions[partition].consoleDomain.length).split('.').filter((label) => label !== '');
  const [, accountId] = sessionLabel.exec(labels[0] ?? '') ?? [];
  // An address within the address is no danger here, but no destination may look like one.
  const destination = `${pathname}${search}${hash}`.replace(/^\/+/, '').replaceAll('://', ':%2F%2F');
  if (!isDestination(destination) || /^console\/logout/i.test(destination)) return undefined;
  const region = regionOf(labels, searchParams, partition);
  return { partition, destination, ...(accountId === undefined ? {} : { accountId }), ...(region === undefined ? {} : { region }) };
}

/** Whether an address is one of a console page that can be opened under another role. */
export function isConsolePage(address: string | undefined): address is string {
  return address !== undefined && readConsoleAddress(address) !== undefined;
}

/** What stands after the address in a text that is to be shared. */
const accountAfter = /^(\S+)\s+account=(\d{12})$/;

/**
 * The text by which a page is shared: its address on the plain regional host, which works for everyone, and after a space
 * the account, `account=222222222222`. It is not put into the address, where it could confuse the console, so that what a
 * chat makes a link of is AWS's own address, unchanged; Sallyport reads the whole text.
 */
export function sharedText({ partition, destination, region = partitions[partition].defaultRegion, accountId }: ConsolePage): string {
  const address = `https://${region}.${partitions[partition].consoleDomain}/${destination}`;
  return accountId === undefined ? address : `${address} account=${accountId}`;
}

/** Reads a console page's address, alone or as it is shared: spaces and the `<` and `>` around it, which mail programs put there, are dropped. */
export function readSharedText(text: string): ConsolePage | undefined {
  const [, address, accountId] = accountAfter.exec(text.trim()) ?? [];
  const page = readConsoleAddress((address ?? text).trim().replace(/^<(.*)>$/, '$1'));
  return page && accountId !== undefined ? { ...page, accountId } : page;
}
