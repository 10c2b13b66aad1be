import { type Partition, partitionOfRegion, partitions } from './partitions.js';

/** What a host name stands for. `region` is absent on a bare host, `label` is the `<account>-<suffix>` of a multi-session console. */
export type Place =
  | { kind: 'api'; service?: string; region?: string }
  | { kind: 'signin'; partition: Partition; region?: string }
  | { kind: 'console'; partition: Partition; region?: string; label?: string }
  | { kind: 'unknown' };

/** Reads a host name. A region has to be one of the partition that owns the domain. */
export function readHost(host: string): Place {
  if (host === '127.0.0.1' || host === 'localhost') return { kind: 'api' };
  for (const partition of partitions) {
    const place = readApiHost(host, partition) ?? readWebHost(host, partition);
    if (place !== undefined) return place;
  }
  return { kind: 'unknown' };
}

function readApiHost(host: string, partition: Partition): Place | undefined {
  if (partition.name === 'aws' && host === 'sts.amazonaws.com') return { kind: 'api', service: 'sts', region: 'us-east-1' };
  if (host === partition.iamHost) return { kind: 'api', service: 'iam', region: partition.defaultRegion };
  if (host === `organizations.${partition.organizationsRegion}.${partition.apiDomain}`) return { kind: 'api', service: 'organizations', region: partition.organizationsRegion };
  const [service, region, ...domain] = host.split('.');
  if (service === undefined || region === undefined || domain.join('.') !== partition.apiDomain) return undefined;
  if (!['sts', 's3', 'cloudtrail'].includes(service) || partitionOfRegion(region) !== partition) return undefined;
  return { kind: 'api', service, region };
}

function readWebHost(host: string, partition: Partition): Place | undefined {
  for (const kind of ['signin', 'console'] as const) {
    const bare = `${kind}.${partition.webDomain}`;
    if (host === bare) return kind === 'signin' && !partition.bareSignin ? { kind: 'unknown' } : { kind, partition };
    if (!host.endsWith(`.${bare}`)) continue;
    const labels = host.slice(0, -bare.length - 1).split('.');
    const region = labels.pop() ?? '';
    const label = labels.pop();
    if (labels.length > 0 || partitionOfRegion(region) !== partition) return { kind: 'unknown' };
    if (label === undefined) return { kind, partition, region };
    return kind === 'console' && /^\d{12}-[a-z0-9]{8}$/.test(label) ? { kind, partition, region, label } : { kind: 'unknown' };
  }
  return undefined;
}
