import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/core/catalogue.js';
import { checkName } from '../../src/core/fields.js';
import { nextConsole } from './browserState.js';
import { configWith, harmlessNames, hostileNames, rolesNamed } from './hostileNames.js';
import { importLook, type Look, popupLook, settingsLook, watcher } from './hostileViews.js';
import { aliceOf, demoRoles, plantDemo } from './plantedVault.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';
import { type Stripe, stripeOn } from './stripe.js';
import { wordsOf } from './words.js';

interface Extension {
  readonly chrome: {
    readonly runtime: { sendMessage(message: unknown): Promise<{ answer: unknown } | { failure: { kind: string } }> };
    readonly storage: { readonly session: { get(key: string): Promise<{ consoleTabs: Record<string, object> }>; set(items: object): Promise<void> } };
  };
}

const say = wordsOf('en');
const dialogs: string[] = [];
/** Those that a role may have; the others are refused. */
const sound = [...new Set(hostileNames.filter((name) => 'value' in checkName(name)).map((name) => name.trim()))];
let product: Product;
let options: Page;
let popup: Page;
let consolePage: Page;

const ask = (call: string, asked: unknown): Promise<unknown> =>
  options.evaluate((message) => (globalThis as unknown as Extension).chrome.runtime.sendMessage(message), { call, asked });

/** Makes these the roles that there are, beside those of the organisation. */
async function saveAll(roles: readonly Role[]): Promise<void> {
  await options.goto(product.page('launch.html'));
  await popup.goto(product.page('popup.html'));
  const asked = { identities: [aliceOf(product.emulator)], roles: [...demoRoles(product.emulator), ...roles], rules: [] };
  const reply = await popup.evaluate((all) => (globalThis as unknown as Extension).chrome.runtime.sendMessage({ call: 'saveCatalogue', asked: all }), asked);
  expect(reply).toEqual({ answer: null });
  await popup.reload();
  await options.goto(product.page('options.html'));
  await options.getByRole('navigation').waitFor();
}

beforeAll(async () => {
  product = await startProduct();
  const { context, emulator } = product;
  await context.addInitScript({ content: watcher });
  context.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  options = await plantDemo(product);
  const toolbar = await openPopup(product);
  await chooseRole(toolbar, 'prod-admin');
  ({ page: consolePage } = await nextConsole(product, () => enterCode(toolbar, emulator.device.freshCode())));
  await options.reload();
  popup = await context.newPage();
});
afterAll(() => product?.close());

/** Nothing that was not there with harmless names, nothing stopped, no number with its digits turned. */
function expectLike(harmless: Look, hostile: Look): void {
  expect(hostile.shapes.filter((shape) => !harmless.shapes.includes(shape))).toEqual([]);
  expect(hostile.violations).toEqual([]);
  expect(hostile.turned).toEqual([]);
  expect(dialogs).toEqual([]);
}

it('the search for what is interpreted finds what is', async () => {
  const page = await product.context.newPage();
  await page.goto(product.page('options.html'));
  const before = await page.evaluate<Look>(`until(() => document.querySelector('.card')).then(() => look())`);
  await page.evaluate(`setTimeout(() => { try { document.body.innerHTML = '<b onclick="x">x</b>' } catch {}
    const number = document.createElement('i');
    number.textContent = 'מנהל · 1234 5678 9012';
    document.body.append(number, Object.assign(new Image(), { src: 'https://evil.example/' })) })`);
  await expect.poll(async () => (await page.evaluate<Look>('look()')).violations.length).toBe(2);
  const after = await page.evaluate<Look>('look()');
  expect(after.shapes.filter((shape) => !before.shapes.includes(shape))).toEqual(['i[]', 'img[src]']);
  expect(after.turned).toEqual(['מנהל · 1234 5678 9012']);
  await page.close();
});

describe('two hundred hostile names', () => {
  it('are there, each of them once', () => {
    expect(hostileNames.length).toBeGreaterThanOrEqual(200);
    expect(sound.length).toBeGreaterThanOrEqual(150);
  });

  it('are shown as text in every view of the settings and the popup, or refused', async () => {
    const harmless = harmlessNames.slice(0, sound.length);
    const looksWith = async (names: readonly string[], looked = names): Promise<[Look, Look]> => {
      await saveAll(rolesNamed(names));
      return [await settingsLook(options, names, looked), await popupLook(popup, looked)];
    };
    // Harmless names all look alike: some of them are enough.
    const [settingsBefore, popupBefore] = await looksWith(harmless, harmless.slice(0, 40));
    const [settings, list] = await looksWith(sound);
    expectLike(settingsBefore, settings);
    expectLike(popupBefore, list);
  }, 400_000);

  it('are refused by the background where a form would refuse them', async () => {
    const [role] = rolesNamed(['last']);
    const refused = hostileNames.filter((name) => 'problem' in checkName(name));
    expect(refused.length).toBeGreaterThanOrEqual(30);
    for (const name of refused) {
      const replies = [await ask('saveRole', { role: { ...role, name } }), await ask('saveRole', { role: { ...role, accountName: name } })];
      expect([name, ...replies]).toEqual([name, ...Array(2).fill({ failure: { kind: 'messageRefused', values: {} } })]);
    }
  });

  it('are refused with a sentence at their field, or taken as they are', async () => {
    await options.bringToFront();
    const sentencesFor = (label: string): Promise<string[]> => options.evaluate(`(async () => {
      const field = document.getElementById([...document.querySelectorAll('label')].find(({ textContent }) => textContent === ${JSON.stringify(label)}).htmlFor);
      const said = [];
      for (const name of ${JSON.stringify(hostileNames)}) {
        fill(field, name);
        await shown();
        said.push(document.getElementById(field.id + '-problem').textContent);
      }
      return said;
    })()`);
    await options.getByRole('navigation').getByRole('button', { name: 'Roles' }).click();
    await options.getByRole('button', { name: 'Add a role' }).click();
    const before = await options.evaluate<Look>(`look(document.querySelector('form.card'))`);
    for (const label of ['Name', 'Account name']) {
      (await sentencesFor(label)).forEach((sentence, at) => {
        const name = hostileNames[at] ?? '';
        const checked = label === 'Account name' && name.trim() === '' ? { value: '' } : checkName(name, label === 'Name' ? sound : []);
        expect([name, sentence]).toEqual([name, 'problem' in checked ? say(`problem_${checked.problem}`) : '']);
      });
    }
    expectLike(before, await options.evaluate<Look>(`look(document.querySelector('form.card'))`));
    await options.getByRole('button', { name: 'Cancel' }).click();
  });

  it('are read from a config, and what cannot be is told in a sentence at its line: the rest goes on', async () => {
    const harmless = await importLook(options, configWith(harmlessNames), false);
    const hostile = await importLook(options, configWith(hostileNames), true);
    expectLike(harmless, hostile);
    expect(hostile.notes.length).toBeGreaterThan(200);
    for (const sentence of hostile.notes) expect(sentence).toMatch(/^Line \d+: [^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]{10,700}$/u);
    await options.evaluate(`button('Roles', document.querySelector('nav')).click()`);
    await options.evaluate(`until(() => (void showAll(), namesShown().includes('good one')))`);
    const names = await options.evaluate<string[]>('namesShown()');
    expect(names.filter((name) => 'problem' in checkName(name))).toEqual([]);
    // A profile whose name is there already is a change of the role that has it.
    expect(names.length).toBeGreaterThan(sound.length + 30);
  });

  it('mark a console in its title and across the top, as text alone', async () => {
    const session = await product.context.newCDPSession(consolePage);
    const mark = { account: '2222 2222 2222', region: 'us-east-1', colour: '#c62828', accountId: '222222222222', roleName: 'prod-admin' };
    await consolePage.bringToFront();
    const markedWith = async (name: string): Promise<{ look: Look; stripe: Stripe }> => {
      await product.worker.evaluate(async (anew) => {
        const { session: area } = (globalThis as unknown as Extension).chrome.storage;
        const { consoleTabs } = await area.get('consoleTabs');
        await area.set({ consoleTabs: Object.fromEntries(Object.entries(consoleTabs).map(([tab, known]) => [tab, { ...known, mark: anew }])) });
      }, { ...mark, name });
      await consolePage.reload();
      // The browser makes runs of spaces in a title one.
      await expect.poll(() => consolePage.title(), { interval: 20 }).toContain(`● ${name} · `.replace(/ +/g, ' '));
      return { look: await consolePage.evaluate<Look>('look(document.head)'), stripe: await stripeOn(session) };
    };
    const harmless = await markedWith('harmless');
    expect(harmless.stripe.shape).toEqual(['div[class]', 'div[class]', 'span[class]', 'span[class]']);
    for (const name of sound.filter((name, at) => at % 8 === 0 || /[\u0590-\u06ff]| {2}/.test(name))) {
      const { look, stripe } = await markedWith(name);
      expectLike(harmless.look, look);
      expect([name, stripe]).toEqual([name, { shape: harmless.stripe.shape, label: harmless.stripe.label.replace('harmless', () => name), inOrder: true }]);
    }
  }, 400_000);
});
