import { describe, expect, it } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import {
  consoleOrigins, isPartition, organizationsHost, partitionNames, partitionOfRegion, partitions, signInHost, stsHost,
} from '../../../src/core/partitions.js';
import { cityOf, regionCodes } from '../../../src/core/regions.js';

const regionsOf = (partition: string): string[] => regionCodes.filter((code) => partitionOfRegion(code) === partition);
const stsHosts = partitionNames.flatMap((name) => regionsOf(name).map((region) => stsHost(name, region)));
const iamHosts = partitionNames.map((name) => partitions[name].iamHost);
const apiHosts = [...stsHosts, ...iamHosts, ...partitionNames.map(organizationsHost)];
const others = partitionNames.filter((name) => name !== 'aws');

/** The hosts that one directive of the content security policy names. */
function directive(name: string): string[] {
  const policy = manifest.content_security_policy.extension_pages.split(/;\s*/);
  const found = policy.find((part) => part.startsWith(`${name} `));
  return found?.split(/\s+/).slice(1) ?? [];
}

describe('the hosts of a partition', () => {
  it.each([
    ['aws', 'us-east-1', 'sts.us-east-1.amazonaws.com', 'us-east-1.signin.aws.amazon.com'],
    ['aws', 'ap-northeast-1', 'sts.ap-northeast-1.amazonaws.com', 'ap-northeast-1.signin.aws.amazon.com'],
    ['aws-us-gov', 'us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com', 'us-gov-west-1.signin.amazonaws-us-gov.com'],
    ['aws-cn', 'cn-north-1', 'sts.cn-north-1.amazonaws.com.cn', 'cn-north-1.signin.amazonaws.cn'],
    ['aws-eusc', 'eusc-de-east-1', 'sts.eusc-de-east-1.amazonaws.eu', 'eusc-de-east-1.signin.amazonaws-eusc.eu'],
  ] as const)('%s are regional', (partition, region, sts, signIn) => {
    expect([stsHost(partition, region), signInHost(partition, region)]).toEqual([sts, signIn]);
  });

  it.each(partitionNames)('%s has a default region of its own that Sallyport may call', (name) => {
    expect(partitionOfRegion(partitions[name].defaultRegion)).toBe(name);
    expect(regionsOf(name)).toContain(partitions[name].defaultRegion);
  });

  it('belong to the partitions that Sallyport knows, and to no name out of an object’s prototype', () => {
    expect(['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'].every(isPartition)).toBe(true);
    expect(['aws-iso', 'constructor', '__proto__', ''].some(isPartition)).toBe(false);
  });
});

describe('regions', () => {
  it('each belong to exactly one partition', () => {
    const owners = regionCodes.map((code) => partitionNames.filter((name) => partitions[name].regions.test(code)));
    expect(owners.filter((names) => names.length !== 1)).toEqual([]);
    expect(partitionNames.flatMap(regionsOf).toSorted()).toEqual([...regionCodes].sort());
  });

  it('are called by their city in the person’s language, or by their code when they are newer than Sallyport', () => {
    expect(cityOf('ap-northeast-1', 'ja-JP')).toBe('東京');
    expect(cityOf('ap-northeast-1', 'en-GB')).toBe('Tokyo');
    expect(cityOf('ap-northeast-1', 'fr')).toBe('Tokyo');
    expect(cityOf('eu-central-12', 'ja')).toBe('eu-central-12');
    expect(cityOf('constructor', 'en')).toBe('constructor');
  });
});

describe('the manifest', () => {
  it('lets our pages connect to the STS hosts of the known regions, to IAM, to Organizations and to the sign-in hosts, and to nothing else', () => {
    const signIn = partitionNames.map((name) => `https://*.${partitions[name].signInDomain}`);
    expect(directive('connect-src').toSorted()).toEqual([...signIn, ...apiHosts.map((host) => `https://${host}`)].sort());
  });

  it('may ask later for the STS, IAM and Organizations hosts, the other partitions’ pages and two consoles with hosts of their own, and for the one origin of a shared catalogue', () => {
    const pages = others.flatMap((name) => Object.values(consoleOrigins(name)));
    const apart = ['https://health.aws.amazon.com/*', 'https://lightsail.aws.amazon.com/*'];
    // Which origin it is, is known only when a person adds its address.
    const wanted = ['https://*/*', ...pages, ...apart, ...apiHosts.map((host) => `https://${host}/*`)];
    expect(manifest.optional_host_permissions.toSorted()).toEqual(wanted.sort());
  });

  it('asks at installation for the sign-in and console pages of aws only, and marks the consoles only', () => {
    const { signIn, console } = consoleOrigins('aws');
    expect(manifest.host_permissions).toEqual([signIn, console]);
    expect(manifest.host_permissions).toEqual(['https://*.signin.aws.amazon.com/*', 'https://*.console.aws.amazon.com/*']);
    expect(manifest.content_scripts.map(({ matches, all_frames: frames }) => ({ matches, frames }))).toEqual([
      { matches: [console], frames: false }, { matches: [signIn], frames: false }]);
  });

  it('asks for five permissions in Chrome, none of which can read other tabs, history or cookies, and for containers in Firefox', () => {
    expect(manifest.permissions).toEqual(['storage', 'unlimitedStorage', 'alarms', 'idle', 'scripting', 'contextualIdentities', 'cookies']);
    expect(manifest.optional_permissions).toEqual(['tabGroups', 'notifications', 'contextMenus', 'clipboardWrite', 'offscreen']);
    expect(manifest.web_accessible_resources).toEqual([{ resources: ['marks/*.png'], matches: partitionNames.map((name) => consoleOrigins(name).console) }]);
    expect(manifest.externally_connectable).toEqual({ ids: [], matches: [] });
  });

  it('forbids our pages inline script, framing, and assigning markup', () => {
    expect(directive('default-src')).toEqual(['\'none\'']);
    expect(directive('script-src')).toEqual(['\'self\'']);
    expect(directive('frame-ancestors')).toEqual(['\'none\'']);
    expect(directive('base-uri')).toEqual(['\'none\'']);
    expect(directive('require-trusted-types-for')).toEqual(['\'script\'']);
  });

  it('lets a form go on from the sign-in host to the console of its partition', () => {
    const targets = directive('form-action').map((source) => source.replace('https://*.', '.'));
    for (const { signInDomain, consoleDomain } of Object.values(partitions)) {
      expect(targets.filter((target) => `.${signInDomain}`.endsWith(target) && `.${consoleDomain}`.endsWith(target))).toHaveLength(1);
    }
    expect(targets).toHaveLength(partitionNames.length);
  });
});
