import fs from 'node:fs';
import type { IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder } from '../../scripts/removeFolder.js';
import { nextConsole } from './browserState.js';
import { type Answer, type Elsewhere, startElsewhere } from './elsewhere.js';
import { plantDemo } from './plantedVault.js';
import { extensionPermitted } from './permitted.js';
import { chooseRole, closePopup, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

const host = 'catalogue.example';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-sharing-'));
const user = 'arn:aws:iam::111111111111:user/team';
let product: Product;
let elsewhere: Elsewhere;
let page: Page;
/** The ETags that the catalogue was asked for with. */
const etags: (string | undefined)[] = [];
let served: { etag: string; body: string };
const serve = (etag: string, account: string, colour: string): void => {
  const roles = [{ name: 'team-admin', arn: `arn:aws:iam::${account}:role/prod-admin`, colour, region: 'eu-west-1', source: { identity: user } }];
  served = { etag, body: JSON.stringify({ sallyport: 1, identities: [{ arn: user }], roles }) };
};

function answer({ url, headers }: IncomingMessage): Answer {
  if (url !== '/roles.json') return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'There is nothing here.' };
  const asked = headers['if-none-match'];
  etags.push(typeof asked === 'string' ? asked : undefined);
  const same = asked === served.etag;
  return { status: same ? 304 : 200, headers: { 'content-type': 'application/json', etag: served.etag }, body: same ? '' : served.body };
}

const sees = (text: string): Promise<void> => page.getByText(text).first().waitFor();
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const goTo = (section: string): Promise<void> => page.getByRole('navigation').getByRole('button', { name: section, exact: true }).click();

beforeAll(async () => {
  serve('"1"', '222222222222', '#1565c0');
  elsewhere = await startElsewhere(host, answer);
  product = await startProduct({ elsewhere, extension: extensionPermitted(folder, [], [`https://${host}/*`]) });
  page = await plantDemo(product);
  await goTo('Import and export');
});
afterAll(async () => {
  await product?.close();
  await elsewhere?.close();
  await removeFolder(folder);
});

describe('a catalogue at an address', () => {
  it('is shown, taken, and its role opened with the person’s own identity', async () => {
    await page.getByLabel('Address').fill(`https://${host}/roles.json`);
    await press('See what is in it');
    await sees('team-admin');
    await press('Take it');
    await sees('Roles: 1. Taken');
    const popup = await openPopup(product);
    await chooseRole(popup, 'team-admin');
    const { buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(buckets).toBe('ok');
    // The tab in which it was asked for is gone.
    expect(product.context.pages().filter((one) => one.url().includes(host))).toEqual([]);
  });

  it('is asked for with its ETag, and what has changed is shown and waits for a tick', async () => {
    await page.bringToFront();
    await press('Check for changes');
    await sees('Unchanged when checked');
    serve('"2"', '666666666666', '#1565c0');
    await press('Check for changes');
    await sees('account: 2222 2222 2222 → 6666 6666 6666');
    expect(etags).toEqual([undefined, '"1"', '"1"']);
    expect(await page.getByRole('button', { name: 'Take it' }).isDisabled()).toBe(true);
    await page.getByLabel('I know that this is right').check();
    await press('Take it');
    await sees('Roles: 1. Taken');
    await goTo('Roles');
    await sees('arn:aws:iam::666666666666:role/prod-admin');
  });
});

it('a catalogue comes back from the browser’s sync with its words, after the difference was seen', async () => {
  await goTo('Import and export');
  await press('Begin, with six new words');
  await sees('In step.');
  await page.getByText('The six words for another computer').click();
  const words = await page.locator('.sync output').innerText();
  await press('Stop here');
  await goTo('Roles');
  await page.getByRole('listitem').filter({ hasText: 'sandbox' }).first().getByRole('button', { name: /Remove/ }).click();
  await page.getByRole('listitem').filter({ hasText: 'sandbox' }).first().waitFor({ state: 'detached' });
  await goTo('Import and export');
  await page.getByLabel('The six words').fill(words);
  await press('Take part');
  await sees('There is something that is not here yet');
  const popup = await openPopup(product);
  await popup.sees('waits in this browser’s sync');
  await closePopup(popup);
  await page.bringToFront();
  await press('See the difference');
  await sees('Added · 1');
  await press('Import');
  await sees('Imported. Added: 1, changed: 0.');
  await sees('In step.');
});
