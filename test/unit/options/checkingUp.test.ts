import { beforeEach, describe, expect, it } from 'vitest';
import { emptyCatalogue, type Source } from '../../../src/core/catalogue.js';
import type { CheckUp } from '../../../src/core/checkUp.js';
import { createCheckUp } from '../../../src/options/checkingUp.js';
import { alice, bob, catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser, settled } from './fakes.js';

const prod = roleNamed('prod');
const direct = roleNamed('direct', { strategy: 'direct' });
const broken = roleNamed('broken', { source: { kind: 'role', id: 'gone' } });
const ofAlice: Source = { kind: 'identity', id: alice.id };
const of = (role: { id: string }): Source => ({ kind: 'role', id: role.id });
const last: CheckUp = { of: of(prod), name: 'prod', startedAt: 1, endedAt: 2, checks: [] };
let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: ReturnType<typeof fakeBrowser>['ports'];
const lives = { [alice.id]: { expiresAt: 3_600_000, accessKeyId: alice.accessKeyId } };

beforeEach(() => {
  ({ browser, ports } = fakeBrowser());
  browser.catalogue = catalogueOf([prod, direct, broken], [alice, bob]);
});

async function open(wanted?: Source) {
  const form = createCheckUp(ports, () => browser.catalogue, wanted);
  form.follow();
  await settled();
  return form;
}

describe('what is looked over', () => {
  it('is what another page asked for, or what was looked over last, or the first identity', async () => {
    expect((await open()).chosen.value).toEqual(ofAlice);
    browser.checkUp = last;
    expect((await open()).chosen.value).toEqual(of(prod));
    expect((await open({ kind: 'identity', id: bob.id })).chosen.value).toEqual({ kind: 'identity', id: bob.id });
  });

  it('is another one when what was looked over is there no longer, and nothing where there is nothing', async () => {
    browser.checkUp = { ...last, of: { kind: 'role', id: 'gone' } };
    expect((await open()).chosen.value).toEqual(ofAlice);
    browser.catalogue = emptyCatalogue;
    const form = await open();
    expect(form.chosen.value).toBeUndefined();
    await form.run();
    expect(browser.askedFor('checkUp')).toEqual([]);
  });

  it('is offered by what is typed, of however many roles, and what is chosen stays', async () => {
    browser.catalogue = catalogueOf(Array.from({ length: 1000 }, (_, at) => roleNamed(`role ${at}`)));
    const form = await open({ kind: 'role', id: 'role-role 999' });
    expect(form.roles.value).toHaveLength(201);
    form.typed.value = 'role 777';
    expect(form.roles.value.map(({ name }) => name)).toEqual(['role 999', 'role 777']);
  });
});

describe('the code', () => {
  it('is needed for an identity while no MFA session of its key lives, and of no use while one does', async () => {
    expect((await open()).codeFor.value).toEqual({ identity: alice, needed: true, own: false });
    browser.sessions = lives;
    expect((await open()).codeFor.value).toBeUndefined();
    browser.sessions = { [alice.id]: { expiresAt: 3_600_000, accessKeyId: 'AKIAOLD' } };
    expect((await open()).codeFor.value?.needed).toBe(true);
    browser.sessions = { [alice.id]: { expiresAt: 60_000, accessKeyId: alice.accessKeyId } };
    expect((await open()).codeFor.value?.needed).toBe(true);
  });

  it('is optional for a role while a session lives, and a direct role’s own always', async () => {
    expect((await open(of(prod))).codeFor.value?.needed).toBe(true);
    browser.sessions = lives;
    expect((await open(of(prod))).codeFor.value).toEqual({ identity: alice, needed: false, own: false });
    expect((await open(of(direct))).codeFor.value).toEqual({ identity: alice, needed: true, own: true });
  });

  it('is not asked for a role whose chain is broken', async () => {
    expect((await open(of(broken))).codeFor.value).toBeUndefined();
  });

  it('is sent once, with what is chosen, and is gone then', async () => {
    const form = await open(of(prod));
    form.typeCode('12 34 56 7');
    await form.run();
    expect(browser.askedFor('checkUp')).toEqual([{ of: of(prod), code: '123456' }]);
    expect(form.code.value).toBe('');
    await form.run();
    expect(browser.askedFor('checkUp')[1]).toEqual({ of: of(prod) });
  });

  it('that has fewer digits is not sent, and stays', async () => {
    const form = await open();
    form.typeCode('1234');
    await form.run();
    expect([form.failure.value?.kind, form.code.value, browser.asked]).toEqual(['codeMalformed', '1234', []]);
  });

  it('typed for one is not used for another', async () => {
    const form = await open();
    form.typeCode('123456');
    form.choose(of(prod));
    expect(form.code.value).toBe('');
  });
});

describe('a check-up', () => {
  it('runs once at a time, and is followed as it goes', async () => {
    const form = await open(of(prod));
    let end = (): void => undefined;
    browser.answer = () => new Promise<void>((resolve) => { end = resolve; });
    const first = form.run();
    await form.run();
    browser.showCheckUp(last);
    expect([form.busy.value, form.shown.value]).toEqual([true, last]);
    end();
    await first;
    expect([form.busy.value, browser.askedFor('checkUp')]).toEqual([false, [{ of: of(prod) }]]);
  });

  it('that cannot begin says why', async () => {
    browser.refuseWith('sourceMissing');
    const form = await open(of(broken));
    await form.run();
    expect(form.failure.value?.kind).toBe('sourceMissing');
  });

  it('is made again, of the same, once a host is allowed that it lacked', async () => {
    browser.checkUp = last;
    const form = await open();
    form.choose(ofAlice);
    browser.allowed = false;
    await form.allow(['https://iam.amazonaws.com/*']);
    expect(browser.asked).toEqual([]);
    browser.allowed = true;
    await form.allow(['https://iam.amazonaws.com/*']);
    expect(browser.requested).toEqual([['https://iam.amazonaws.com/*'], ['https://iam.amazonaws.com/*']]);
    expect(browser.askedFor('checkUp')).toEqual([{ of: last.of }]);
  });

  it('is copied as a text, and said to be', async () => {
    const form = await open();
    await form.copy('the text');
    expect([browser.copied, form.copied.value]).toEqual([['the text'], true]);
    await form.run();
    expect(form.copied.value).toBe(false);
  });
});
