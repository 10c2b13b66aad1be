import { describe, expect, it } from 'vitest';
import { emptyPolicy, type ReadPolicy } from '../../../src/core/policy.js';
import { createPolicySource, type KeptPolicy } from '../../../src/core/policySource.js';

const noCopying: ReadPolicy = { ...emptyPolicy, value: { ...emptyPolicy.value, copyCredentials: false } };

/** A browser whose policy the test gives, and changes; its patience ends when the test says so. */
function fakeBrowser(first: () => Promise<object | undefined>, kept: unknown = null) {
  const browser = {
    kept, kepts: 0, held: first, asked: 0, readings: 0, told: 0, unreadable: false,
    change: (() => undefined) as () => void,
    waiting: [] as (() => void)[],
    waited: [] as number[],
    /** Whoever waits has waited for long enough. */
    async loseWait(): Promise<void> {
      await new Promise((resolve) => setTimeout(resolve));
      browser.waiting.splice(0).forEach((over) => over());
    },
  };
  const source = createPolicySource({
    kept: async () => browser.kept,
    // As Chromium stores it: with its keys in the order of the alphabet.
    async keep({ gives, restrictions }) {
      browser.kept = { gives, restrictions } satisfies KeptPolicy;
      browser.kepts += 1;
    },
    held() {
      browser.asked += 1;
      return browser.held();
    },
    read() {
      browser.readings += 1;
      if (browser.unreadable) throw new Error('the files were replaced just now');
      return noCopying;
    },
    watch(changed) { browser.change = changed; },
    wait: (ms) => new Promise((resolve) => {
      browser.waited.push(ms);
      browser.waiting.push(() => resolve(undefined));
    }),
  });
  source.watch(() => { browser.told += 1; });
  return { browser, source };
}

it('is asked for once, and read only where it says something', async () => {
  const { browser, source } = fakeBrowser(async () => ({}));
  expect(await Promise.all([source.policy(), source.policy()])).toEqual([emptyPolicy, emptyPolicy]);
  expect([browser.asked, browser.readings]).toEqual([1, 0]);
});

it('is asked for again when it has changed, and whoever follows it is told', async () => {
  const { browser, source } = fakeBrowser(async () => ({}));
  await source.policy();
  browser.held = async () => ({ copyCredentials: false });
  browser.change();
  expect(await source.policy()).toBe(noCopying);
  expect(await source.policy()).toBe(noCopying);
  expect([browser.told, browser.asked, browser.readings]).toEqual([1, 2, 1]);
});

it('is gone on without when the browser does not tell it in time, is not waited for twice, and is told when it comes', async () => {
  let give: (held: object) => void = () => undefined;
  const { browser, source } = fakeBrowser(() => new Promise((resolve) => { give = resolve; }));
  const first = source.policy();
  await browser.loseWait();
  expect(await first).toBe(emptyPolicy);
  expect(await source.policy()).toBe(emptyPolicy);
  // What was asked too early is never answered: it is asked again.
  expect(browser.asked).toBe(2);
  give({ copyCredentials: false });
  await expect.poll(() => browser.told).toBe(1);
  expect(await source.policy()).toBe(noCopying);
  expect(browser.asked).toBe(2);
});

it('is none where the browser never says what it is', async () => {
  const { browser, source } = fakeBrowser(() => new Promise(() => undefined));
  const first = source.policy();
  for (let round = 0; round < 20; round += 1) {
    await browser.loseWait();
  }
  expect(await first).toBe(emptyPolicy);
  expect(await source.policy()).toBe(emptyPolicy);
  expect([browser.asked, browser.told]).toEqual([12, 0]);
});

it('tells nobody when what comes late is nothing', async () => {
  let give: (held: object) => void = () => undefined;
  const { browser, source } = fakeBrowser(() => new Promise((resolve) => { give = resolve; }));
  const first = source.policy();
  await browser.loseWait();
  await first;
  give({});
  expect(await source.policy()).toBe(emptyPolicy);
  expect(browser.told).toBe(0);
});

it('that could not be read is asked for anew', async () => {
  const { browser, source } = fakeBrowser(() => Promise.reject(new Error('no such file')));
  await expect(source.policy()).rejects.toThrow('no such file');
  browser.held = async () => ({ copyCredentials: false });
  expect(await source.policy()).toBe(noCopying);
});

describe('what it forbids', () => {
  const restrictions = { copyCredentials: false };

  it('is kept, without the roles that only the browser may give', async () => {
    const { browser, source } = fakeBrowser(async () => ({ ...restrictions, roles: [{}] }));
    await source.policy();
    expect(browser.kept).toEqual({ restrictions, gives: true });
  });

  it('counts at once in a browser that has just started, and is forgotten when it no longer holds it', async () => {
    let give: (held: object) => void = () => undefined;
    const { browser, source } = fakeBrowser(() => new Promise((resolve) => { give = resolve; }), { restrictions, gives: false });
    const first = source.policy();
    await browser.loseWait();
    expect(await first).toBe(noCopying);
    give({});
    await expect.poll(() => browser.told).toBe(1);
    expect(await source.policy()).toBe(emptyPolicy);
    expect(browser.kept).toEqual({ restrictions: {}, gives: false });
  });

  it('is read once, and tells nobody, while it stays as it was kept', async () => {
    let give: (held: object) => void = () => undefined;
    const { browser, source } = fakeBrowser(() => new Promise((resolve) => { give = resolve; }), { restrictions, gives: false });
    const first = source.policy();
    await browser.loseWait();
    await first;
    give(restrictions);
    await new Promise((resolve) => setTimeout(resolve));
    expect(await source.policy()).toBe(noCopying);
    expect([browser.readings, browser.told, browser.kepts]).toEqual([1, 0, 0]);
  });

  it('is not taken as known before it could be read', async () => {
    const { browser, source } = fakeBrowser(async () => restrictions);
    browser.unreadable = true;
    await expect(source.policy()).rejects.toThrow('the files were replaced');
    browser.unreadable = false;
    expect(await source.policy()).toBe(noCopying);
    expect(browser.kept).toEqual({ restrictions, gives: false });
  });

  it.each([[{}], [{ restrictions: 'x', gives: true }], ['kept'], [{ version: 2 }]])('is passed over, and written anew, where what was kept is %j', async (odd) => {
    const { browser, source } = fakeBrowser(async () => restrictions, odd);
    expect(await source.policy()).toBe(noCopying);
    expect(browser.kept).toEqual({ restrictions, gives: false });
  });

  it('stays where the browser says that it cannot say', async () => {
    const { browser, source } = fakeBrowser(async () => undefined, { restrictions, gives: false });
    expect(await source.policy()).toBe(noCopying);
    expect(browser.kept).toEqual({ restrictions, gives: false });
  });

  it.each([[null, 1000], [{ restrictions: {}, gives: true }, 1000], [{ restrictions: {}, gives: false }, 100]])(
    'when %j was kept, the browser is waited for %i ms', async (kept, ms) => {
      const { browser, source } = fakeBrowser(() => new Promise(() => undefined), kept);
      void source.policy();
      await new Promise((resolve) => setTimeout(resolve));
      expect(browser.waited.at(-1)).toBe(ms);
    });
});
