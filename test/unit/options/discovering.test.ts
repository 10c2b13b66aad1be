import { beforeEach, describe, expect, it } from 'vitest';
import { failure, type FailureKind } from '../../../src/core/failure.js';
import { rowsOf } from '../../../src/core/importPlan.js';
import { createDiscovery } from '../../../src/options/discovering.js';
import { alice, bob, catalogueOf, roleBehind, roleNamed } from '../scenario.js';
import { fakeBrowser, settled } from './fakes.js';

const lister = roleNamed('lister');
const hub = roleBehind(lister, 'hub');
const host = 'https://organizations.us-east-1.amazonaws.com/*';
let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: ReturnType<typeof fakeBrowser>['ports'];
let applied: number;
let accounts: { id: string; name: string; active: boolean }[];
/** What AWS says to a role that is tried. */
let tried: (arn: string) => void | Promise<void>;

beforeEach(() => {
  ({ browser, ports } = fakeBrowser());
  browser.catalogue = catalogueOf([lister, hub], [alice, bob]);
  browser.sessions = { [alice.id]: { expiresAt: 3_600_000, accessKeyId: alice.accessKeyId } };
  applied = 0;
  accounts = ['3', '4', '5'].map((digit) => ({ id: digit.repeat(12), name: `Account ${digit}`, active: digit !== '5' }));
  tried = () => undefined;
  const { ask } = ports;
  ports = { ...ports, ask: (async (call: 'tryRole', asked: { arn: string; source: never }) => {
    await ask(call, asked);
    if (call === 'tryRole') await tried(asked.arn);
    return { accounts };
  }) as typeof ask };
});

async function open(names = 'admin') {
  const form = createDiscovery(ports, () => browser.catalogue, () => { applied += 1; });
  form.follow();
  await settled();
  form.lister.type(`role ${lister.id}`);
  form.names.type(names);
  return form;
}
type Form = Awaited<ReturnType<typeof open>>;
const proposed = (form: Form) => rowsOf(form.imports.preview.value?.plan ?? { rows: [], known: 0 }, 'role');
const outcomes = (form: Form): string[] => proposed(form).map(({ key }) => {
  const now = form.tries.tried.value.get(key);
  return typeof now === 'object' ? now.kind : now ?? '-';
});
const refusing = (kind: FailureKind, digit: string, values: Record<string, string> = {}) => (arn: string): void => {
  if (arn.includes(digit.repeat(12))) throw failure(kind, { role: arn, ...values });
};

describe('listing', () => {
  it('asks the browser for the host first, straight from the click, and then for the accounts', async () => {
    const form = await open();
    const listing = form.list();
    expect([browser.requested, browser.asked]).toEqual([[[host]], []]);
    await listing;
    expect(browser.askedFor('discoverAccounts')).toEqual([{ roleId: lister.id }]);
    expect([form.found.value, proposed(form).map(({ role }) => role.name)]).toEqual([{ count: 3, closed: 1 }, ['Account 3 admin', 'Account 4 admin']]);
    expect(form.imports.ticks.value.size).toBe(2);
  });

  it('says what is missing at its field, and asks nobody', async () => {
    const form = createDiscovery(ports, () => browser.catalogue, () => undefined);
    form.names.type('a b');
    await form.list();
    expect([form.lister.problem.value, form.names.problem.value, form.source.problem.value]).toEqual(['sourceMissing', 'arnRoleName', 'sourceMissing']);
    form.lister.type(`identity ${alice.id}`);
    await form.list();
    expect([form.lister.problem.value, browser.requested, form.busy.value]).toEqual(['sourceMissing', [], false]);
  });

  it('does not go on without access, and says which host it is about', async () => {
    browser.allowed = false;
    const form = await open();
    await form.list();
    expect([form.failure.value?.kind, form.failure.value?.values, browser.asked]).toEqual(['unreachable', { host: 'organizations.us-east-1.amazonaws.com' }, []]);
  });

  it('says why it was refused, and keeps what was typed', async () => {
    browser.refuseWith('listingRefused');
    const form = await open('admin\nother');
    await form.list();
    expect([form.failure.value?.kind, form.names.text.value, form.imports.preview.value, form.busy.value]).toEqual(['listingRefused', 'admin\nother', undefined, false]);
  });

  it('refuses a source from which nothing of the kind could be assumed', async () => {
    browser.catalogue = catalogueOf([lister], [alice, { ...bob, partition: 'aws-cn' }]);
    const form = await open();
    form.source.type(`identity ${bob.id}`);
    await form.list();
    expect([form.failure.value?.kind, browser.requested]).toEqual(['partitionDiffers', []]);
  });
});

describe('what roles are assumed from', () => {
  it('is the identity of the role that lists, however far behind, until the person chooses another', async () => {
    const form = await open();
    form.lister.type(`role ${hub.id}`);
    expect(form.source.text.value).toBe(`identity ${alice.id}`);
    form.source.type(`role ${hub.id}`);
    await form.list();
    expect(proposed(form).map(({ role }) => role.source)).toEqual([{ kind: 'role', id: hub.id }, { kind: 'role', id: hub.id }]);
    await form.tryEach();
    expect(browser.askedFor('tryRole')[0]).toEqual({ arn: 'arn:aws:iam::333333333333:role/admin', source: { kind: 'role', id: hub.id } });
  });
});

describe('the code', () => {
  it('is asked for while no MFA session lives, and goes along once', async () => {
    browser.sessions = {};
    const form = await open();
    expect(form.code.wanted.value?.identity).toEqual(alice);
    form.typeCode('12345');
    await form.list();
    expect([form.failure.value?.kind, form.code.text.value]).toEqual(['codeMalformed', '12345']);
    form.typeCode('123 456');
    await form.list();
    expect([browser.askedFor('discoverAccounts'), form.code.text.value]).toEqual([[{ roleId: lister.id, code: '123456' }], '']);
  });

  it('is that of the source once there is something to try, and goes with the first', async () => {
    const form = await open();
    expect(form.code.wanted.value).toBeUndefined();
    form.source.type(`identity ${bob.id}`);
    await form.list();
    expect(form.code.wanted.value?.identity).toEqual(bob);
    form.typeCode('654321');
    await form.tryEach();
    expect(browser.askedFor('tryRole')).toMatchObject([{ code: '654321' }, { arn: 'arn:aws:iam::444444444444:role/admin' }]);
    expect(browser.askedFor('tryRole')[1]).not.toHaveProperty('code');
  });
});

describe('trying', () => {
  it('goes through what is ticked one after another, and says of each what came of it', async () => {
    tried = refusing('roleRefused', '4');
    const form = await open('admin\nother');
    await form.list();
    form.imports.tick([proposed(form).at(-1)?.key ?? ''], false);
    await form.tryEach();
    expect(outcomes(form)).toEqual(['works', 'works', 'roleRefused', '-']);
    expect([form.tries.counts.value, form.failure.value]).toEqual([{ tried: 3, works: 2, refused: 1 }, undefined]);
    expect(browser.askedFor('tryRole')).toHaveLength(3);
  });

  it('goes on with those that were not tried, or tries all once more', async () => {
    const form = await open();
    await form.list();
    const [first, second] = proposed(form).map(({ key }) => key);
    form.imports.tick([second ?? ''], false);
    await form.tryEach();
    form.imports.tick([second ?? ''], true);
    await form.tryEach();
    expect(browser.askedFor('tryRole')).toHaveLength(2);
    tried = refusing('roleRefused', '3');
    await form.tryEach();
    expect([browser.askedFor('tryRole').length, form.tries.tried.value.get(first ?? '')]).toMatchObject([4, { kind: 'roleRefused' }]);
  });

  it.each([['unreachable', {}], ['throttled', {}], ['codeNeeded', {}], ['roleRefused', { role: hub.arn }]] as const)(
    'ends with what would befall all of them, and claims nothing of the rest: %s %o', async (kind, values) => {
      tried = refusing(kind, '3', values);
      const form = await open();
      await form.list();
      await form.tryEach();
      expect([form.failure.value?.kind, outcomes(form), browser.askedFor('tryRole').length, form.tries.running.value]).toEqual([kind, ['-', '-'], 1, false]);
    });

  it('stops when it is told to, when all is discarded, and when the page goes elsewhere', async () => {
    for (const stop of [(form: Form) => form.tries.stop(), (form: Form) => form.discard(), (form: Form) => form.follow()()]) {
      browser.asked.length = 0;
      const form = await open();
      await form.list();
      tried = () => stop(form);
      await form.tryEach();
      expect([browser.askedFor('tryRole').length, form.busy.value]).toEqual([1, false]);
    }
  });

  it('leaves out what is unticked meanwhile, and takes a breath between two', async () => {
    const pauses: number[] = [];
    ports = { ...ports, wait: async (ms) => { pauses.push(ms); } };
    const form = await open('a\nb');
    await form.list();
    tried = () => form.imports.tick(proposed(form).slice(1, 3).map(({ key }) => key), false);
    await form.tryEach();
    expect([outcomes(form), pauses]).toEqual([['works', '-', '-', 'works'], [200, 200]]);
  });

  it('ticks what works, on request', async () => {
    tried = refusing('roleRefused', '4');
    const form = await open();
    await form.list();
    await form.tryEach();
    form.tickWorking();
    expect([...form.imports.ticks.value]).toEqual([proposed(form)[0]?.key]);
  });
});

describe('adding', () => {
  it('puts what is ticked into the catalogue as an import does, and ends the trying', async () => {
    const form = await open();
    await form.list();
    const [first, second] = proposed(form);
    form.imports.tick([second?.key ?? ''], false);
    await form.imports.apply();
    expect(browser.askedFor('importAll')).toEqual([{ added: [], identities: [], roles: [first?.role], rules: [] }]);
    expect([applied, form.imports.done.value?.added, form.imports.preview.value]).toEqual([1, 1, undefined]);
  });

  it('begins anew with the next listing', async () => {
    const form = await open();
    await form.list();
    await form.tryEach();
    form.discard();
    await form.list();
    expect(outcomes(form)).toEqual(['-', '-']);
  });
});
