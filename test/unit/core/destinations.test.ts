import { describe, expect, it } from 'vitest';
import { destinationUrl, isConsoleUrl, isDestination } from '../../../src/core/destinations.js';
import { Failure } from '../../../src/core/failure.js';
import { roleNamed } from '../scenario.js';

const arn = 'arn:aws:iam::222222222222:role/r';
const urlFor = (destination: string, region = 'ap-northeast-1'): string => destinationUrl({ name: 'r', arn, region, destination });
function addressOrRefusal(destination: string): string {
  try {
    return urlFor(destination);
  } catch (thrown) {
    if (thrown instanceof Failure) return 'refused';
    throw thrown;
  }
}

const consoleHost = 'ap-northeast-1.console.aws.amazon.com';
const evil = ['evil.com', 'console.aws.amazon.com.evil.com', 'xconsole.aws.amazon.com', 'evil.com:443', '127.0.0.1', '[::1]', 'ⓔvil.com'];

describe('the console page a role opens', () => {
  it.each([
    ['', 'console/home?region=ap-northeast-1'],
    ['ec2/home', 'ec2/home?region=ap-northeast-1'],
    ['/ec2/home', 'ec2/home?region=ap-northeast-1'],
    ['  /ec2/home#Instances: ', 'ec2/home?region=ap-northeast-1#Instances:'],
    ['cloudwatch/home?region=eu-west-1#logsV2:', 'cloudwatch/home?region=eu-west-1#logsV2:'],
    ['s3/buckets?bucketType=general', 's3/buckets?bucketType=general&region=ap-northeast-1'],
    ['go/view?a=1&region=us-east-1&b=2', 'go/view?a=1&region=us-east-1&b=2'],
    ['lambda/home#/functions/f?tab=code', 'lambda/home?region=ap-northeast-1#/functions/f?tab=code'],
  ])('of %j keeps its path, its query and its hash, and has a region', (destination, path) => {
    expect(urlFor(destination)).toBe(`https://${consoleHost}/${path}`);
  });

  it.each([
    ['arn:aws-us-gov:iam::222222222222:role/r', 'us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
    ['arn:aws-cn:iam::222222222222:role/r', 'cn-north-1', 'cn-north-1.console.amazonaws.cn'],
    ['arn:aws-eusc:iam::222222222222:role/r', 'eusc-de-east-1', 'eusc-de-east-1.console.amazonaws-eusc.eu'],
  ])('is on the console host of the partition of %s', (partitionArn, region, host) => {
    expect(destinationUrl({ name: 'r', arn: partitionArn, region, destination: '' })).toBe(`https://${host}/console/home?region=${region}`);
  });

  it.each([
    'evil.com/', 'evil.com#', 'evil.com?', 'evil.com\\', 'x@evil.com/', 'user:pass@evil.com/', 'evil.com:443/', '', '..', 'a b', 'evil.com/\n',
    'us-east-1.console.aws.amazon.com:8443/', 'US-EAST-1', 'evil%2ecom%2f',
  ])('is none when the region would lead off the console: %j', (region) => {
    expect(() => urlFor('', region)).toThrow('destinationWrong');
  });

  it('is always on the console, whatever the destination says', () => {
    const starts = ['', '/', '//', '///', '\\', '\\\\', '/\\', '\t//', '@', ':', ':443/', '.', '..', '../../', '%2f%2f', '?', '#', 'https://', 'https:/', 'https:',
      'javascript:', 'data:text/html,', '//user@', '///user:pw@', '\u0000', '\n//', ' ', '　//', '／／', '。'];
    const ends = ['', '/', '/path', '?region=x', '#@console.aws.amazon.com', '\\.console.aws.amazon.com', '%00', '/..//', ':80/'];
    const opened = starts.flatMap((start) => evil.flatMap((host) => ends.map((end) => addressOrRefusal(`${start}${host}${end}`))));
    expect(opened.length).toBeGreaterThan(1000);
    expect(opened.filter((url) => url !== 'refused' && !url.startsWith(`https://${consoleHost}/`))).toEqual([]);
    expect(opened.filter((url) => url === 'refused').length).toBeLessThan(opened.length / 4);
  });
});

describe('a destination', () => {
  it.each(['', 'ec2/home', '/ec2/home', 'ec2/home#Instances:', 'a?b=c&d=e#f', 'x'.repeat(2048), 's3/buckets/a.b..c'])(
    'can be a path of the console: %j', (text) => {
      expect(isDestination(text)).toBe(true);
    });

  it.each([
    'https://evil.com', 'a?b=https://evil.com', 'a\\b', '../x', 'a/../b', 'a/..', './x', 'a/./b', 'a b', 'a\nb', 'ページ', 'x'.repeat(2049), '\u0000', 'a\u202eb',
  ])('cannot be anything else: %j', (text) => {
    expect(isDestination(text)).toBe(false);
  });

  it('that a form lets through makes an address, for every role', () => {
    for (const text of ['', 'ec2/home#Instances:', 'a?b=c', '%', '%zz', '?', '#', '[', '{}', '"<>`', ':', ';', '@']) {
      expect(isDestination(text), text).toBe(true);
      expect(destinationUrl({ ...roleNamed('r'), destination: text }), text).toContain(`https://${consoleHost}/`);
    }
  });
});

describe('an address of the console', () => {
  it.each(['https://console.aws.amazon.com/', 'https://us-east-1.console.aws.amazon.com/x?y#z', 'https://a.b.console.aws.amazon.com'])(
    'is one on its host or below it: %s', (address) => {
      expect(isConsoleUrl(address, 'aws')).toBe(true);
    });

  it('belongs to one partition', () => {
    expect(isConsoleUrl('https://console.amazonaws.cn/', 'aws-cn')).toBe(true);
    expect(isConsoleUrl('https://console.amazonaws.cn/', 'aws')).toBe(false);
    expect(isConsoleUrl('https://console.aws.amazon.com/', 'aws-us-gov')).toBe(false);
  });

  it.each([
    'http://console.aws.amazon.com/', 'HTTPS://console.aws.amazon.com/', 'ftp://console.aws.amazon.com/', '//console.aws.amazon.com/',
    'https:console.aws.amazon.com', 'https:///console.aws.amazon.com/', 'https:/\\console.aws.amazon.com/', 'https://console.aws.amazon.com:8443/',
    'https://u@console.aws.amazon.com/', 'https://u:p@console.aws.amazon.com/', 'https://:p@console.aws.amazon.com/', 'https://aws.amazon.com/',
    'https://console.aws.amazon.com@evil.com/', 'https://console.aws.amazon.com%40evil.com/', 'https://evil.com/https://console.aws.amazon.com/',
    'https://evil.com#.console.aws.amazon.com', 'https://evil.com?.console.aws.amazon.com', 'https://evil.com\\.console.aws.amazon.com/',
    'https://xconsole.aws.amazon.com/', 'https://console.aws.amazon.com.evil.com/', 'https://console-aws.amazon.com/', 'https://console.aws.amazon.co/',
    ' https://console.aws.amazon.com/', 'https://console.aws.amazon.com/ ', 'https://console.aws.amazon.com/\n', 'https://con\tsole.aws.amazon.com/',
    'https://ｃonsole.aws.amazon.com/', 'https://console.aws.amazon.com./', 'blob:https://console.aws.amazon.com/x',
    'javascript://console.aws.amazon.com/%0aalert(1)',
    'view-source:https://console.aws.amazon.com/', 'https://', 'https://.console.aws.amazon.com/', '',
  ])('is none of these: %j', (address) => {
    expect(isConsoleUrl(address, 'aws')).toBe(false);
  });
});
