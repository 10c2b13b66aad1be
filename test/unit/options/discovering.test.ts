import { beforeEach, describe, expect, it } from 'vitest';
import { createDiscovery } from '../../../src/options/discovering.js';
import { alice, bob, catalogueOf } from '../scenario.js';
import { fakeDiscovery, hub, lister, outcomes, proposed } from './discoveryForm.js';

const host = 'https://organizations.us-east-1.amazonaws.com/*';
let at: ReturnType<typeof fakeDiscovery>;
beforeEach(() => { at = fakeDiscovery(); });

describe('listing', () => {
  it('asks the browser for the host first, straight from the click, and then for the accounts', async () => {
    const form = await at.open();
    const listing = form.list();
    expect([at.browser.requested, at.browser.asked]).toEqual([[[host]], []]);
    await listing;
    expect(at.browser.askedFor('discoverAccounts')).toEqual([{ roleId: lister.id }]);
    expect([form.found.value, proposed(form).map(({ role }) => role.name)]).toEqual([{ count: 3, closed: 1 }, ['Account 3 admin', 'Account 4 admin']]);
    expect(form.imports.ticks.value.size).toBe(2);
  });

  it('says what is missing at its field, and asks nobody', async () => {
    const form = createDiscovery(at.ports, () => at.browser.catalogue, () => undefined);
    form.names.type('a b');
    await form.list();
    expect([form.lister.problem.value, form.names.problem.value, form.source.problem.value]).toEqual(['sourceMissing', 'arnRoleName', 'sourceMissing']);
    form.lister.type(`identity ${alice.id}`);
    await form.list();
    expect([form.lister.problem.value, at.browser.requested, form.busy.value]).toEqual(['sourceMissing', [], false]);
  });

  it('does not go on without access, and says which host it is about', async () => {
    at.browser.allowed = false;
    const form = await at.open();
    await form.list();
    expect([form.failure.value?.kind, form.failure.value?.values, at.browser.asked]).toEqual(['unreachable', { host: 'organizations.us-east-1.amazonaws.com' }, []]);
  });

  it('says why it was refused, and keeps what was typed', async () => {
    at.browser.refuseWith('listingRefused');
    const form = await at.open('admin\nother');
    await form.list();
    expect([form.failure.value?.kind, form.names.text.value, form.imports.preview.value, form.busy.value]).toEqual(['listingRefused', 'admin\nother', undefined, false]);
  });

  it('refuses a source from which nothing of the kind could be assumed', async () => {
    at.browser.catalogue = catalogueOf([lister], [alice, { ...bob, partition: 'aws-cn' }]);
    const form = await at.open();
    form.source.type(`identity ${bob.id}`);
    await form.list();
    expect([form.failure.value?.kind, at.browser.requested]).toEqual(['partitionDiffers', []]);
  });
});

describe('what roles are assumed from', () => {
  it('is the identity of the role that lists, however far behind, until the person chooses another', async () => {
    const form = await at.open();
    form.lister.type(`role ${hub.id}`);
    expect(form.source.text.value).toBe(`identity ${alice.id}`);
    form.source.type(`role ${hub.id}`);
    await form.list();
    expect(proposed(form).map(({ role }) => role.source)).toEqual([{ kind: 'role', id: hub.id }, { kind: 'role', id: hub.id }]);
    await form.tryEach();
    expect(at.browser.askedFor('tryRole')[0]).toEqual({ arn: 'arn:aws:iam::333333333333:role/admin', source: { kind: 'role', id: hub.id } });
  });
});

describe('the code', () => {
  it('is asked for while no MFA session lives, and goes along once', async () => {
    at.browser.sessions = {};
    const form = await at.open();
    expect(form.code.wanted.value?.identity).toEqual(alice);
    form.typeCode('12345');
    await form.list();
    expect([form.failure.value?.kind, form.code.text.value]).toEqual(['codeMalformed', '12345']);
    form.typeCode('123 456');
    await form.list();
    expect([at.browser.askedFor('discoverAccounts'), form.code.text.value]).toEqual([[{ roleId: lister.id, code: '123456' }], '']);
  });

  it('is that of the source once there is something to try, and goes with the first', async () => {
    const form = await at.open();
    expect(form.code.wanted.value).toBeUndefined();
    form.source.type(`identity ${bob.id}`);
    await form.list();
    expect(form.code.wanted.value?.identity).toEqual(bob);
    form.typeCode('654321');
    await form.tryEach();
    expect(at.browser.askedFor('tryRole')).toMatchObject([{ code: '654321' }, { arn: 'arn:aws:iam::444444444444:role/admin' }]);
    expect(at.browser.askedFor('tryRole')[1]).not.toHaveProperty('code');
  });
});

describe('adding', () => {
  it('puts what is ticked into the catalogue as an import does, and ends the trying', async () => {
    const form = await at.open();
    await form.list();
    const [first, second] = proposed(form);
    form.imports.tick([second?.key ?? ''], false);
    await form.imports.apply();
    expect(at.browser.askedFor('importAll')).toEqual([{ added: [], identities: [], roles: [first?.role], rules: [] }]);
    expect([at.applied, form.imports.done.value?.added, form.imports.preview.value]).toEqual([1, 1, undefined]);
  });

  it('begins anew with the next listing', async () => {
    const form = await at.open();
    await form.list();
    await form.tryEach();
    form.discard();
    await form.list();
    expect(outcomes(form)).toEqual(['-', '-']);
  });
});
