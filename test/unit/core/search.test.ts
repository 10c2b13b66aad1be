import { beforeEach, describe, expect, it } from 'vitest';
import { createSearch } from '../../../src/core/search.js';
import type { Role } from '../../../src/core/catalogue.js';
import { roleNamed } from '../scenario.js';

const prod = roleNamed('Acme Prod', { group: 'Platform', tags: ['core', 'pci'], accountName: '本番アカウント', arn: 'arn:aws:iam::123456789012:role/ops/prod-admin', region: 'us-east-1' });
const dev = roleNamed('dev', { accountName: 'Café', arn: 'arn:aws:iam::222222222222:role/developer' });
const sao = roleNamed('reports', { region: 'sa-east-1', arn: 'arn:aws:iam::333333333333:role/reader' });
const roles = [prod, dev, sao];
const likelihoods = new Map<string, number>();
beforeEach(() => likelihoods.clear());
const search = (list: readonly Role[]) => createSearch(list, ({ id }) => likelihoods.get(id) ?? 0).search;
const found = (query: string, list = roles): string[] => search(list)(query, 50).roles.map(({ role }) => role.name);

describe('looking for a role', () => {
  it.each(['', '   ', '　'])('without words finds them all, in their own order: %j', (query) => {
    expect(found(query)).toEqual(['Acme Prod', 'dev', 'reports']);
  });

  it.each([
    ['acme', 'its name, in any case'],
    ['ＡＣＭＥ', 'its name in full width'],
    ['本番', 'its account’s name'],
    ['ｱｶｳﾝﾄ', 'its account’s name in half width'],
    ['123456789012', 'its account’s number'],
    ['1234 5678', 'its account’s number as it is shown'],
    ['ops/prod-admin', 'its ARN'],
    ['us-east-1', 'its region'],
    ['virginia', 'its city'],
    ['バージニア', 'its city in Japanese'],
    ['prod acme', 'words in any order'],
  ])('by %s finds it: %s', (query) => {
    expect(found(query)).toEqual(['Acme Prod']);
  });

  it('does not mind accents', () => {
    expect(found('cafe')).toEqual(['dev']);
    expect(found('CAFÉ')).toEqual(['dev']);
    expect(found('sao paulo')).toEqual(['reports']);
  });

  it('wants every word', () => {
    expect(found('acme dev')).toEqual([]);
    expect(found('nothing')).toEqual([]);
  });

  it('takes what looks like a pattern as it is', () => {
    expect(found('.*')).toEqual([]);
    expect(found('(')).toEqual([]);
  });

  it.each([
    ['role/ops/prod', 'a part of an ARN'],
    ['arn:aws:iam::123456789012:role/ops/prod-admin', 'an ARN'],
    ['arn:aws:sts::123456789012:assumed-role/prod-admin/alice', 'the ARN of a session'],
    ['1234-5678-9012', 'a number with hyphens'],
    ['1234 5678 9', 'a number that is not yet whole'],
    ['acm prd', 'the first letters, and without vowels'],
    ['Amce', 'two letters that changed places'],
    ['prid-admin', 'one letter that is wrong'],
    ['acmee', 'one letter too many'],
    ['platform', 'its group'],
    ['pci', 'a tag'],
  ])('by %s finds it: %s', (query) => {
    expect(found(query)).toEqual(['Acme Prod']);
  });

  it('an ARN that is being typed leaves all of them until it says more', () => {
    for (const query of ['arn:', 'arn:aws:iam', 'arn:aws:iam::']) expect(found(query)).toHaveLength(3);
    expect(found('arn:aws:iam::2222')).toEqual(['dev']);
    expect(found('arn:aws:iam::222222222222:ro')).toEqual(['dev']);
  });

  it('finds the few among a thousand, and counts those that are not given', () => {
    const many = Array.from({ length: 1000 }, (_, at) => roleNamed(`role-${at}`));
    expect(found('role-99', many)).toEqual(expect.arrayContaining(['role-99', 'role-990', 'role-999']));
    expect(found('role-99', many)[0]).toBe('role-99');
    const { roles: some, total } = search(many)('role', 10);
    expect([some.length, total]).toEqual([10, 1000]);
  });
});

describe('a search that is made', () => {
  const many = Array.from({ length: 3000 }, (_, at) => roleNamed(`role-${at}`));

  it('gets ready in pieces, each when nothing else is to be done, and reads each role once', async () => {
    const read: number[] = [];
    let names = 0;
    const counted = many.map((role) => Object.defineProperty({ ...role }, 'name', { get() { names += 1; return role.name; } }));
    const { prepare, search: find } = createSearch(counted, () => 0);
    await prepare(async () => { read.push(names); });
    expect(read).toEqual([0, 1000, 2000]);
    expect(names).toBe(3000);
    expect(find('role-2999', 1).roles[0]?.role).toBe(counted[2999]);
    expect(names).toBe(3000);
  });

  it('does what is left at once for whoever does not wait', async () => {
    const { prepare, search: find } = createSearch(many, () => 0);
    let pieces = 0;
    const prepared = prepare(async () => { pieces += 1; });
    expect(find('role-2999', 1).roles[0]?.role).toBe(many[2999]);
    await prepared;
    expect(pieces).toBe(1);
  });

  it('of no roles finds none', async () => {
    const { prepare, search: find } = createSearch([], () => 0);
    await prepare(async () => undefined);
    expect(find('a', 1)).toEqual({ roles: [], total: 0 });
  });
});

describe('of roles that fit', () => {
  const staging = roleNamed('staging-admin');
  const prodAdmin = roleNamed('prod-admin');
  const prodReader = roleNamed('prod-reader', { accountName: 'admin tools' });
  const list = [staging, prodReader, prodAdmin];

  it('the one whose name fits best comes first', () => {
    expect(found('prod admin', list)[0]).toBe('prod-admin');
    expect(found('pa', list)[0]).toBe('prod-admin');
  });

  it('the one that is opened most comes first when they fit as well', () => {
    likelihoods.set(staging.id, 0.8);
    expect(found('admin', [prodAdmin, staging])).toEqual(['staging-admin', 'prod-admin']);
    likelihoods.clear();
    likelihoods.set(prodAdmin.id, 0.8);
    expect(found('admin', [staging, prodAdmin])).toEqual(['prod-admin', 'staging-admin']);
  });

  it('one that does not fit is left out however often it is opened', () => {
    likelihoods.set(staging.id, 0.9);
    expect(found('reader', list)).toEqual(['prod-reader']);
  });

  it('words in one field count for more than the same words in two', () => {
    const apart = roleNamed('admin', { accountName: 'prod' });
    const named = roleNamed('prod admin', { arn: apart.arn });
    expect(found('prod admin', [apart, named])[0]).toBe('prod admin');
  });

  it('the one that is opened most is given though hundreds fit as well', () => {
    const many = Array.from({ length: 500 }, (_, at) => roleNamed(`admin-${at}`));
    likelihoods.set('role-admin-499', 0.9);
    expect(found('admin', many)[0]).toBe('admin-499');
  });
});

describe('where more than a screenful contain what is looked for', () => {
  const many = [...Array.from({ length: 40 }, (_, at) => roleNamed(`spare-${at}`)), prod];
  const first = (query: string, most = 50): [number, string | undefined, boolean] => {
    const { total, roles: some } = search(many)(query, most);
    return [total, some[0]?.role.name, some.some(({ role }) => role === prod)];
  };

  it('a role that has only its letters is left out', () => {
    expect(first('pa')).toEqual([40, 'spare-0', false]);
  });

  it('unless it is one of those that are opened most, which comes first', () => {
    likelihoods.set(prod.id, 0.9);
    expect(first('pa')).toEqual([41, 'Acme Prod', true]);
  });

  it('it is found again as soon as fewer do', () => {
    expect(first('pa acme')).toEqual([1, 'Acme Prod', true]);
  });
});

describe('where a role fits', () => {
  const hitsOf = (query: string) => search(roles)(query, 1).roles[0]?.hits ?? {};

  it('is said by the letters of each field', () => {
    expect(hitsOf('acme')).toEqual({ name: { text: 'Acme Prod', indexes: [0, 1, 2, 3], score: expect.any(Number) as number } });
    expect(hitsOf('123456').accountId?.indexes).toEqual([0, 1, 2, 3, 4, 5]);
    expect(hitsOf('pci').tags?.text).toBe('core pci');
  });

  it('is said for every word of what is looked for', () => {
    expect(Object.keys(hitsOf('acme pci')).sort()).toEqual(['name', 'tags']);
  });

  it('is said of each word in the same field', () => {
    expect(hitsOf('prod acme').name?.indexes).toEqual([0, 1, 2, 3, 5, 6, 7, 8]);
  });

  it('leaves out a field that fits a word far worse than another', () => {
    const role = roleNamed('audit', { accountName: 'zazuzdzizt', arn: 'arn:aws:iam::222222222222:role/other' });
    expect(Object.keys(search([role])('audit', 1).roles[0]?.hits ?? {})).toEqual(['name']);
  });

  it('is nowhere before anything is looked for', () => {
    expect(hitsOf('')).toEqual({});
  });
});
