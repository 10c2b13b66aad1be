/** What differs between the partitions of AWS, as far as the emulator serves them. */
export interface Partition {
  name: 'aws' | 'aws-cn' | 'aws-us-gov' | 'aws-eusc';
  regions: RegExp;
  defaultRegion: string;
  apiDomain: string;
  /** IAM has one host in a partition, for which calls are signed with the default region (endpoint rules of the AWS SDKs). */
  iamHost: string;
  /** AWS Organizations has one host too, in this region (the same rules; that of aws-eusc has not been tried). */
  organizationsRegion: string;
  /** The domain above the sign-in and console hosts: also that of their cookies. */
  webDomain: string;
  /** False where the sign-in host without a region does not answer. */
  bareSignin: boolean;
}

/**
 * The partitions with public hosts. Region patterns are those of AWS's partitions.json, domains those of the endpoint rules of the
 * AWS SDKs. That `signin.amazonaws-eusc.eu` without a region does not answer is reported by users (aws-extend-switch-roles#407).
 */
export const partitions: readonly Partition[] = [
  {
    name: 'aws', regions: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/, defaultRegion: 'us-east-1',
    apiDomain: 'amazonaws.com', iamHost: 'iam.amazonaws.com', webDomain: 'aws.amazon.com', bareSignin: true, organizationsRegion: 'us-east-1',
  },
  {
    name: 'aws-cn', regions: /^cn-\w+-\d+$/, defaultRegion: 'cn-north-1',
    apiDomain: 'amazonaws.com.cn', iamHost: 'iam.cn-north-1.amazonaws.com.cn', webDomain: 'amazonaws.cn', bareSignin: true, organizationsRegion: 'cn-northwest-1',
  },
  {
    name: 'aws-us-gov', regions: /^us-gov-\w+-\d+$/, defaultRegion: 'us-gov-west-1',
    apiDomain: 'amazonaws.com', iamHost: 'iam.us-gov.amazonaws.com', webDomain: 'amazonaws-us-gov.com', bareSignin: true, organizationsRegion: 'us-gov-west-1',
  },
  {
    name: 'aws-eusc', regions: /^eusc-(de)-\w+-\d+$/, defaultRegion: 'eusc-de-east-1',
    apiDomain: 'amazonaws.eu', iamHost: 'iam.eusc-de-east-1.amazonaws.eu', webDomain: 'amazonaws-eusc.eu', bareSignin: false, organizationsRegion: 'eusc-de-east-1',
  },
];

/** The partition that has this region, if any. */
export function partitionOfRegion(region: string): Partition | undefined {
  return partitions.find((partition) => partition.regions.test(region));
}

/** The partition of that name; throws when there is none. */
export function partitionNamed(name: Partition['name']): Partition {
  const partition = partitions.find((candidate) => candidate.name === name);
  if (partition === undefined) throw new Error(`No partition ${name}`);
  return partition;
}
