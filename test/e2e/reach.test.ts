import fs from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopWorker } from './browserState.js';
import { optionsPage, passphrase, showSection } from './firstRun.js';
import { aliceOf, manyRoles, plantVault } from './plantedVault.js';
import { chooseRole, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';
import { wordsOf } from './words.js';

describe('with the keyboard alone', () => {
  let product: Product;
  beforeAll(async () => { product = await startProduct(); });
  afterAll(() => product.close());

  interface Stop { readonly name: string; readonly visible: boolean }
  /** What has the focus, and whether that can be seen: by an outline, or by its own look. */
  const focused = (page: Page): Promise<Stop> => page.evaluate(() => {
    const active = document.activeElement as HTMLElement | null;
    const label = active?.id ? document.querySelector(`label[for="${CSS.escape(active.id)}"]`)?.textContent : undefined;
    const holder = active?.matches('input[type=file]') ? active.parentElement : active;
    const { outlineStyle = 'none', outlineWidth = '0px' } = holder ? getComputedStyle(holder) : {};
    return { name: (label ?? active?.closest('label')?.textContent ?? active?.getAttribute('aria-label') ?? active?.textContent ?? '').trim(), visible: outlineStyle !== 'none' && outlineWidth !== '0px' };
  });

  async function tabTo(page: Page, name: string): Promise<void> {
    for (let presses = 0; presses < 80; presses += 1) {
      const stop = await focused(page);
      if (stop.name === name || stop.name.startsWith(name)) {
        expect(stop, name).toMatchObject({ visible: true });
        return;
      }
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${name}`);
  }

  it('a person comes from nothing to a console, and always sees where the focus is', async () => {
    const { alice, roles } = product.emulator;
    const page = await optionsPage(product);
    await page.getByRole('button', { name: 'Type my own' }).waitFor();
    await tabTo(page, 'Type my own');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Passphrase');
    await page.keyboard.type(passphrase);
    await tabTo(page, 'The same passphrase again');
    await page.keyboard.type(passphrase);
    await page.keyboard.press('Enter');
    await page.getByLabel('Access key ID').waitFor();
    await tabTo(page, 'Access key ID');
    await page.keyboard.type(alice.accessKeyId);
    await tabTo(page, 'Secret access key');
    await page.keyboard.type(alice.secretAccessKey);
    await page.keyboard.press('Tab');
    await page.getByText('It belongs to alice').waitFor();
    await page.keyboard.press('Shift+Tab');
    await tabTo(page, 'MFA device');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(alice.mfaSerial);
    await page.keyboard.press('Enter');
    await page.getByLabel('Role ARN').waitFor();
    await tabTo(page, 'Role ARN');
    await page.keyboard.type(roles[0]?.arn ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('listitem').filter({ hasText: 'prod-admin' }).first().waitFor();
    await tabTo(page, 'Done');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Identities' }).waitFor();
    await stopWorker(product);
    const popup = await openPopup(product);
    const opened = product.context.waitForEvent('page');
    await chooseRole(popup, 'prod-admin');
    await popup.until(`document.activeElement?.id === 'code'`);
    await popup.type(product.emulator.device.freshCode());
    const console = await opened;
    await console.waitForURL(/console\.aws\.amazon\.com/);
  });
});

describe('at twice the size', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
    await plantVault(product, { identities: [aliceOf(product.emulator)], roles: manyRoles(product.emulator, 100), rules: [] });
  });
  afterAll(() => product.close());

  /** What stands out of the view at the side, as far as it can be seen at all. */
  const clipped = (page: Page): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, h1, h2, label')]
    .filter((element) => element.checkVisibility() && getComputedStyle(element).opacity !== '0')
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (left < -1 || right > document.documentElement.clientWidth + 1);
    }).map(({ outerHTML }) => outerHTML.slice(0, 120)));

  async function zoomed(page: Page, width: number, height: number): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setDeviceMetricsOverride', { width: width / 2, height: height / 2, deviceScaleFactor: 2, mobile: false });
  }

  it('no section of the settings is wider than the window', async () => {
    const page = await optionsPage(product);
    await zoomed(page, 1280, 860);
    const say = wordsOf('en');
    for (const name of ['identities', 'roles', 'look', 'import', 'checkUp', 'vault', 'log', 'about']) {
      await showSection(page, name, say);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), name).toBeLessThanOrEqual(0);
      expect(await clipped(page), name).toEqual([]);
    }
  });

  it('the popup’s chosen role stays in view', async () => {
    const page = await product.context.newPage();
    await page.goto(product.page('popup.html'));
    await zoomed(page, 800, 600);
    await page.getByRole('option').first().waitFor();
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('ArrowDown');
      const { top, bottom } = await page.evaluate(() => document.querySelector('[aria-selected=true]')?.getBoundingClientRect().toJSON() as DOMRect);
      expect([top >= -1, bottom <= 301], `${presses}: ${top} to ${bottom}`).toEqual([true, true]);
    }
    expect(await clipped(page)).toEqual([]);
  });
});

it('nothing moves for who asked for less motion', async () => {
  const product = await startProduct();
  const page = await optionsPage(product);
  const files = ['public/ui.css', 'src/popup/popup.css', 'public/options.css', 'src/launch/launch.css'].map((name) => fs.readFileSync(name, 'utf8'));
  const moving = await page.evaluate((texts) => {
    const rules = texts.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return [...sheet.cssRules];
    });
    const isMoving = ({ cssText }: CSSRule): boolean => /(?:animation|transition)(?:-\w+)?:/.test(cssText);
    const asked = (rule: CSSRule): boolean => rule instanceof CSSMediaRule && rule.conditionText === '(prefers-reduced-motion: no-preference)';
    const all = rules.flat();
    return { always: all.filter((rule) => !asked(rule) && isMoving(rule)).map(({ cssText }) => cssText), wanted: all.filter((rule) => asked(rule) && isMoving(rule)).length };
  }, files);
  expect(moving.always).toEqual([]);
  expect(moving.wanted).toBeGreaterThan(0);
  await product.close();
});
