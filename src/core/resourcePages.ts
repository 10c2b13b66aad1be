import { isDestination } from './destinations.js';
import { partitions } from './partitions.js';
import type { Resource } from './resources.js';

/**
 * The console pages of resources, by service and type as ARNs have them. In a page `{1}`, `{2}` … are the parts of the
 * resource's name, `{name}` the whole of it, `{last}` its last part, `{path}` the whole with its slashes, `{arn}` the ARN as
 * a part of an address and `{ARN}` with every separator encoded, `{twice}` what CloudWatch Logs takes: encoded twice, with
 * `$` for `%`. The console documents none of its addresses. These are sure, because several tools make them and link2aws tests
 * them: ec2, vpc, lambda, iam, dynamodb, rds, sns, ecs, eks, kms, kinesis, firehose, logs, states, acm, route53, cloudfront,
 * secretsmanager, codepipeline, wafv2, apigateway, autoscaling, elasticloadbalancing. These are as addresses in public
 * documents and programs have them: s3 objects, cloudformation, cloudwatch, events, ecr, codebuild, batch, glue, athena,
 * redshift, opensearch, elasticache, efs, cognito, sagemaker, ssm (the name without its first slash), codecommit, backup,
 * amplify. The rest is remembered, and lands near enough if the console has moved on: emr, msk, scheduler, cloudtrail, codedeploy.
 */
const pages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  acm: { certificate: 'acm/home#/certificates/{name}' },
  amplify: { apps: 'amplify/home#/{1}' },
  apigateway: { restapis: 'apigateway/main/apis/{1}/resources?api={1}', apis: 'apigateway/main/api-detail?api={1}' },
  athena: { workgroup: 'athena/home#/workgroups/details/{name}' },
  autoscaling: { autoScalingGroup: 'ec2/home#AutoScalingGroupDetails:id={last};view=details' },
  backup: { 'backup-vault': 'backup/home#/backupvaults/details/{name}' },
  batch: {
    'job-queue': 'batch/home#queues/detail/{arn}', job: 'batch/home#jobs/detail/{name}',
    'job-definition': 'batch/home#job-definition/detail/{arn}', 'compute-environment': 'batch/home#compute-environments/detail/{arn}',
  },
  cloudformation: { stack: 'cloudformation/home#/stacks/stackinfo?stackId={ARN}' },
  cloudfront: { distribution: 'cloudfront/v4/home#/distributions/{name}' },
  cloudtrail: { trail: 'cloudtrailv2/home#/trails/{arn}' },
  cloudwatch: { alarm: 'cloudwatch/home#alarmsV2:alarm/{name}', dashboard: 'cloudwatch/home#dashboards/dashboard/{name}' },
  codebuild: { project: 'codesuite/codebuild/{account}/projects/{name}/history' },
  codecommit: { '': 'codesuite/codecommit/repositories/{name}/browse' },
  codedeploy: { application: 'codesuite/codedeploy/applications/{name}' },
  codepipeline: { '': 'codesuite/codepipeline/pipelines/{name}/view' },
  'cognito-idp': { userpool: 'cognito/v2/idp/user-pools/{name}/users' },
  dynamodb: { table: 'dynamodbv2/home#table?name={1}' },
  ec2: {
    instance: 'ec2/home#InstanceDetails:instanceId={name}', volume: 'ec2/home#VolumeDetails:volumeId={name}',
    snapshot: 'ec2/home#SnapshotDetails:snapshotId={name}', image: 'ec2/home#ImageDetails:imageId={name}',
    'security-group': 'ec2/home#SecurityGroup:groupId={name}', 'launch-template': 'ec2/home#LaunchTemplateDetails:launchTemplateId={name}',
    'network-interface': 'ec2/home#NetworkInterface:networkInterfaceId={name}',
    vpc: 'vpcconsole/home#VpcDetails:VpcId={name}', subnet: 'vpcconsole/home#SubnetDetails:subnetId={name}',
    natgateway: 'vpcconsole/home#NatGatewayDetails:natGatewayId={name}', 'route-table': 'vpcconsole/home#RouteTableDetails:RouteTableId={name}',
    'vpc-endpoint': 'vpcconsole/home#EndpointDetails:vpcEndpointId={name}', 'internet-gateway': 'vpcconsole/home#InternetGateway:internetGatewayId={name}',
  },
  ecr: { repository: 'ecr/repositories/private/{account}/{path}' },
  ecs: {
    cluster: 'ecs/v2/clusters/{1}', service: 'ecs/v2/clusters/{1}/services/{2}', task: 'ecs/v2/clusters/{1}/tasks/{2}',
    'container-instance': 'ecs/v2/clusters/{1}/infrastructure/container-instances/{2}', 'task-definition': 'ecs/v2/task-definitions/{1}/{2}',
  },
  eks: { cluster: 'eks/home#/clusters/{1}', nodegroup: 'eks/home#/clusters/{1}/nodegroups/{2}' },
  elasticache: { replicationgroup: 'elasticache/home#/redis/{name}' },
  elasticfilesystem: { 'file-system': 'efs/home#/file-systems/{name}' },
  elasticloadbalancing: { loadbalancer: 'ec2/home#LoadBalancer:loadBalancerArn={arn}', targetgroup: 'ec2/home#TargetGroup:targetGroupArn={arn}' },
  elasticmapreduce: { cluster: 'emr/home#/clusterDetails/{name}' },
  es: { domain: 'aos/home#opensearch/domains/{name}' },
  events: { rule: 'events/home#/eventbus/{bus}/rules/{last}', 'event-bus': 'events/home#/eventbus/{name}' },
  'execute-api': { '': 'apigateway/main/apis/{1}/resources?api={1}' },
  firehose: { deliverystream: 'firehose/home#/details/{name}/monitoring' },
  glue: {
    database: 'glue/home#/v2/data-catalog/databases/view/{name}', table: 'glue/home#/v2/data-catalog/tables/view/{2}?database={1}',
    crawler: 'glue/home#/v2/data-catalog/crawlers/view/{name}', job: 'gluestudio/home#/editor/job/{name}/details',
  },
  iam: {
    role: 'iam/home#/roles/details/{last}', user: 'iam/home#/users/details/{last}', group: 'iam/home#/groups/details/{last}',
    policy: 'iam/home#/policies/details/{ARN}',
  },
  kafka: { cluster: 'msk/home#/cluster/{ARN}/view' },
  kinesis: { stream: 'kinesis/home#/streams/details/{1}/monitoring' },
  kms: { key: 'kms/home#/kms/keys/{name}' },
  lambda: { function: 'lambda/home#/functions/{1}', layer: 'lambda/home#/layers/{1}' },
  logs: { 'log-group': 'cloudwatch/home#logsV2:log-groups/log-group/{twice}' },
  rds: {
    db: 'rds/home#database:id={name};is-cluster=false', cluster: 'rds/home#database:id={name};is-cluster=true',
    snapshot: 'rds/home#db-snapshot:id={name}', subgrp: 'rds/home#db-subnet-group:id={name}',
  },
  redshift: { cluster: 'redshiftv2/home#cluster-details?cluster={name}' },
  route53: { hostedzone: 'route53/v2/hostedzones#ListRecordSets/{name}', healthcheck: 'route53/healthchecks/home' },
  sagemaker: {
    endpoint: 'sagemaker/home#/endpoints/{name}', model: 'sagemaker/home#/models/{name}', 'training-job': 'sagemaker/home#/jobs/{name}',
    'notebook-instance': 'sagemaker/home#/notebook-instances/{name}',
  },
  scheduler: { schedule: 'scheduler/home#schedules/{1}/{2}' },
  secretsmanager: { secret: 'secretsmanager/secret?name={secret}' },
  sns: { '': 'sns/v3/home#/topic/{arn}' },
  sqs: { '': 'sqs/v3/home#/queues/{queue}' },
  ssm: { parameter: 'systems-manager/parameters/{path}/description', document: 'systems-manager/documents/{name}/description' },
  states: { stateMachine: 'states/home#/statemachines/view/{arn}', execution: 'states/home#/v2/executions/details/{arn}' },
  sts: { 'assumed-role': 'iam/home#/roles/details/{1}' },
  wafv2: { 'regional/webacl': 'wafv2/homev2/web-acl/{2}/{3}/overview', 'global/webacl': 'wafv2/homev2/web-acl/{2}/{3}/overview?region=global' },
};

/** What AWS calls a resource whose ARN has no type. */
const untyped: Readonly<Record<string, string>> = { sns: 'topic', sqs: 'queue', codepipeline: 'pipeline', codecommit: 'repository', 'execute-api': 'api' };

/** Encodes a text as a part of an address. */
const encoded = encodeURIComponent;
/** Encodes all but what may stand in a path or hash, and makes ARNs readable. */
const readable = (text: string): string => encoded(text).replace(/%(?:2F|3A)/g, decodeURIComponent);

/** Whether an ARN names a bucket or an object: those of access points, jobs and the like have an account (Service Authorization Reference, "Amazon S3"). */
function isOfBucket({ service, region, accountId }: Resource): boolean {
  return service === 's3' && region === '' && accountId === '';
}

/** The bucket's page, one of its folders, or an object: keys are told by their slashes alone. */
function pageOfS3(resource: Resource): string | undefined {
  const { name, type } = resource;
  if (!isOfBucket(resource)) return undefined;
  const [, bucket = '', key] = /^([\w.-]+)(?:\/(.*))?$/s.exec(name) ?? [];
  if (bucket === '' || type !== '') return undefined;
  if (key === undefined || key === '*' || key === '') return `s3/buckets/${bucket}`;
  const folder = key.replace(/\*.*$/s, '');
  return folder === key && !key.endsWith('/') ? `s3/object/${bucket}?prefix=${encoded(key)}` : `s3/buckets/${bucket}?prefix=${encoded(folder)}`;
}

/** What stands for a blank of a page; undefined when the resource does not have it. */
function filled(blank: string, resource: Resource): string | undefined {
  const { arn, name, parts, accountId, region, partition } = resource;
  if (/^\d$/.test(blank)) return parts[Number(blank) - 1];
  const queue = `https://sqs.${region}.${partitions[partition].stsSuffix}/${accountId}/${name}`;
  const texts: Readonly<Record<string, string | undefined>> = {
    name, arn, ARN: arn, path: name, account: accountId, queue,
    last: parts.at(-1), bus: parts.slice(0, -1).join('/') || 'default',
    twice: name.replace(/:\*$/, ''), secret: name.replace(/-\w{6}$/, ''),
  };
  return texts[blank];
}

function written(blank: string, text: string): string {
  if (blank === 'arn' || blank === 'path') return readable(text.replace(/^\//, ''));
  if (blank !== 'twice') return encoded(text);
  const [group = '', stream] = text.split(':log-stream:');
  const twice = (part: string): string => encoded(encoded(part)).replaceAll('%', '$');
  return stream === undefined ? twice(group) : `${twice(group)}/log-events/${twice(stream)}`;
}

/** The shape of a resource's page; for patterns with `*`, which name many, there is none. */
function shapeOf({ service, type, name, parts }: Resource): string | undefined {
  const kind = service === 'wafv2' ? `${type}/${parts[0] ?? ''}` : type;
  const shapes = Object.hasOwn(pages, service) ? pages[service] : undefined;
  return shapes && Object.hasOwn(shapes, kind) && !/[*?]/.test(name.replace(/:\*$/, '')) ? shapes[kind] : undefined;
}

function pageOfOthers(resource: Resource): string | undefined {
  const shape = shapeOf(resource) ?? '';
  const blanks = [...shape.matchAll(/\{(\w+)\}/g)].map(([, blank = '']) => [blank, filled(blank, resource) ?? ''] as const);
  if (blanks.some(([, text]) => text === '')) return undefined;
  return blanks.reduce((text, [blank, fill]) => text.replace(`{${blank}}`, () => written(blank, fill)), shape);
}

/** The console page of a resource; undefined where only its service is known. */
export function pageOf(resource: Resource): string | undefined {
  const page = resource.service === 's3' ? pageOfS3(resource) : pageOfOthers(resource);
  return page !== undefined && page !== '' && isDestination(page) ? page : undefined;
}

/** What AWS calls a resource of this kind: its type, or the one that goes without saying. */
export function kindOf(resource: Resource): string {
  const { service, type, name } = resource;
  if (isOfBucket(resource)) return /\/./.test(name.replace(/\*$/, '')) ? 'object' : 'bucket';
  return type === '' ? untyped[service] ?? '' : type;
}
