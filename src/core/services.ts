/** A console page that a short name leads to. */
export interface ServicePage {
  /** Path without a leading slash. */
  readonly path: string;
  /** Whether the service knows no regions: its pages are those of the partition's default region. */
  readonly global: boolean;
}

/**
 * Short names by the console page that they lead to. They are those of Granted (`pkg/console/service_map.go`) and awsume's
 * console plugin (`console.py`), as far as the two agree, with the names that AWS itself gives the services in ARNs beside
 * them. Where a page has moved since, the path is the one that the console shows today.
 */
const names: Readonly<Record<string, string>> = {
  'access-analyzer/home': 'access-analyzer',
  'acm/home': 'acm',
  'amplify/home': 'amplify',
  'aos/home': 'aos opensearch es',
  'apigateway/main/apis': 'apigateway apigw api execute-api',
  'appsync/home': 'appsync',
  'athena/home': 'athena',
  'backup/home': 'backup',
  'batch/home': 'batch',
  'bedrock/home': 'bedrock',
  'billing/home': 'billing',
  'cloud9/home': 'cloud9 c9',
  'cloudformation/home': 'cloudformation cfn',
  'cloudfront/v4/home': 'cloudfront cf cfnt',
  'cloudmap/home': 'cloudmap servicediscovery',
  'cloudtrailv2/home': 'cloudtrail ct',
  'cloudwatch/home': 'cloudwatch cw',
  'cloudwatch/home#alarmsV2:': 'alarms',
  'cloudwatch/home#logsV2:log-groups': 'logs',
  'codesuite/codeartifact/start': 'codeartifact',
  'codesuite/codebuild/projects': 'codebuild',
  'codesuite/codecommit/repositories': 'codecommit',
  'codesuite/codedeploy/applications': 'codedeploy',
  'codesuite/codepipeline/pipelines': 'codepipeline code codesuite',
  'cognito/v2/home': 'cognito cognito-idp cognito-identity',
  'config/home': 'config',
  'costmanagement/home': 'ce cost-management',
  'directconnect/v2/home': 'dx directconnect',
  'dms/v2/home': 'dms',
  'dynamodbv2/home': 'ddb dynamodb dynamodbv2',
  'ec2/home': 'ec2',
  'ec2/home#AutoScalingGroups:': 'asg autoscaling',
  'ec2/home#LoadBalancers:': 'elb elasticloadbalancing',
  'ecr/repositories': 'ecr',
  'ecs/v2/clusters': 'ecs',
  'efs/home': 'efs elasticfilesystem',
  'eks/home': 'eks',
  'elasticache/home': 'elasticache',
  'elasticbeanstalk/home': 'eb ebs elasticbeanstalk',
  'emr/home': 'emr elasticmapreduce',
  'events/home': 'events eventbridge',
  'firehose/home': 'firehose',
  'glue/home': 'glue',
  'grafana/home': 'grafana',
  'guardduty/home': 'guardduty gd',
  'iam/home': 'iam',
  'kinesis/home': 'kinesis',
  'kms/home': 'kms',
  'lambda/home': 'lambda l',
  'ls/home': 'lightsail',
  'msk/home': 'msk kafka',
  'mwaa/home': 'mwaa airflow',
  'organizations/v2/home': 'organizations org',
  'ram/home': 'ram',
  'rds/home': 'rds',
  'redshiftv2/home': 'redshift',
  'route53/v2/home': 'route53 r53 route',
  's3/home': 's3',
  'sagemaker/home': 'sagemaker',
  'scheduler/home': 'scheduler',
  'secretsmanager/listsecrets': 'secretsmanager sm scrm secrets',
  'securityhub/home': 'securityhub scrh',
  'serverlessrepo/home': 'serverlessrepo sar',
  'servicequotas/home': 'servicequotas quotas',
  'ses/home': 'ses',
  'singlesignon/home': 'sso singlesignon',
  'sns/v3/home': 'sns',
  'sqs/v3/home': 'sqs',
  'states/home': 'states sfn stepfn stepfunctions',
  'storagegateway/home': 'storagegateway sgw',
  'systems-manager/home': 'ssm systems-manager',
  'systems-manager/parameters': 'param',
  'trustedadvisor/home': 'trustedadvisor tra',
  'vpcconsole/home': 'vpc',
  'wafv2/homev2': 'waf wafv2',
  'wellarchitected/home': 'wellarchitected wat',
};

/** The services without regions (AWS General Reference, "Global services"; Granted's own list agrees but for Direct Connect). */
const globals = new Set(['billing', 'cloudfront', 'costmanagement', 'iam', 'organizations', 'route53', 'trustedadvisor']);

const pages: ReadonlyMap<string, ServicePage> = new Map(Object.entries(names).flatMap(([path, list]) =>
  list.split(' ').map((name) => [name, { path, global: globals.has(path.split('/')[0] ?? '') }] as const)));

/** Every short name, in the order of the alphabet. */
export const serviceNames: readonly string[] = [...pages.keys()].sort();

/** The page that a short name leads to, such as `s3`, `ddb` or `logs`; undefined for any other text. */
export function servicePage(name: string): ServicePage | undefined {
  return pages.get(name.toLowerCase());
}

/** Whether a console path is a page of a service without regions. */
export function isGlobalPath(path: string): boolean {
  return globals.has(path.split(/[/?#]/, 1)[0] ?? '');
}
