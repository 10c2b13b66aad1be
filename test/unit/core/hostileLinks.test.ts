import { describe, expect, it } from 'vitest';
import { readConsoleAddress } from '../../../src/core/consoleAddresses.js';
import { destinationUrl, landingAt } from '../../../src/core/destinations.js';
import { Failure } from '../../../src/core/failure.js';
import { landingOf, readLead } from '../../../src/core/leads.js';
import { type Partition, partitionNames, partitions } from '../../../src/core/partitions.js';
import { catalogueOf, roleNamed } from '../scenario.js';

const evil = ['evil.com', 'console.aws.amazon.com.evil.com', 'xconsole.aws.amazon.com', 'console-aws.amazon.com', '127.0.0.1', '[::1]', 'аws.amazon.com'];
const console = 'ap-northeast-1.console.aws.amazon.com';
const dots = ['。', '．', '｡', '%2e', '%E3%80%82'];
const controls = ['\t', '\n', '\r', '\u0000', '\u00a0', '\u2028', '\u202e', '\u200b', ' '];
const schemes = ['http:', 'ftp:', 'javascript:', 'data:text/html,', 'blob:https:', 'view-source:https:', 'file:', 'chrome:', 'chrome-extension:', 'about:', 'ws:', 'https:/\\', 'https:\\\\', 'HTTPS:', 'hTTps:', ' https:', '\u0001https:', 'ht\ntps:'];

/** Addresses that a hasty reader takes for ones of the console, each of another kind of confusion. */
const addresses: readonly string[] = [
  ...evil.flatMap((host) => [
    `https://${host}/`, `https://${console}@${host}/`, `https://${console}:x@${host}/`, `https://${console}%40${host}/`, `https://${host}#@${console}/`, `https://${host}?.${console}/`,
    `https://${host}/${console}/`, `https://${host}\\@${console}/`, `https://${host}\\.${console}/`, `https://${host}%2f.${console}/`, `https://${host}%00.${console}/`, `https://${host};.${console}/`,
    `https://${host}:443@${console}/`, `https://user@${console}/?${host}`, `//${host}/`, `https://${console}.${host}/`, `https://${host}:443/`, `https://${console}:8443/${host}`,
  ]),
  ...schemes.flatMap((scheme) => [`${scheme}//${console}/ec2/home`, `${scheme}${console}/ec2/home`]), `https:${console}/`, `https:/${console}/`, `https:///${console}/`,
  ...controls.flatMap((control) => [`https://con${control}sole.aws.amazon.com/`, `https://${control}${console}/`, `https://${console}${control}.evil.com/`, `https://${console}/a${control}b\\`, `https:/${control}/${console}/`]),
  ...dots.flatMap((dot) => [`https://evil.com${dot}${console}/`, `https://console${dot}aws.amazon.com/`, `https://${console}${dot}evil.com/`, `https://evil${dot}com/`]),
  ...['ｃonsole', 'c0nsole', 'сonsole', 'conso1e', 'console.', '.console', 'console-', 'xn--console'].map((label) => `https://${label}.aws.amazon.com/`.replace('.console.', '.console.')),
  ...[1, 80, 444, 8443, 65535].map((port) => `https://${console}:${port}/`),
  'https://aws.amazon.com/', 'https://signin.aws.amazon.com/', 'https://us-east-1.signin.aws.amazon.com/federation?Action=login&Destination=https://evil.com', 'https://health.aws.amazon.com/', 'https://console.aws.amazon.com./',
  'https://s3.amazonaws.com/console.aws.amazon.com', 'https://console.amazonaws.com/', 'https://console.aws.amazon.com.cn/', 'https://console.amazonaws.cn.evil.com/', 'https://console.c2shome.ic.gov/', `https://${console}/console/logout!doLogout`, `https://${console}//console/logout`,
];

/** What could stand in an ARN's region, account, service or partition to lead elsewhere. */
const parts = [
  ...evil, ...controls.map((control) => `us-east-1${control}`), ...dots.map((dot) => `us-east-1${dot}evil`), ...schemes, '..', '../..', '//evil.com', '\\', '@', '#', '?', '%2f', '%2e%2e', 'us-east-1.evil.com/', 'us-east-1/', 'US-EAST-1', 'constructor', '__proto__',
];
const arns = parts.flatMap((part) => [
  `arn:${part}:ec2:us-east-1:222222222222:instance/i`, `arn:aws:${part}:us-east-1:222222222222:instance/i`, `arn:aws:ec2:${part}:222222222222:instance/i`, `arn:aws:ec2:us-east-1:${part}:instance/i`,
  `arn:aws:ec2:us-east-1:222222222222:instance/${part}`, `arn:aws:ec2:us-east-1:222222222222:${part}/i`, `arn:aws:s3:::${part}`, `arn:aws:s3:::b/${part}`, `arn:aws:ecr:us-east-1:222222222222:repository/${part}`,
  `arn:aws:ssm:us-east-1:222222222222:parameter/${part}`, `arn:aws:sqs:us-east-1:222222222222:${part}`,
]);

/** Destinations as a message, a file or a link could hold them. */
const destinations = [...evil, ...schemes, ...parts, ...addresses].flatMap((text) => [text, `/${text}`, `//${text}`, `\\${text}`, `../${text}`, `@${text}`, `ec2/home?x=${text}`, `ec2/home#${text}`]);
const regions = [...parts, 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1', 'us-east-1.console.aws.amazon.com'];

const roles = partitionNames.map((name) => roleNamed(name, { arn: `arn:${name}:iam::222222222222:role/r`, region: partitions[name].defaultRegion }));
const roleOf = (partition: Partition) => roles.find(({ name }) => name === partition) ?? roleNamed('r');

/** Where a role of a partition lands, or that it is refused. */
function landed(partition: Partition, landing: { destination: string; region?: string }): string {
  const role = roleOf(partition);
  try {
    const [next = role] = landingAt(catalogueOf([role]), role.id, landing).roles;
    return destinationUrl(next);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.data.kind === 'destinationWrong') return 'refused';
    throw thrown;
  }
}

/** Whether an address is one of a regional console host of the partition: what no list may lead away from. */
function isAtHome(address: string, partition: Partition): boolean {
  const { hostname, port, username, password, protocol } = new URL(address);
  const [region, ...rest] = hostname.split('.');
  return protocol === 'https:' && port === '' && username === '' && password === '' && rest.join('.') === partitions[partition].consoleDomain && partitions[partition].regions.test(region ?? '');
}

describe('a hostile link', () => {
  it('is one of at least 500 confusions, none of which is told twice', () => {
    expect(new Set([...addresses, ...arns]).size).toBeGreaterThanOrEqual(500);
    expect(new Set(destinations).size).toBeGreaterThanOrEqual(2000);
  });

  it('that only looks like a console’s address leads nowhere', () => {
    const read = addresses.filter((address) => readConsoleAddress(address) !== undefined);
    expect(read).toEqual([]);
  });

  it('leads nowhere with an account after it either, nor in brackets', () => {
    // Spaces around are dropped, so that what is one but for them is left out.
    const texts = addresses.filter((address) => !address.startsWith(' ')).flatMap((address) => [`${address} account=222222222222`, `<${address}>`]);
    expect(texts.filter((text) => readLead(text))).toEqual([]);
  });

  it('as an ARN, lands on the console of its partition or nowhere', () => {
    const astray = arns.flatMap((arn) => {
      const lead = readLead(arn);
      const address = lead ? landed(lead.partition, landingOf(lead)) : 'refused';
      return address === 'refused' || (lead && isAtHome(address, lead.partition)) ? [] : [`${arn} → ${address}`];
    });
    expect(astray).toEqual([]);
  });

  it('as a destination, lands on the console of the role’s partition or nowhere', () => {
    const astray = partitionNames.flatMap((partition) => destinations.flatMap((destination) => {
      const address = landed(partition, { destination });
      return address === 'refused' || isAtHome(address, partition) ? [] : [`${destination} → ${address}`];
    }));
    expect(astray).toEqual([]);
  });

  it('cannot bring a region of another partition, or none, with it', () => {
    const astray = regions.map((region) => landed('aws', { destination: 'ec2/home', region })).filter((address) => address !== 'refused' && !isAtHome(address, 'aws'));
    expect(astray).toEqual([]);
    expect(regions.filter((region) => landed('aws', { destination: 'ec2/home', region }) !== 'refused')).toEqual([]);
  });
});
