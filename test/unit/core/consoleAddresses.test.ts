import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConsoleAddress, readSharedText, sharedText } from '../../../src/core/consoleAddresses.js';
import { destinationUrl, isConsoleUrl, isDestination } from '../../../src/core/destinations.js';
import { readLead } from '../../../src/core/leads.js';
import { type Partition, partitionNames, partitions } from '../../../src/core/partitions.js';
import { roleNamed } from '../scenario.js';

const tokyo = 'ap-northeast-1';
const page = (destination: string, more = {}) => ({ partition: 'aws', destination, region: tokyo, ...more });

describe('the address of a console page', () => {
  it.each([
    [`https://${tokyo}.console.aws.amazon.com/ec2/home?region=${tokyo}#Instances:`, page(`ec2/home?region=${tokyo}#Instances:`)],
    [`https://222222222222-abcd1234.${tokyo}.console.aws.amazon.com/lambda/home?region=${tokyo}#/functions/f`, page(`lambda/home?region=${tokyo}#/functions/f`, { accountId: '222222222222' })],
    [`https://console.aws.amazon.com/cloudwatch/home?region=${tokyo}#logsV2:log-groups`, page(`cloudwatch/home?region=${tokyo}#logsV2:log-groups`)],
    ['https://us-east-1.console.aws.amazon.com/x?region=ap-northeast-1', page('x?region=ap-northeast-1')],
    ['https://s3.console.aws.amazon.com/s3/buckets/reports', { partition: 'aws', destination: 's3/buckets/reports' }],
    ['https://console.aws.amazon.com/', { partition: 'aws', destination: '' }],
    ['https://us-east-1.console.aws.amazon.com/wafv2/x?region=global', { partition: 'aws', destination: 'wafv2/x?region=global', region: 'us-east-1' }],
    ['https://cn-north-1.console.amazonaws.cn/ec2/home', { partition: 'aws-cn', destination: 'ec2/home', region: 'cn-north-1' }],
    ['https://222222222222-abcd1234.us-gov-west-1.console.amazonaws-us-gov.com/a', { partition: 'aws-us-gov', destination: 'a', region: 'us-gov-west-1', accountId: '222222222222' }],
    ['https://eusc-de-east-1.console.amazonaws-eusc.eu/a', { partition: 'aws-eusc', destination: 'a', region: 'eusc-de-east-1' }],
    ['https://us-east-1.console.aws.amazon.com/a#x?url=https://s3.amazonaws.com/t.yaml', { partition: 'aws', destination: 'a#x?url=https:%2F%2Fs3.amazonaws.com/t.yaml', region: 'us-east-1' }],
    ['https://us-east-1.console.aws.amazon.com/a#売上', { partition: 'aws', destination: 'a#%E5%A3%B2%E4%B8%8A', region: 'us-east-1' }],
  ])('is read: %s', (address, expected) => {
    expect(readConsoleAddress(address)).toEqual(expected);
  });

  it.each([
    'https://health.aws.amazon.com/health/home', 'https://lightsail.aws.amazon.com/ls/webapp', 'https://signin.aws.amazon.com/switchrole?account=222222222222',
    'https://us-east-1.console.aws.amazon.com/console/logout!doLogout', 'https://example.com/', 'chrome://extensions/', '', 'ec2/home',
  ])('is none of these: %s', (address) => {
    expect(readConsoleAddress(address)).toBeUndefined();
  });

  it('says what is there by its service', () => {
    expect(readLead(`https://${tokyo}.console.aws.amazon.com/ec2/home?x#y`)?.what).toBe('ec2');
    expect(readLead(`https://${tokyo}.console.aws.amazon.com/codesuite/codebuild/projects`)?.what).toBe('codebuild');
    expect(readLead(`https://${tokyo}.console.aws.amazon.com/`)?.what).toBe('console');
  });

  it('leads to a console page of its own partition and no other, whatever text is read', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 40 });
    const addresses = fc.tuple(fc.constantFrom('', `${tokyo}.`, '222222222222-abcd1234.us-east-1.', 'evil.com/'), fc.constantFrom(...partitionNames), fc.webPath(), hostile)
      .map(([before, partition, path, after]) => `https://${before}${partitions[partition].consoleDomain}${path}${after}`);
    const regions: Readonly<Record<Partition, string>> = { 'aws': tokyo, 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1', 'aws-eusc': 'eusc-de-east-1' };
    fc.assert(fc.property(fc.oneof(addresses, hostile, fc.webUrl()), (text) => {
      const read = readSharedText(text);
      if (!read) return;
      expect(isDestination(read.destination)).toBe(true);
      const role = roleNamed('r', { arn: `arn:${read.partition}:iam::222222222222:role/r`, region: read.region ?? regions[read.partition], destination: read.destination });
      expect(isConsoleUrl(destinationUrl(role), read.partition)).toBe(true);
    }), { numRuns: 5000 });
  });
});

describe('the text by which a page is shared', () => {
  const address = `https://222222222222-abcd1234.${tokyo}.console.aws.amazon.com/cloudwatch/home?region=${tokyo}#logsV2:log-groups/log-group/$252Faws`;

  it('is AWS’s own address on the plain host, and the account after it', () => {
    const read = readConsoleAddress(address);
    const text = read && sharedText(read);
    expect(text).toBe(`https://${tokyo}.console.aws.amazon.com/cloudwatch/home?region=${tokyo}#logsV2:log-groups/log-group/$252Faws account=222222222222`);
    expect(readSharedText(text ?? '')).toEqual(read);
  });

  it('comes back as it was, for every page of every partition', () => {
    for (const partition of partitionNames) {
      for (const accountId of [undefined, '012345678901']) {
        const whole = { partition, region: partitions[partition].defaultRegion, destination: 'a/b?c=d&e=%20#f?g=h;i', ...(accountId === undefined ? {} : { accountId }) };
        expect(readSharedText(sharedText(whole))).toEqual(whole);
      }
    }
  });

  it('is read with what mail programs put around it', () => {
    expect(readSharedText(`  <https://console.aws.amazon.com/a>\n account=222222222222 `)).toEqual({ partition: 'aws', destination: 'a', accountId: '222222222222' });
    expect(readSharedText('<https://console.aws.amazon.com/a>')).toEqual({ partition: 'aws', destination: 'a' });
  });

  it.each(['https://console.aws.amazon.com/a account=22', 'https://console.aws.amazon.com/a account=222222222222 x', 'https://console.aws.amazon.com/a b', 'account=222222222222', 'https://evil.com/ account=222222222222'])(
    'is not read otherwise: %s', (text) => {
      expect(readSharedText(text)).toBeUndefined();
    });
});
