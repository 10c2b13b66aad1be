import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArn } from '../../../src/core/arnPages.js';
import { destinationUrl, isConsoleUrl, isDestination, landingAt } from '../../../src/core/destinations.js';
import { readLead } from '../../../src/core/leads.js';
import { partitionNames } from '../../../src/core/partitions.js';
import { catalogueOf, roleNamed } from '../scenario.js';

const role = roleNamed('r');
/** The page that a role in Tokyo lands on for an ARN: what follows its host. */
function landed(arn: string): string {
  const page = readArn(arn);
  const [landing] = page ? landingAt(catalogueOf([role]), role.id, page).roles : [];
  return landing ? destinationUrl(landing).replace('.console.aws.amazon.com', '') : 'none';
}

/** Resources of the account 222222222222 in Tokyo, whose code is `§`, and where the console shows them. */
const pages: readonly (readonly [string, string])[] = [
  ['ec2:§:instance/i-0abc', 'ec2/home?region=§#InstanceDetails:instanceId=i-0abc'],
  ['ec2:§:volume/vol-1', 'ec2/home?region=§#VolumeDetails:volumeId=vol-1'],
  ['ec2:§:security-group/sg-1', 'ec2/home?region=§#SecurityGroup:groupId=sg-1'],
  ['ec2:§:vpc/vpc-1', 'vpcconsole/home?region=§#VpcDetails:VpcId=vpc-1'],
  ['ec2:§:subnet/subnet-1', 'vpcconsole/home?region=§#SubnetDetails:subnetId=subnet-1'],
  ['lambda:§:function:hello', 'lambda/home?region=§#/functions/hello'],
  ['lambda:§:function:hello:7', 'lambda/home?region=§#/functions/hello'],
  ['dynamodb:§:table/orders', 'dynamodbv2/home?region=§#table?name=orders'],
  ['dynamodb:§:table/orders/index/by-day', 'dynamodbv2/home?region=§#table?name=orders'],
  ['rds:§:db:main', 'rds/home?region=§#database:id=main;is-cluster=false'],
  ['rds:§:cluster:main', 'rds/home?region=§#database:id=main;is-cluster=true'],
  ['rds:§:snapshot:rds:main-2026', 'rds/home?region=§#db-snapshot:id=rds%3Amain-2026'],
  ['sqs:§:jobs', 'sqs/v3/home?region=§#/queues/https%3A%2F%2Fsqs.§.amazonaws.com%2F222222222222%2Fjobs'],
  ['sns:§:alerts', 'sns/v3/home?region=§#/topic/arn:aws:sns:§:222222222222:alerts'],
  ['ecs:§:cluster/web', 'ecs/v2/clusters/web?region=§'],
  ['ecs:§:service/web/front', 'ecs/v2/clusters/web/services/front?region=§'],
  ['ecs:§:task/web/0123', 'ecs/v2/clusters/web/tasks/0123?region=§'],
  ['ecs:§:task-definition/web:3', 'ecs/v2/task-definitions/web/3?region=§'],
  ['eks:§:cluster/prod', 'eks/home?region=§#/clusters/prod'],
  ['eks:§:nodegroup/prod/workers/0123', 'eks/home?region=§#/clusters/prod/nodegroups/workers'],
  ['cloudformation:§:stack/s/0123-4567', 'cloudformation/home?region=§#/stacks/stackinfo?stackId=arn%3Aaws%3Acloudformation%3A§%3A222222222222%3Astack%2Fs%2F0123-4567'],
  ['logs:§:log-group:/aws/lambda/f:*', 'cloudwatch/home?region=§#logsV2:log-groups/log-group/$252Faws$252Flambda$252Ff'],
  ['logs:§:log-group:g#1:log-stream:a/[b]', 'cloudwatch/home?region=§#logsV2:log-groups/log-group/g$25231/log-events/a$252F$255Bb$255D'],
  ['cloudwatch:§:alarm:5xx errors', 'cloudwatch/home?region=§#alarmsV2:alarm/5xx%20errors'],
  ['kms:§:key/4bd4-2b4b', 'kms/home?region=§#/kms/keys/4bd4-2b4b'],
  ['secretsmanager:§:secret:prod/db-AbC123', 'secretsmanager/secret?name=prod%2Fdb&region=§'],
  ['ssm:§:parameter/prod/db/host', 'systems-manager/parameters/prod/db/host/description?region=§'],
  ['states:§:stateMachine:flow', 'states/home?region=§#/statemachines/view/arn:aws:states:§:222222222222:stateMachine:flow'],
  ['states:§:execution:flow:e1', 'states/home?region=§#/v2/executions/details/arn:aws:states:§:222222222222:execution:flow:e1'],
  ['events:§:rule/nightly', 'events/home?region=§#/eventbus/default/rules/nightly'],
  ['events:§:rule/orders/nightly', 'events/home?region=§#/eventbus/orders/rules/nightly'],
  ['apigateway:§:/restapis/abc123/stages/prod', 'apigateway/main/apis/abc123/resources?api=abc123&region=§'],
  ['elasticloadbalancing:§:loadbalancer/app/web/0123', 'ec2/home?region=§#LoadBalancer:loadBalancerArn=arn:aws:elasticloadbalancing:§:222222222222:loadbalancer/app/web/0123'],
  ['elasticloadbalancing:§:targetgroup/web/0123', 'ec2/home?region=§#TargetGroup:targetGroupArn=arn:aws:elasticloadbalancing:§:222222222222:targetgroup/web/0123'],
  ['autoscaling:§:autoScalingGroup:0123:autoScalingGroupName/web', 'ec2/home?region=§#AutoScalingGroupDetails:id=web;view=details'],
  ['ecr:§:repository/team/app', 'ecr/repositories/private/222222222222/team/app?region=§'],
  ['codebuild:§:project/build', 'codesuite/codebuild/222222222222/projects/build/history?region=§'],
  ['codepipeline:§:deploy', 'codesuite/codepipeline/pipelines/deploy/view?region=§'],
  ['elasticache:§:replicationgroup:cache', 'elasticache/home?region=§#/redis/cache'],
  ['kinesis:§:stream/clicks', 'kinesis/home?region=§#/streams/details/clicks/monitoring'],
  ['firehose:§:deliverystream/lake', 'firehose/home?region=§#/details/lake/monitoring'],
  ['glue:§:table/lake/events', 'glue/home?region=§#/v2/data-catalog/tables/view/events?database=lake'],
  ['athena:§:workgroup/primary', 'athena/home?region=§#/workgroups/details/primary'],
  ['acm:§:certificate/0123-4567', 'acm/home?region=§#/certificates/0123-4567'],
  ['wafv2:§:regional/webacl/front/0123', 'wafv2/homev2/web-acl/front/0123/overview?region=§'],
  ['redshift:§:cluster:dwh', 'redshiftv2/home?region=§#cluster-details?cluster=dwh'],
  ['es:§:domain/logs', 'aos/home?region=§#opensearch/domains/logs'],
  ['batch:§:job-queue/q', 'batch/home?region=§#queues/detail/arn:aws:batch:§:222222222222:job-queue/q'],
  ['sagemaker:§:endpoint/e', 'sagemaker/home?region=§#/endpoints/e'],
  ['elasticfilesystem:§:file-system/fs-1', 'efs/home?region=§#/file-systems/fs-1'],
  ['cognito-idp:§:userpool/§_abc', 'cognito/v2/idp/user-pools/§_abc/users?region=§'],
];

describe('the ARN of a resource', () => {
  const region = 'ap-northeast-1';
  it.each(pages)('leads to its page: %s', (resource, page) => {
    const [service = '', , ...rest] = resource.replaceAll('§', region).split(':');
    expect(landed(`arn:aws:${service}:${region}:222222222222:${rest.join(':')}`)).toBe(`https://${region}/${page.replaceAll('§', region)}`);
  });

  it('of at least 25 services and 40 kinds leads to a page of its own', () => {
    expect(pages.length).toBeGreaterThanOrEqual(40);
    expect(new Set(pages.map(([resource]) => resource.split(':')[0])).size).toBeGreaterThanOrEqual(25);
  });

  it.each([
    ['arn:aws:s3:::reports', 'https://ap-northeast-1/s3/buckets/reports?region=ap-northeast-1'],
    ['arn:aws:s3:::reports/*', 'https://ap-northeast-1/s3/buckets/reports?region=ap-northeast-1'],
    ['arn:aws:s3:::reports/2026/*', 'https://ap-northeast-1/s3/buckets/reports?prefix=2026%2F&region=ap-northeast-1'],
    ['arn:aws:s3:::reports/2026/a b&c.csv', 'https://ap-northeast-1/s3/object/reports?prefix=2026%2Fa%20b%26c.csv&region=ap-northeast-1'],
    ['arn:aws:s3:::reports/売上.csv', 'https://ap-northeast-1/s3/object/reports?prefix=%E5%A3%B2%E4%B8%8A.csv&region=ap-northeast-1'],
    ['arn:aws:s3:eu-west-1:222222222222:accesspoint/reports', 'https://eu-west-1/s3/home?region=eu-west-1'],
    ['arn:aws:s3::222222222222:accesspoint/reports.mrap', 'https://ap-northeast-1/s3/home?region=ap-northeast-1'],
    ['arn:aws:iam::222222222222:role/team/deploy', 'https://us-east-1/iam/home?region=us-east-1#/roles/details/deploy'],
    ['arn:aws:iam::222222222222:user/alice', 'https://us-east-1/iam/home?region=us-east-1#/users/details/alice'],
    ['arn:aws:iam::aws:policy/AdministratorAccess', 'https://us-east-1/iam/home?region=us-east-1#/policies/details/arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAdministratorAccess'],
    ['arn:aws:sts::222222222222:assumed-role/deploy/alice', 'https://us-east-1/iam/home?region=us-east-1#/roles/details/deploy'],
    ['arn:aws:route53:::hostedzone/Z0123', 'https://us-east-1/route53/v2/hostedzones?region=us-east-1#ListRecordSets/Z0123'],
    ['arn:aws:cloudfront::222222222222:distribution/E1', 'https://us-east-1/cloudfront/v4/home?region=us-east-1#/distributions/E1'],
    ['arn:aws:wafv2:us-east-1:222222222222:global/webacl/front/0123', 'https://us-east-1/wafv2/homev2/web-acl/front/0123/overview?region=global'],
    ['  arn:aws:sqs:eu-west-1:222222222222:jobs\n', 'https://eu-west-1/sqs/v3/home?region=eu-west-1#/queues/https%3A%2F%2Fsqs.eu-west-1.amazonaws.com%2F222222222222%2Fjobs'],
  ])('without a region, or with what must be encoded, leads to its page too: %s', (arn, address) => {
    expect(landed(arn)).toBe(address);
  });

  it.each([
    ['arn:aws:lambda:eu-west-1:222222222222:event-source-mapping:0123', 'lambda/home?region=eu-west-1'],
    ['arn:aws:ec2:eu-west-1:222222222222:instance/*', 'ec2/home?region=eu-west-1'],
    ['arn:aws:wafv2:eu-west-1:222222222222:regional/ipset/x/0123', 'wafv2/homev2?region=eu-west-1'],
    ['arn:aws:ecs:eu-west-1:222222222222:service/old-style', 'ecs/v2/clusters?region=eu-west-1'],
    ['arn:aws:newthing:eu-west-1:222222222222:thing/x', 'newthing/home?region=eu-west-1'],
    ['arn:aws:sqs:eu-west-1:222222222222:constructor', 'sqs/v3/home?region=eu-west-1#/queues/https%3A%2F%2Fsqs.eu-west-1.amazonaws.com%2F222222222222%2Fconstructor'],
    ['arn:aws:ec2:eu-west-1:222222222222:constructor/x', 'ec2/home?region=eu-west-1'],
  ])('whose page is not known leads to its service: %s', (arn, page) => {
    expect(landed(arn)).toBe(`https://eu-west-1/${page}`);
  });

  it('says whose it is, where, and what', () => {
    expect(readLead('arn:aws:ec2:eu-west-1:222222222222:instance/i-1')).toEqual({
      partition: 'aws', accountId: '222222222222', region: 'eu-west-1', what: 'ec2 instance i-1', destination: 'ec2/home#InstanceDetails:instanceId=i-1',
    });
    expect(readLead('arn:aws:s3:::reports')).toEqual({ partition: 'aws', what: 's3 bucket reports', destination: 's3/buckets/reports' });
    expect(readLead('arn:aws-cn:sqs:cn-north-1:222222222222:jobs')?.destination).toContain('sqs.cn-north-1.amazonaws.com.cn');
  });

  it.each([
    'arn:aws', 'arn:aws:s3', 'arn:aws:s3:::', 'arn:aws:ec2:evil.com:222222222222:instance/i', 'arn:aws:ec2:us-east-1/:222222222222:instance/i',
    'arn:aws:ec2: us-east-1:222222222222:instance/i', 'arn:aws:ec2:US-EAST-1:222222222222:instance/i', 'arn:aws:ec2:cn-north-1:222222222222:instance/i', 'arn:aws:ec2:us-east-1:22:instance/i',
    'arn:aws-iso:ec2:us-iso-east-1:222222222222:instance/i', 'arn:evil:ec2:us-east-1:222222222222:instance/i', 'arn:aws:EC2:us-east-1:222222222222:instance/i',
    'arn:aws:ec2/../x:us-east-1:222222222222:instance/i', 'arn:aws:s3:::a\u0000b', 'arn:aws:s3:::a\nb', 'arn:aws:s3:::a\u202eb', 'arn:aws:s3:::\ud800', `arn:aws:s3:::${'a'.repeat(3000)}`, 'xarn:aws:s3:::a', '',
  ])('is none of these: %j', (text) => {
    expect(readArn(text)).toBeUndefined();
  });

  it('never leads off the console, whatever it says', () => {
    const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', '/', '..', '//evil.com', '\\', '@', '%2e%2e', '?', '#', 'javascript:', 's3', 'ec2', 'iam', 'us-east-1', 'aws', '222222222222'));
    const arns = fc.tuple(fc.constantFrom(...partitionNames), part, part, part, fc.array(part, { maxLength: 5 }))
      .map(([partition, service, region, account, rest]) => `arn:${partition}:${service}:${region}:${account}:${rest.join('/')}`);
    fc.assert(fc.property(arns, (arn) => {
      const page = readArn(arn);
      if (!page) return;
      expect(isDestination(page.destination)).toBe(true);
      const one = roleNamed('r', { arn: `arn:${page.partition}:iam::222222222222:role/r`, region: page.region ?? { 'aws': 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1', 'aws-eusc': 'eusc-de-east-1' }[page.partition] });
      expect(isConsoleUrl(destinationUrl({ ...one, destination: page.destination }), page.partition)).toBe(true);
    }), { numRuns: 3000 });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => { readLead(text); readLead(`arn:aws:${text}`); }), { numRuns: 3000 });
  });
});
