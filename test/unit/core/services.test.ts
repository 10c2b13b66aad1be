import { describe, expect, it } from 'vitest';
import { destinationUrl, isDestination, landingAt } from '../../../src/core/destinations.js';
import { isGlobalPath, serviceNames, servicePage } from '../../../src/core/services.js';
import { catalogueOf, failureFrom, roleNamed } from '../scenario.js';

const addressOf = (destination: string, more = {}): string => destinationUrl(roleNamed('r', { destination, ...more }));

describe('a service’s short name', () => {
  it.each([
    ['s3', 's3/home?region=ap-northeast-1'], ['ec2', 'ec2/home?region=ap-northeast-1'], ['ddb', 'dynamodbv2/home?region=ap-northeast-1'],
    ['cfn', 'cloudformation/home?region=ap-northeast-1'], ['logs', 'cloudwatch/home?region=ap-northeast-1#logsV2:log-groups'],
    ['Lambda', 'lambda/home?region=ap-northeast-1'], [' /sfn ', 'states/home?region=ap-northeast-1'],
    ['apigw', 'apigateway/main/apis?region=ap-northeast-1'], ['ssm', 'systems-manager/home?region=ap-northeast-1'],
  ])('as a role’s destination leads to its page: %s', (name, page) => {
    expect(addressOf(name)).toBe(`https://ap-northeast-1.console.aws.amazon.com/${page}`);
  });

  it.each([
    ['iam', 'aws', 'ap-northeast-1', 'us-east-1.console.aws.amazon.com/iam/home?region=us-east-1'],
    ['r53', 'aws', 'eu-west-1', 'us-east-1.console.aws.amazon.com/route53/v2/home?region=us-east-1'],
    ['iam', 'aws-cn', 'cn-northwest-1', 'cn-north-1.console.amazonaws.cn/iam/home?region=cn-north-1'],
  ])('of a service without regions leads to where the partition keeps it: %s in %s', (destination, partition, region, address) => {
    expect(addressOf(destination, { arn: `arn:${partition}:iam::222222222222:role/r`, region })).toBe(`https://${address}`);
  });

  it('is one of about seventy services, each a destination that a form takes', () => {
    const paths = new Set(serviceNames.map((name) => servicePage(name)?.path));
    expect(paths.size).toBeGreaterThanOrEqual(70);
    expect(serviceNames.filter((name) => !isDestination(name) || !isDestination(servicePage(name)?.path ?? '..'))).toEqual([]);
    expect(new Set(serviceNames).size).toBe(serviceNames.length);
  });

  it.each(['s3/home', 'constructor', '__proto__', '', 's3 ', 'toString'])('is none of these: %j', (text) => {
    expect(servicePage(text)).toBeUndefined();
  });

  it('tells which pages know no regions', () => {
    expect(['iam/home#/roles', 'route53/v2/home', 'ec2/home', 'iamx/home', ''].map(isGlobalPath)).toEqual([true, true, false, false, false]);
  });
});

describe('a page that a role is to open this once', () => {
  const [one, other] = [roleNamed('one'), roleNamed('other')];
  const catalogue = catalogueOf([one, other]);

  it('takes the place of the role’s own, and of no other’s', () => {
    const { roles } = landingAt(catalogue, one.id, { destination: 'ec2/home#x', region: 'eu-west-1' });
    expect(roles).toEqual([{ ...one, destination: 'ec2/home#x', region: 'eu-west-1' }, other]);
    expect(landingAt(catalogue, one.id, { destination: 'ec2/home' }).roles[0]?.region).toBe(one.region);
    expect(landingAt(catalogue, one.id, {})).toBe(catalogue);
  });

  it.each([
    { destination: 'https://evil.com' }, { destination: '../x' }, { destination: 'a\\b' }, { destination: 'ec2/home', region: 'cn-north-1' },
    { destination: 'ec2/home', region: 'evil.com/' }, { region: 'us-gov-west-1' },
  ])('is refused when the role cannot open it: %o', async (landing) => {
    expect(await failureFrom(() => landingAt(catalogue, one.id, landing))).toMatchObject({ kind: 'destinationWrong', values: { role: 'one' } });
  });
});
