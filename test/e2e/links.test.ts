import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder } from '../../scripts/removeFolder.js';
import { calls, nextConsole, placeOf } from './browserState.js';
import { extensionPermitted } from './permitted.js';
import { aliceOf, manyRoles, plantVault } from './plantedVault.js';
import { enterCode, openPopup, paste, type Popup, ready, shownPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-links-'));
let product: Product;

/** Forty roles, of which two can be opened: in the accounts 2222 2222 2222 and 3333 3333 3333. */
async function plant(product: Product): Promise<void> {
  const second = product.emulator.roles.find(({ name }) => name === 'staging-admin');
  const roles = manyRoles(product.emulator, 40).map((role, at) => (at === 1 && second ? { ...role, name: second.name, arn: second.arn } : role));
  await plantVault(product, { identities: [aliceOf(product.emulator)], roles, rules: [] });
}
beforeAll(async () => {
  product = await startProduct({ extension: extensionPermitted(folder, ['contextMenus']) });
  await plant(product);
});
afterAll(async () => {
  await product?.close();
  await removeFolder(folder);
});

interface ExtensionApi {
  readonly action: { openPopup(): Promise<void> };
  readonly omnibox: {
    readonly onInputEntered: { dispatch(text: string, disposition: string): void };
    readonly onInputChanged: { dispatch(text: string, suggest: (offers: unknown) => void): void };
  };
  readonly contextMenus: { update(id: string, change: object): Promise<void>; readonly onClicked: { dispatch(info: object): void } };
}
type WithApi = { readonly chrome: ExtensionApi };

const close = (popup: Popup): Promise<unknown> => popup.evaluate('setTimeout(() => window.close())');
const heading = (popup: Popup, text: string): Promise<unknown> => popup.until(`document.querySelector('.heading')?.textContent === ${JSON.stringify(text)}`);
const names = (popup: Popup): Promise<string[]> => popup.evaluate(`[...document.querySelectorAll('[role=option] .name')].map(({ textContent }) => textContent)`);

/** Opens the popup while a page of the console is in front. */
async function popupOver(page: Page): Promise<Popup> {
  await page.bringToFront();
  await product.worker.evaluate(() => (globalThis as unknown as WithApi).chrome.action.openPopup());
  return shownPopup(product);
}

const queue = 'arn:aws:sqs:eu-west-1:222222222222:jobs';
const queuePlace = '222222222222 eu-west-1 /sqs/v3/home?region=eu-west-1#/queues/https%3A%2F%2Fsqs.eu-west-1.amazonaws.com%2F222222222222%2Fjobs';

describe('what is pasted into the popup', () => {
  it('as an ARN opens the resource’s page under the role that is chosen', async () => {
    const popup = await openPopup(product);
    await paste(popup, queue);
    await heading(popup, 'Opens sqs queue jobs in Ireland');
    expect(await names(popup)).toEqual(['prod-admin']);
    await popup.press('Enter');
    const { page, buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect([placeOf(page), buckets]).toEqual([queuePlace, 'ok']);
    await page.close();
  });

  it('as a console’s address, of another session and with its account after it, opens that page', async () => {
    for (const text of [
      'https://222222222222-zzzz9999.ap-northeast-1.console.aws.amazon.com/cloudwatch/home?region=ap-northeast-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Ff',
      'https://ap-northeast-1.console.aws.amazon.com/cloudwatch/home?region=ap-northeast-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Ff account=222222222222',
    ]) {
      const popup = await openPopup(product);
      await paste(popup, text);
      await heading(popup, 'Opens cloudwatch in Tokyo');
      const { page } = await nextConsole(product, () => popup.press('Enter'));
      expect(placeOf(page)).toBe('222222222222 ap-northeast-1 /cloudwatch/home?region=ap-northeast-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Ff');
      await page.close();
    }
  });

  it('of an account that no role is in says so, and a role’s own ARN finds the role', async () => {
    const popup = await openPopup(product);
    await paste(popup, 'arn:aws:sqs:eu-west-1:444444444444:jobs');
    await popup.sees('None of your roles is in the account 4444 4444 4444.');
    await popup.press('Escape');
    await popup.send('Input.insertText', { text: product.emulator.roles[0]?.arn ?? '' });
    await popup.sees('1 of 40 roles');
    expect(await names(popup)).toEqual(['prod-admin']);
    await close(popup);
  });
});

describe('what is typed after aws in the address bar', () => {
  const omnibox = (worker: Worker, run: 'offers' | 'enter', text: string): Promise<unknown> => worker.evaluate(([what, typed]) => {
    const { omnibox: bar } = (globalThis as unknown as WithApi).chrome;
    return what === 'enter' ? bar.onInputEntered.dispatch(typed, 'currentTab') : new Promise((resolve) => bar.onInputChanged.dispatch(typed, resolve));
  }, [run, text] as const);

  it('as an ARN opens the resource’s page', async () => {
    const { page } = await nextConsole(product, async () => { await omnibox(product.worker, 'enter', queue); });
    expect(placeOf(page)).toBe(queuePlace);
    await page.close();
  });

  it('offers the roles that fit, each of which opens the page', async () => {
    const offers = await omnibox(product.worker, 'offers', 'arn:aws:s3:::reports') as { content: string; description: string }[];
    const offer = offers.find(({ content }) => content.endsWith('staging-admin'));
    expect(offer?.description).toContain('s3 bucket reports');
    const { page } = await nextConsole(product, async () => { await omnibox(product.worker, 'enter', offer?.content ?? ''); });
    expect(placeOf(page)).toMatch(/^333333333333 [a-z0-9-]+ \/s3\/buckets\/reports\?region=/);
    await page.close();
  });
});

describe('the page in front', () => {
  const place = '/ec2/home?region=eu-west-1#Instances:instanceState=running';
  async function openEc2(): Promise<Page> {
    const popup = await openPopup(product);
    await paste(popup, `https://eu-west-1.console.aws.amazon.com${place} account=222222222222`);
    await heading(popup, 'Opens ec2 in Ireland');
    return (await nextConsole(product, () => popup.press('Enter'))).page;
  }
  async function chooseStaging(popup: Popup): Promise<Page> {
    await ready(popup);
    await popup.type('staging-adm');
    await popup.until(`document.querySelector('[aria-selected=true] .name')?.textContent === 'staging-admin'`);
    await heading(popup, 'Opens ec2 in Ireland');
    return (await nextConsole(product, () => popup.press('Enter'))).page;
  }

  it('opens as another role with its service, region and hash', async () => {
    const front = await openEc2();
    const popup = await popupOver(front);
    await popup.click('Open this page as…');
    const page = await chooseStaging(popup);
    expect(placeOf(page)).toBe(`333333333333 eu-west-1 ${place}`);
    await page.close();
    await front.close();
  });

  it('is copied as AWS’s own address with its account after it', async () => {
    const front = await openEc2();
    const popup = await popupOver(front);
    await popup.evaluate(`(navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }) && true`);
    await popup.click('Copy a link to this page');
    await popup.sees('Copied, with its account.');
    expect(await popup.evaluate('globalThis.copied')).toBe(`https://eu-west-1.console.aws.amazon.com${place} account=222222222222`);
    await close(popup);
    await front.close();
  });

  it('has an entry in the browser’s menu, and links to console pages have one', async () => {
    await expect.poll(() => product.worker.evaluate(async () => {
      const { contextMenus } = (globalThis as unknown as WithApi).chrome;
      return (await Promise.all(['page', 'link', 'other'].map((id) => contextMenus.update(id, { visible: true }).then(() => id, () => '')))).join(' ').trim();
    })).toBe('page link');
  });

  it('from the browser’s menu, as a link on a page too, opens nothing before a role is chosen', async () => {
    const front = await openEc2();
    const before = calls(product, 'AssumeRole');
    const clicked = (info: object): Promise<void> => product.worker.evaluate((what) => (globalThis as unknown as WithApi).chrome.contextMenus.onClicked.dispatch(what), info);
    await clicked({ menuItemId: 'link', pageUrl: 'https://evil.com/', linkUrl: 'https://console.aws.amazon.com.evil.com/' });
    await front.bringToFront();
    await clicked({ menuItemId: 'link', pageUrl: 'https://evil.com/', linkUrl: `https://eu-west-1.console.aws.amazon.com${place}` });
    const popup = await shownPopup(product);
    await ready(popup);
    await heading(popup, 'Opens ec2 in Ireland');
    expect(calls(product, 'AssumeRole')).toBe(before);
    const page = await chooseStaging(popup);
    expect(placeOf(page)).toBe(`333333333333 eu-west-1 ${place}`);
    await page.close();
    await front.close();
  });
});

it('a page is still where a sign-in leads that had to sign someone else out first', async () => {
  const other = await startProduct({ emulator: { multiSession: 'opt-in' } });
  try {
    await plant(other);
    const popup = await openPopup(other);
    await paste(popup, queue);
    await heading(popup, 'Opens sqs queue jobs in Ireland');
    await popup.press('Enter');
    const { page: first } = await nextConsole(other, () => enterCode(popup, other.emulator.device.freshCode()));
    expect(new URL(first.url()).hash).toContain('#/queues/');
    const next = await openPopup(other);
    await paste(next, 'arn:aws:lambda:eu-west-1:333333333333:function:hello');
    await heading(next, 'Opens lambda function hello in Ireland');
    const opened = other.context.waitForEvent('page');
    await next.press('Enter');
    const tab = await opened;
    await tab.getByRole('button', { name: 'Sign out the other and go on' }).click();
    await tab.waitForURL(/\/lambda\/home/);
    expect(tab.url()).toBe('https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/hello');
  } finally {
    await other.close();
  }
});
