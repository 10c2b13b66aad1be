import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, findingsInAllLooks, popupFindings } from './axe.js';
import { firstRun, optionsPage, showSection } from './firstRun.js';
import { chooseRole, openPopup, type Popup } from './popup.js';
import { type Product, startProduct } from './product.js';
import { wordsOf } from './words.js';

const close = (popup: Popup): Promise<unknown> => popup.evaluate('setTimeout(() => window.close())');

describe.each(['en-US', 'ja'])('axe finds nothing in %s', (language) => {
  const say = wordsOf(language);
  let product: Product;
  beforeAll(async () => { product = await startProduct({ language }); });
  afterAll(() => product.close());

  it('that was not there: it sees a picture without a name', async () => {
    const page = await optionsPage(product);
    await page.evaluate(() => { document.body.append(document.createElement('img')); });
    expect((await axeFindings(page)).join()).toContain('image-alt');
    await page.reload();
  });

  it('in the first run', async () => {
    const found: string[] = [];
    const popup = await openPopup(product);
    await popup.sees(say('setupTitle'));
    found.push(...await popupFindings(popup, 'popup: setup'));
    await close(popup);
    await firstRun(product, {
      language, shown: async (view, page) => { if (view !== 'roles') found.push(...await findingsInAllLooks(page, `first run: ${view}`)); },
    });
    expect(found).toEqual([]);
  });

  it('in any section of the settings', async () => {
    const found: string[] = [];
    const page = await optionsPage(product);
    for (const name of ['identities', 'roles', 'look', 'import', 'checkUp', 'vault', 'log', 'about']) {
      await showSection(page, name, say);
      found.push(...await findingsInAllLooks(page, name));
      const opener = { identities: 'newIdentity', roles: 'newRole' }[name];
      if (opener === undefined) continue;
      await page.getByRole('button', { name: say(opener) }).click();
      await page.locator('form').getByRole('button').first().click();
      found.push(...await findingsInAllLooks(page, `${name}: a form with problems`));
    }
    expect(found).toEqual([]);
  });

  it('in the picker, the code and what went wrong', async () => {
    const found: string[] = [];
    const popup = await openPopup(product);
    await popup.until(`document.querySelector('[role=option]')`);
    found.push(...await popupFindings(popup, 'list'));
    await popup.type('zzz');
    await popup.sees(say('noneFound'));
    found.push(...await popupFindings(popup, 'nothing found'));
    await popup.press('Escape');
    await chooseRole(popup, 'prod-admin');
    await popup.until(`document.activeElement?.id === 'code'`);
    found.push(...await popupFindings(popup, 'code'));
    await popup.type('000000');
    await popup.until(`document.querySelector('.failure')`, 20_000);
    found.push(...await popupFindings(popup, 'failed'));
    expect(found).toEqual([]);
    await close(popup);
  });

  it('in a page that has expired, and where the vault is locked', async () => {
    const launch = await product.context.newPage();
    await launch.goto(product.page('launch.html#none'));
    await launch.getByText(say('failure_launchExpired')).waitFor();
    const found = await findingsInAllLooks(launch, 'expired');
    await launch.close();
    const page = await product.context.newPage();
    await page.goto(product.page('options.html'));
    await showSection(page, 'vault', say);
    const closed = page.waitForEvent('close');
    await page.getByRole('button', { name: say('lockNow') }).click();
    await closed;
    const popup = await openPopup(product);
    await popup.sees(say('unlockTitle'));
    found.push(...await popupFindings(popup, 'popup: locked'));
    await close(popup);
    const locked = await product.context.newPage();
    await locked.goto(product.page('options.html'));
    await locked.getByLabel(say('passphrase')).waitFor();
    found.push(...await findingsInAllLooks(locked, 'settings: locked'));
    expect(found).toEqual([]);
  });
});
