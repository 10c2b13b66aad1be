import type { Landing } from './destinations.js';
import { type Partition, partitions } from './partitions.js';
import { kindOf, pageOf } from './resourcePages.js';
import { parseArn, type Resource } from './resources.js';
import { servicePage } from './services.js';

/** An ARN's page of the console, and what it shows. */
export interface ArnPage extends Landing {
  readonly partition: Partition;
  readonly accountId?: string;
  /** In AWS's own words: service, kind, name. */
  readonly what: { readonly service: string; readonly kind: string; readonly name: string };
}

/** The region to open a resource in: its own, or the partition's default for services without regions, or none that is known. */
function regionOf({ region, service, partition }: Resource): string | undefined {
  if (region !== '') return region;
  return servicePage(service)?.global === true || service === 'sts' ? partitions[partition].defaultRegion : undefined;
}

/**
 * The console page of whatever an ARN names: the resource's own where its address is known, and its service's otherwise.
 * Undefined for a text that is no ARN.
 */
export function readArn(text: string): ArnPage | undefined {
  const resource = parseArn(text);
  if (!resource) return undefined;
  const { partition, service, accountId, name } = resource;
  const region = regionOf(resource);
  return {
    partition, destination: pageOf(resource) ?? servicePage(service)?.path ?? `${service}/home`,
    what: { service, kind: kindOf(resource), name },
    ...(accountId === '' ? {} : { accountId }), ...(region === undefined ? {} : { region }),
  };
}
