import { checkRegion, withoutControls } from './fields.js';
import { isPartition, type Partition } from './partitions.js';

/** The parts of an ARN, and of what it names. */
export interface Resource {
  readonly arn: string;
  readonly partition: Partition;
  readonly service: string;
  /** Empty where the service's ARNs name none. */
  readonly region: string;
  /** Empty where the service's ARNs name none, or AWS's own resources are meant. */
  readonly accountId: string;
  /** `instance` of `instance/i-1`, `function` of `function:f`; empty when the name stands alone. */
  readonly type: string;
  /** The rest, split at its first separator and every further `/` and `:`. */
  readonly parts: readonly string[];
  /** The rest as it stands. */
  readonly name: string;
}

/** The longest ARN that is read. */
const arnMost = 2048;

/** Services whose names stand alone, whatever separators are in them. */
const bare = new Set(['s3', 'execute-api']);

function isRegion(text: string, partition: Partition): boolean {
  const checked = checkRegion(text, partition);
  return 'value' in checked && checked.value === text;
}

/** Splits any ARN of a partition that Sallyport signs in to. Undefined for what is none (AWS General Reference, "ARNs"). */
export function parseArn(text: string): Resource | undefined {
  const arn = text.trim();
  const [prefix, partition = '', service = '', region = '', account = '', ...rest] = arn.split(':');
  const resource = rest.join(':');
  if (prefix !== 'arn' || !isPartition(partition) || !/^[a-z0-9-]{1,64}$/.test(service) || resource === '') return undefined;
  if (arn.length > arnMost || withoutControls(arn) !== arn || !/^(?:\d{12}|aws)?$/.test(account)) return undefined;
  if (region !== '' && !isRegion(region, partition)) return undefined;
  const [, type = '', name = resource] = bare.has(service) ? [] : /^\/?([\w-]+)[:/](.*)$/s.exec(resource) ?? [];
  return { arn, partition, service, region, accountId: account === 'aws' ? '' : account, type, name, parts: name.split(/[/:]/) };
}
