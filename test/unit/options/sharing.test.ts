import { beforeEach, describe, expect, it } from 'vitest';
import { catalogueDifference } from '../../../src/core/catalogueDifference.js';
import { changedInEffect, riskyChanges } from '../../../src/core/sharedRisks.js';
import type { Catalogue } from '../../../src/core/catalogue.js';
import type { ColourRule } from '../../../src/core/colourRules.js';
import { printJson } from '../../../src/formats/printing.js';
import { createSharing, type Sharings } from '../../../src/options/sharing.js';
import { catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

const address = 'https://catalogue.example/roles.json';
const key = 'MCowBQYDK2VwAyEAffNKhxuuDLXFmAEArypjlVwmPrFIB5MTMfyIcxT3+TQ=';
const dev = roleNamed('dev');
const prod = roleNamed('prod');
let browser: ReturnType<typeof fakeBrowser>['browser'];
let sharings: Sharings;
let changed: number;
const answers = (text: string, etag = '"1"') => { browser.sharedAnswer = { kind: 'answered', status: 200, type: 'application/json', etag, text }; };
const names = (): string[] => browser.shared.flatMap(({ given }) => given.roles.map(({ name }) => name));
const shared = () => {
  const [one] = sharings.listed.value;
  if (!one) throw new Error('there is none');
  return one;
};

beforeEach(() => {
  const fake = fakeBrowser();
  browser = fake.browser;
  browser.catalogue = catalogueOf([]);
  changed = 0;
  sharings = createSharing(fake.ports, () => { changed += 1; });
  answers(printJson(catalogueOf([dev, prod])));
});

async function taken(): Promise<void> {
  sharings.address.type(address);
  await sharings.add();
  await sharings.take();
}

describe('a shared catalogue', () => {
  it('is shown first, and taken when the person says so', async () => {
    sharings.address.type(`${address}#x`);
    await sharings.add();
    expect(browser.requested).toEqual([['https://catalogue.example/*']]);
    expect(sharings.preview.value?.difference.roles.added.map(({ name }) => name)).toEqual(['dev', 'prod']);
    expect(browser.shared).toEqual([]);
    await sharings.take();
    expect([names(), changed, sharings.preview.value]).toEqual([['dev', 'prod'], 1, undefined]);
  });

  it('is brought into open consoles by the background when it was taken or removed, after that was written', async () => {
    const seen: string[][] = [];
    browser.answer = (call) => { if (call === 'keepInStep') seen.push(names()); };
    await taken();
    browser.sharedAnswer = { kind: 'answered', status: 304, type: '', etag: '"1"', text: '' };
    await sharings.check(shared());
    expect(seen).toEqual([['dev', 'prod']]);
    await sharings.remove(shared());
    expect(seen).toEqual([['dev', 'prod'], []]);
  });

  it('is not asked for at a wrong address, with a wrong key, twice, or without access', async () => {
    sharings.address.type('http://catalogue.example');
    sharings.publicKey.type('nonsense');
    await sharings.add();
    expect([sharings.address.problem.value, sharings.publicKey.problem.value]).toEqual(['addressNotHttps', 'publicKeyMalformed']);
    sharings.publicKey.type('');
    await taken();
    sharings.address.type(address);
    await sharings.add();
    expect(sharings.address.problem.value).toBe('addressTaken');
    browser.allowed = false;
    sharings.address.type('https://other.example/');
    await sharings.add();
    expect(sharings.failure.value?.kind).toBe('sharedWithheld');
    expect(browser.askedFor('fetchShared')).toHaveLength(1);
  });

  it('is asked for with its ETag, and says when it has not changed', async () => {
    await taken();
    browser.sharedAnswer = { kind: 'answered', status: 304, type: '', etag: '"1"', text: '' };
    await sharings.check(shared());
    expect(browser.askedFor('fetchShared')).toEqual([{ address, etag: '', signed: false }, { address, etag: '"1"', signed: false }]);
    expect([sharings.preview.value, names()]).toEqual([undefined, ['dev', 'prod']]);
  });

  it('shows what has changed, and takes what a person could be misled by only with a tick', async () => {
    await taken();
    answers(printJson(catalogueOf([{ ...prod, arn: 'arn:aws:iam::666666666666:role/prod' }, roleNamed('new')])), '"2"');
    await sharings.check(shared());
    const { difference, risks } = sharings.preview.value ?? {};
    expect([difference?.roles.added.length, difference?.roles.changed.length, difference?.roles.removed.length]).toEqual([1, 1, 1]);
    expect(risks).toEqual(['prod']);
    await sharings.take();
    expect(names()).toEqual(['dev', 'prod']);
    sharings.sure.value = true;
    await sharings.take();
    expect([names(), shared().sharing.etag]).toEqual([['prod', 'new'], '"2"']);
  });

  it('is not taken without the signature that was asked for, and stays as it was', async () => {
    sharings.publicKey.type(key);
    sharings.address.type(address);
    await sharings.add();
    expect(browser.askedFor('fetchShared')).toEqual([{ address, etag: '', signed: true }]);
    expect([sharings.failure.value?.kind, sharings.preview.value, browser.dropped]).toEqual(['sharedUnsigned', undefined, [['https://catalogue.example/*']]]);
    await sharings.take();
    expect(browser.shared).toEqual([]);
  });

  it('goes with the access to its site, unless another lies there', async () => {
    await taken();
    sharings.address.type('https://catalogue.example/second.json');
    await sharings.add();
    await sharings.discard();
    expect(browser.dropped).toEqual([]);
    await sharings.remove(shared());
    expect([browser.shared, browser.dropped]).toEqual([[], [['https://catalogue.example/*']]]);
  });
});

describe('rules of a shared catalogue', () => {
  const guarding: ColourRule = { id: 'prod', on: 'role', pattern: '*prod*', colour: '#c62828', label: 'PROD', guard: { confirm: true } };
  const disguise: ColourRule = { id: 'green', on: 'role', pattern: 'prod', colour: '#2e7d32', label: 'DEV' };
  const unguarding: ColourRule = { id: 'prod', on: 'role', pattern: '*prod*', colour: '#c62828', label: 'PROD' };
  const risksOf = async (roles: readonly typeof dev[], rules: readonly ColourRule[]): Promise<readonly string[] | undefined> => {
    answers(printJson({ ...catalogueOf(roles), rules: [...rules] }), '"2"');
    await sharings.check(shared());
    return sharings.preview.value?.risks;
  };
  beforeEach(async () => {
    answers(printJson({ ...catalogueOf([dev, prod]), rules: [guarding] }));
    await taken();
  });

  it('are not taken without a tick where its own roles would look or be guarded another way', async () => {
    expect(await risksOf([dev, prod], [disguise, guarding])).toEqual(['prod']);
    await sharings.take();
    expect(browser.shared[0]?.given.rules).toHaveLength(1);
    expect(await risksOf([dev, prod], [unguarding])).toEqual(['prod']);
    expect(await risksOf([dev, { ...prod, destination: 's3' }], [{ ...guarding, pattern: 'prod' }])).toEqual([]);
    expect(await risksOf([dev], [{ ...guarding, pattern: 'x' }])).toEqual([]);
  });

  it('nor where the person’s own roles would, or those of another catalogue', async () => {
    browser.catalogue = catalogueOf([roleNamed('my-prod')]);
    expect(await risksOf([dev, prod], [{ ...guarding, pattern: 'prod' }])).toEqual(['my-prod']);
    browser.catalogue = catalogueOf([]);
    const { sharing } = shared();
    const elsewhere = { name: 'their-prod', arn: 'arn:aws:iam::333333333333:role/theirs', colour: '#1565c0', region: 'us-east-1', destination: '' };
    browser.shared = [...browser.shared, { sharing: { ...sharing, id: 'other', address: 'https://other.example/' }, given: { roles: [elsewhere], rules: [] } }];
    expect(await risksOf([dev, prod], [{ ...guarding, pattern: 'prod' }])).toEqual(['their-prod']);
  });

  it('but what the policy or the person has put before them stays as it is', async () => {
    const [rule] = shared().given.rules;
    browser.policy = { value: { ...browser.policy.value, given: { roles: [], rules: rule ? [rule] : [] } }, problems: [] };
    expect(await risksOf([dev, prod], [disguise])).toEqual([]);
    browser.policy = { value: { ...browser.policy.value, given: { roles: [], rules: [] } }, problems: [] };
    browser.catalogue = { ...catalogueOf([]), rules: [guarding] };
    expect(await risksOf([dev, prod], [disguise])).toEqual([]);
  });
});

describe('what a person could be misled by', () => {
  const risks = (before: typeof dev, change: Partial<typeof dev>, own: Catalogue = catalogueOf([])) =>
    riskyChanges(catalogueDifference(catalogueOf([before]), catalogueOf([{ ...before, ...change }])), own);

  it.each<Partial<typeof dev>>([
    { arn: 'arn:aws:iam::666666666666:role/dev' }, { colour: '#c62828' }, { accountName: 'Prod' }, { source: { kind: 'role', id: 'x' } }, { guard: { confirm: true } },
  ])('is a change of %o', (change) => {
    expect(risks(dev, change)).toEqual(['dev']);
  });

  it('is a name like one of the person’s own, of another role', () => {
    const added = (name: string, arn = dev.arn) => riskyChanges(catalogueDifference(catalogueOf([]), catalogueOf([{ ...dev, name, arn }])), catalogueOf([dev]));
    expect(added('Dev', 'arn:aws:iam::666666666666:role/dev')).toEqual(['Dev']);
    expect(added('Dev')).toEqual([]);
  });

  it('is not where a role lands', () => {
    expect(risks(dev, { destination: 'ec2', region: 'eu-west-1' })).toEqual([]);
  });

  it('is another look or guard by rules, of a role that is there before and after', () => {
    const rule = { id: 'r', on: 'role' as const, pattern: 'dev', colour: dev.colour };
    const under = (...rules: ColourRule[]) => ({ ...catalogueOf([dev, prod]), rules });
    const other = { ...rule, colour: '#1565c0' };
    expect(changedInEffect(under(), under(rule))).toEqual([]);
    expect(changedInEffect(under(), under(other))).toEqual(['dev']);
    expect(changedInEffect(under(rule), under(rule, other))).toEqual([]);
    expect(changedInEffect(under(rule, other), under(other, rule))).toEqual(['dev']);
    expect(changedInEffect(under(), under({ ...rule, label: 'DEV' }))).toEqual(['dev']);
    expect(changedInEffect(under({ ...rule, guard: { confirm: true } }), under(rule))).toEqual(['dev']);
    expect(changedInEffect(under(rule), under(rule, { ...rule, guard: { closeAfterMinutes: 5 } }))).toEqual(['dev']);
    expect(changedInEffect(catalogueOf([prod]), under(other))).toEqual([]);
    expect(changedInEffect(catalogueOf([dev]), catalogueOf([{ ...dev, accountName: 'x', guard: { reason: true } }]))).toEqual(['dev']);
  });
});
