import { beforeEach, describe, expect, it } from 'vitest';
import { syncBytes } from '../../../src/core/syncedSet.js';
import { alice, bob, catalogueOf, roleNamed, seeded } from '../scenario.js';
import { carry, type Computer, computer, edit, names, rows, take, view, waitsAt } from './computers.js';

let one: Computer;
let other: Computer;
const dev = roleNamed('dev');
const prod = roleNamed('prod', { colour: '#c62828' });
const words = (): string => one.browser.syncRecord?.words ?? '';

beforeEach(async () => {
  one = computer(catalogueOf([dev, prod]));
  other = computer(catalogueOf([], [{ ...alice, id: 'other-alice' }]));
  await one.sync.start();
  carry(one, other);
  await other.sync.join(` ${words().toUpperCase()} `);
});

async function bothInStep(): Promise<void> {
  await view(other);
  await take(other);
}

describe('a catalogue in the browser’s sync', () => {
  it('is taken by another computer only after it was seen there', async () => {
    expect(await waitsAt(one)).toBe(false);
    expect(await waitsAt(other)).toBe(true);
    await view(other);
    expect(names(other)).toEqual([]);
    expect(rows(other).map(({ what }) => what)).toEqual(['role', 'role']);
    await take(other);
    expect(names(other)).toEqual(['dev', 'prod']);
    expect(await waitsAt(other)).toBe(false);
  });

  it('has no key ID in it, and nothing that could be read without the words', async () => {
    expect(JSON.stringify(one.browser.sync)).not.toMatch(/prod|222222222222|alice/i);
    await view(other);
    expect(other.imports.preview.value?.synced?.incoming.text).not.toContain(alice.accessKeyId);
    expect(words().split(' ')).toHaveLength(6);
  });

  it('is not opened with other words', async () => {
    const third = computer(catalogueOf([]));
    carry(one, third);
    await third.sync.join('one two three four five six');
    expect(third.sync.failure.value?.kind).toBe('passphraseWrong');
    expect(third.browser.syncRecord).toBeUndefined();
  });

  it('is not written again while it is the same, nor while another computer’s waits', async () => {
    const before = one.browser.sync;
    await one.sync.write();
    expect(one.browser.sync).toBe(before);
    edit(other, 'dev', { region: 'eu-west-1' });
    await other.sync.write();
    expect(other.browser.sync).toBe(before);
  });

  it('is settled though this computer is just looking whether it has something to write', async () => {
    await view(other);
    const looking = other.sync.write();
    await take(other);
    await looking;
    expect(await waitsAt(other)).toBe(false);
  });

  it('does not go back and forth once it was taken', async () => {
    await bothInStep();
    const before = other.browser.sync;
    await other.sync.write();
    expect(other.browser.sync).toBe(before);
  });

  it('shows what was changed elsewhere, keeps what was changed here, and lets a person decide about both', async () => {
    await bothInStep();
    edit(one, 'dev', { region: 'eu-west-1', destination: 'ec2' });
    await one.sync.write();
    edit(other, 'dev', { region: 'us-west-2' });
    edit(other, 'prod', { colour: '#1565c0' });
    carry(one, other);
    await view(other);
    expect(rows(other).map((row) => ['change' in row && row.change, row.caution])).toEqual([[{ region: 'eu-west-1', destination: 'ec2' }, 'both']]);
    await take(other);
    expect(other.browser.catalogue.roles.map(({ colour, region }) => [colour, region])).toEqual([['#2e7d32', 'us-west-2'], ['#1565c0', 'ap-northeast-1']]);
  });

  it('does not bring back what was removed here, and names what was removed elsewhere', async () => {
    await bothInStep();
    one.browser.catalogue = catalogueOf([dev]);
    await one.sync.write();
    other.browser.catalogue = { ...other.browser.catalogue, roles: other.browser.catalogue.roles.filter(({ name }) => name === 'prod') };
    carry(one, other);
    await view(other);
    expect(rows(other)).toEqual([]);
    expect(other.imports.preview.value?.synced?.gone).toEqual({ roles: ['prod'], rules: [] });
    expect(await waitsAt(other)).toBe(false);
  });

  it('keeps what is of a user whose key is not here yet, and shows it when the key has come', async () => {
    one.browser.catalogue = catalogueOf([dev, roleNamed('his', { source: { kind: 'identity', id: bob.id } })], [alice, bob]);
    await one.sync.write();
    carry(one, other);
    await view(other);
    await take(other);
    expect(names(other)).toEqual(['dev']);
    edit(other, 'dev', { region: 'eu-west-1' });
    await other.sync.write();
    carry(other, one);
    await view(one);
    expect(one.imports.preview.value?.synced?.gone).toEqual({ roles: [], rules: [] });
    expect(await waitsAt(other)).toBe(false);
    other.browser.catalogue = { ...other.browser.catalogue, identities: [...other.browser.catalogue.identities, bob] };
    expect(await waitsAt(other)).toBe(true);
    await view(other);
    await take(other);
    expect(names(other)).toEqual(['dev', 'his']);
  });

  it('is written over what waits when the person says so', async () => {
    await bothInStep();
    edit(one, 'dev', { region: 'eu-west-1' });
    await one.sync.write();
    carry(one, other);
    await other.sync.keepMine();
    carry(other, one);
    expect(await waitsAt(one)).toBe(true);
    await view(one);
    expect(rows(one).map((row) => 'change' in row && row.change)).toEqual([{ region: 'ap-northeast-1' }]);
  });

  it('is not taken while half of it is there, and can be written anew', async () => {
    const random = seeded(3);
    const noise = (): string => Array.from({ length: 40 }, () => Math.floor(random() * 36).toString(36)).join('');
    one.browser.catalogue = catalogueOf(Array.from({ length: 300 }, (_, at) => roleNamed(`role-${at}`, { accountName: noise() })));
    await one.sync.write();
    const [last = ''] = Object.keys(one.browser.sync).sort().slice(-2);
    other.browser.sync = { ...one.browser.sync, [last]: 'x' };
    expect(await waitsAt(other)).toBe(false);
    await view(other);
    expect(other.sync.failure.value?.kind).toBe('syncPartial');
    await other.sync.writeAnew();
    carry(other, one);
    expect(await waitsAt(one)).toBe(true);
  });

  it('of ten thousand roles is refused with its size, and what was there stays', async () => {
    const before = one.browser.sync;
    const random = seeded(5);
    const account = (): string => String(Math.floor(random() * 1e12)).padStart(12, '0');
    one.browser.catalogue = catalogueOf(Array.from({ length: 10_000 }, (_, at) => roleNamed(`role-${at}`, { arn: `arn:aws:iam::${account()}:role/role-${at}` })));
    await one.sync.write();
    expect(one.sync.failure.value).toMatchObject({ kind: 'syncTooLarge', values: { most: '100' } });
    expect(one.browser.sync).toBe(before);
    expect(await waitsAt(one)).toBe(false);
    expect(syncBytes(before)).toBeLessThan(4096);
  });

  it('is not written again by itself after it was taken out elsewhere', async () => {
    one.browser.sync = {};
    edit(one, 'dev', { region: 'eu-west-1' });
    await one.sync.write();
    expect([one.browser.sync, one.sync.standing.value?.gone]).toEqual([{}, true]);
    await one.sync.writeAnew();
    expect(Object.keys(one.browser.sync)).not.toEqual([]);
  });

  it('goes with the last computer that stops', async () => {
    await one.sync.stop(true);
    expect([one.browser.sync, one.browser.seen, one.browser.syncRecord]).toEqual([{}, null, undefined]);
  });
});
