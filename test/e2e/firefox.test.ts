import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passphrase } from './firstRun.js';
import { firefoxPath, type FirefoxProduct, startFirefoxProduct, type Tab } from './firefoxProduct.js';

const binary = firefoxPath();
let product: FirefoxProduct;

/** Finds a control by its label, as a person does. */
const labelled = (tab: Tab, label: string): Promise<string> =>
  tab.until<string>(`'#' + CSS.escape([...document.querySelectorAll('label')].find(({ textContent }) => textContent === ${JSON.stringify(label)}).htmlFor)`);
const press = (tab: Tab, name: string): Promise<boolean> =>
  tab.until<boolean>(`[...document.querySelectorAll('button')].some((button) => button.textContent === ${JSON.stringify(name)} && !button.disabled && (button.click(), true))`);
const sees = (tab: Tab, text: string): Promise<boolean> => tab.until<boolean>(`document.body.innerText.includes(${JSON.stringify(text)})`);

describe.skipIf(binary === undefined)('in Firefox', () => {
  beforeAll(async () => {
    product = await startFirefoxProduct(binary ?? '');
  });
  afterAll(() => product?.close());

  it('the first run is walked through on the options page', async () => {
    const { alice, roles } = product.emulator;
    const page = await product.open('options.html');
    await press(page, 'Type my own');
    await page.type(await labelled(page, 'Passphrase'), passphrase);
    await page.type(await labelled(page, 'The same passphrase again'), passphrase);
    await press(page, 'Make the vault');
    await page.type(await labelled(page, 'Access key ID'), alice.accessKeyId);
    await page.type(await labelled(page, 'Secret access key'), `${alice.secretAccessKey}\uE004`);
    await sees(page, 'It belongs to alice');
    const serial = await labelled(page, 'MFA device');
    await page.evaluate(`document.querySelector(${JSON.stringify(serial)}).select()`);
    await page.type(serial, alice.mfaSerial);
    await press(page, 'Add identity');
    await page.type(await labelled(page, 'Role ARN'), `${roles[0]?.arn}\uE004`);
    await press(page, 'Add role');
    await press(page, 'Done');
    expect(await sees(page, 'alice-phone')).toBe(true);
  });

  it('a code goes through both doors to a console that the organisation accepts, marked with its role', async () => {
    const popup = await product.open('popup.html');
    await popup.until(`document.activeElement?.getAttribute('role') === 'combobox'`);
    await popup.type('[role=combobox]', '\uE007');
    await sees(popup, 'Code for alice in 1111 1111 1111');
    const console = await product.nextTab(() => popup.type('#code', product.emulator.device.freshCode()));
    expect(await console.until(`document.querySelector('#buckets:not([data-state=loading])')?.dataset.state`)).toBe('ok');
    expect(await console.evaluate('location.hostname')).toMatch(/^222222222222-.*\.console\.aws\.amazon\.com$/);
    expect(await console.until(`document.title.startsWith('● prod-admin · ') && document.title`)).toContain('Console Home');
    expect(await console.evaluate(`document.querySelector('sallyport-stripe').style.getPropertyValue('--colour')`)).toBe('#c62828');
    const listing = product.emulator.events.findLast(({ eventName }) => eventName === 'ListBuckets');
    expect(listing?.userIdentity.sessionContext?.attributes.mfaAuthenticated).toBe('true');
  });

  it('the sign-in token stands in no address', () => {
    const { emulator } = product;
    expect(emulator.issued.signinTokens.length).toBeGreaterThan(0);
    const addresses = emulator.requests.map(({ url, referer = '' }) => decodeURIComponent(`${url} ${referer}`)).join('\n');
    for (const token of emulator.issued.signinTokens) expect(addresses).not.toContain(token);
  });
});
