/**
 * The AWS partitions Sallyport works in and the host names each uses.
 * Sources: AWS partitions.json for the region patterns; IAM User Guide "custom identity broker" for the regional
 * sign-in hosts; the SDK's endpoint rules for the STS suffixes. The bare sign-in host of `aws-eusc` is reported not to
 * work, so hosts are always region-prefixed.
 */
export type Partition = 'aws' | 'aws-us-gov' | 'aws-cn' | 'aws-eusc';

interface PartitionFacts {
  /** Which region codes belong to the partition. */
  readonly regions: RegExp;
  /** The region whose STS cannot be switched off: the default for signing in. */
  readonly defaultRegion: string;
  readonly stsSuffix: string;
  /** IAM's one host, for which calls are signed with the default region (endpoint rules of the AWS SDKs). */
  readonly iamHost: string;
  /** The region of the one host of AWS Organizations (the same rules; that of `aws-eusc` has not been tried against AWS). */
  readonly organizationsRegion: string;
  readonly signInDomain: string;
  readonly consoleDomain: string;
}

export const partitions: Readonly<Record<Partition, PartitionFacts>> = {
  aws: {
    regions: /^(?:us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d{1,2}$/,
    defaultRegion: 'us-east-1',
    stsSuffix: 'amazonaws.com',
    iamHost: 'iam.amazonaws.com',
    organizationsRegion: 'us-east-1',
    signInDomain: 'signin.aws.amazon.com',
    consoleDomain: 'console.aws.amazon.com',
  },
  'aws-us-gov': {
    regions: /^us-gov-[a-z]+-\d{1,2}$/,
    defaultRegion: 'us-gov-west-1',
    stsSuffix: 'amazonaws.com',
    iamHost: 'iam.us-gov.amazonaws.com',
    organizationsRegion: 'us-gov-west-1',
    signInDomain: 'signin.amazonaws-us-gov.com',
    consoleDomain: 'console.amazonaws-us-gov.com',
  },
  'aws-cn': {
    regions: /^cn-[a-z]+-\d{1,2}$/,
    defaultRegion: 'cn-north-1',
    stsSuffix: 'amazonaws.com.cn',
    iamHost: 'iam.cn-north-1.amazonaws.com.cn',
    organizationsRegion: 'cn-northwest-1',
    signInDomain: 'signin.amazonaws.cn',
    consoleDomain: 'console.amazonaws.cn',
  },
  'aws-eusc': {
    regions: /^eusc-de-[a-z]+-\d{1,2}$/,
    defaultRegion: 'eusc-de-east-1',
    stsSuffix: 'amazonaws.eu',
    iamHost: 'iam.eusc-de-east-1.amazonaws.eu',
    organizationsRegion: 'eusc-de-east-1',
    signInDomain: 'signin.amazonaws-eusc.eu',
    consoleDomain: 'console.amazonaws-eusc.eu',
  },
};

export const partitionNames = Object.keys(partitions) as Partition[];

/** True for a partition that Sallyport signs in to. */
export function isPartition(name: string): name is Partition {
  return Object.hasOwn(partitions, name);
}

/** The partition a region code belongs to, or undefined when no partition's pattern fits. */
export function partitionOfRegion(region: string): Partition | undefined {
  return partitionNames.find((name) => partitions[name].regions.test(region));
}

/** `sts.<region>.<suffix>`: always regional, because tokens of the global endpoint are refused in opt-in regions. */
export function stsHost(partition: Partition, region: string): string {
  return `sts.${region}.${partitions[partition].stsSuffix}`;
}

/** The one host of AWS Organizations, for which calls are signed with its region. */
export function organizationsHost(partition: Partition): string {
  const { organizationsRegion, stsSuffix } = partitions[partition];
  return `organizations.${organizationsRegion}.${stsSuffix}`;
}

/** The regional sign-in host, which serves `/federation`. */
export function signInHost(partition: Partition, region: string): string {
  return `${region}.${partitions[partition].signInDomain}`;
}

/** The match pattern of IAM's host, which is asked for from a click: IAM answers no CORS. */
export function iamOrigin(partition: Partition): string {
  return `https://${partitions[partition].iamHost}/*`;
}

/** The match patterns of the pages Sallyport must reach to sign in to a partition and to mark its consoles. */
export function consoleOrigins(partition: Partition): { signIn: string; console: string } {
  const { signInDomain, consoleDomain } = partitions[partition];
  return { signIn: `https://*.${signInDomain}/*`, console: `https://*.${consoleDomain}/*` };
}
