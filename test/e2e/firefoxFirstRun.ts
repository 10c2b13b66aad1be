import type { FirefoxProduct, Tab } from './firefoxProduct.js';
import { passphrase } from './firstRun.js';

/** Finds a control by its label, as a person does. */
export const labelled = (tab: Tab, label: string): Promise<string> =>
  tab.until<string>(`'#' + CSS.escape([...document.querySelectorAll('label')].find(({ textContent }) => textContent === ${JSON.stringify(label)}).htmlFor)`);

/** Presses the button that shows these words, or is named by them. */
export const press = (tab: Tab, name: string): Promise<boolean> => tab.until<boolean>(`[...document.querySelectorAll('button')].some((button) =>
  [button.textContent, button.querySelector('svg')?.getAttribute('aria-label')].includes(${JSON.stringify(name)}) && !button.disabled && (button.click(), true))`);

export const sees = (tab: Tab, text: string): Promise<boolean> => tab.until<boolean>(`document.body.innerText.includes(${JSON.stringify(text)})`);

/** Puts a text in the place of what a field holds, with real keys. */
export async function retype(tab: Tab, label: string, text: string): Promise<void> {
  const field = await labelled(tab, label);
  await tab.evaluate(`document.querySelector(${JSON.stringify(field)}).select()`);
  await tab.type(field, text);
}

/** Sets the extension up with the demo organisation's identity and its first role. */
export async function firefoxFirstRun(product: FirefoxProduct): Promise<Tab> {
  const { alice, roles } = product.emulator;
  const page = await product.open('options.html');
  await press(page, 'Type my own');
  await page.type(await labelled(page, 'Passphrase'), passphrase);
  await page.type(await labelled(page, 'The same passphrase again'), passphrase);
  await press(page, 'Make the vault');
  await page.type(await labelled(page, 'Access key ID'), alice.accessKeyId);
  await page.type(await labelled(page, 'Secret access key'), `${alice.secretAccessKey}\uE004`);
  await sees(page, 'It belongs to alice');
  await retype(page, 'MFA device', alice.mfaSerial);
  await press(page, 'Add identity');
  await page.type(await labelled(page, 'Role ARN'), `${roles[0]?.arn}\uE004`);
  await press(page, 'Add role');
  await press(page, 'Done');
  await sees(page, 'alice-phone');
  return page;
}

/** Opens the first role's console with a code. */
export async function openFirstConsole(product: FirefoxProduct): Promise<Tab> {
  const popup = await product.open('popup.html');
  await popup.until(`document.activeElement?.getAttribute('role') === 'combobox'`);
  await popup.type('[role=combobox]', '\uE007');
  await sees(popup, 'Code for alice in 1111 1111 1111');
  const tab = await product.nextTab(() => popup.type('#code', product.emulator.device.freshCode()));
  // The tab is there before its console is.
  await tab.until(`document.querySelector('#buckets')?.dataset.state === 'ok'`);
  return tab;
}
