import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signin, signinToken } from '../unit/aws/browser.js';
import { assume, mfaSession } from '../unit/aws/clients.js';
import { firefoxFirstRun, labelled, openFirstConsole, press, retype, sees } from './firefoxFirstRun.js';
import { firefoxPath, type FirefoxProduct, startFirefoxProduct, type Tab } from './firefoxProduct.js';
import { passphrase } from './firstRun.js';
import { addRoles } from './moreRoles.js';

const binary = firefoxPath();
let product: FirefoxProduct;
let options: Tab;
const consoles = new Map<string, Tab>();
const five = ['prod-admin', 'staging-admin', 'sandbox-admin', 'data-admin', 'audit-reader'];

/** Adds the roles after the first through the import box. */
async function importRoles(): Promise<void> {
  const { roles } = product.emulator;
  const named = (arn?: string): string => roles.find((role) => role.arn === arn)?.name ?? 'alice';
  const text = roles.slice(1).map(({ name, arn, region, behind }) =>
    `[profile ${name}]\nrole_arn = ${arn}\nsource_profile = ${named(behind)}\nregion = ${region}\n`).join('\n');
  await press(options, 'Import and export');
  await options.until(`(box => {
    if (!box) return false;
    box.value = ${JSON.stringify(text)};
    box.dispatchEvent(new FocusEvent('blur'));
    return true;
  })(document.querySelector('.import textarea'))`);
  await options.click('.import button.main');
  await press(options, 'Roles');
  for (const name of five) await sees(options, name);
}

const altEnter = '\uE00A\uE007';

/** Opens a role in a tab of its own, also where it is open already. */
async function open(name: string): Promise<Tab> {
  const popup = await product.open('popup.html');
  await popup.until(`document.activeElement?.getAttribute('role') === 'combobox'`);
  await popup.type('[role=combobox]', name);
  await popup.until(`document.querySelector('[role=option][aria-selected=true] .name')?.textContent === ${JSON.stringify(name)}`);
  const tab = await product.nextTab(() => popup.chord(altEnter));
  await isLive(tab);
  return tab;
}

const isLive = (tab: Tab): Promise<boolean> => tab.until<boolean>(`document.querySelector('#buckets')?.dataset.state === 'ok'`);
const titled = (tab: Tab, start: string): Promise<boolean> => tab.until<boolean>(`document.title.startsWith(${JSON.stringify(start)})`);
const colourOf = (tab: Tab): Promise<string> => tab.evaluate(`document.querySelector('sallyport-stripe').style.getPropertyValue('--colour')`);
const iconOf = (tab: Tab): Promise<string> => tab.evaluate(`[...document.querySelectorAll('link[rel=icon]')].map((link) => link.href.split('/').at(-1)).join()`);

function consoleOf(name: string): Tab {
  const tab = consoles.get(name);
  if (!tab) throw new Error(`${name} is not open`);
  return tab;
}

interface Container { readonly name: string; readonly color: string; readonly cookieStoreId: string }
/** The containers that stand for roles: those that Firefox comes with have another icon. */
const containers = (): Promise<Container[]> => options.evaluate(
  `browser.contextualIdentities.query({}).then((all) => all.filter(({ icon }) => icon === 'fence').map(({ name, color, cookieStoreId }) => ({ name, color, cookieStoreId })))`);
/** The container of each console tab. */
const stores = (): Promise<string[]> => options.evaluate(
  `browser.tabs.query({ url: 'https://*.console.aws.amazon.com/*' }).then((tabs) => tabs.map(({ cookieStoreId }) => cookieStoreId))`);

describe.skipIf(binary === undefined)('in Firefox, consoles', () => {
  beforeAll(async () => {
    product = await startFirefoxProduct(binary ?? '');
    addRoles(product.emulator, ['audit-reader']);
    options = await firefoxFirstRun(product);
    await importRoles();
  });
  afterAll(() => product?.close());

  it('of five roles are open in five containers, each with its role’s name and colour, and all live', async () => {
    consoles.set('prod-admin', await openFirstConsole(product));
    for (const name of five.slice(1)) consoles.set(name, await open(name));
    expect(new Set(await stores()).size).toBe(5);
    expect((await containers()).map(({ name, color }) => [name, color])).toEqual([
      ['prod-admin', 'red'], ['staging-admin', 'orange'], ['sandbox-admin', 'blue'], ['data-admin', expect.any(String)], ['audit-reader', expect.any(String)],
    ]);
    for (const [name, tab] of consoles) {
      await tab.evaluate(`(globalThis.left = true, location.reload())`);
      await tab.until(`!globalThis.left && document.title.includes(${JSON.stringify(`${name} · Console Home`)})
        && document.querySelector('#buckets').dataset.state === 'ok' && document.body.textContent.includes(${JSON.stringify(`${name}/`)})`);
    }
  });

  it('keep their marks through 50 pages that the console shows without loading anew', async () => {
    const tab = consoleOf('prod-admin');
    expect(await tab.evaluate(`(async () => {
      for (let count = 1; count <= 50; count += 1) {
        history.pushState({}, '', '#page-' + count);
        document.title = 'Page ' + count;
        document.querySelectorAll('link[rel~=icon]').forEach((link) => link.remove());
        document.head.append(Object.assign(document.createElement('link'), { rel: 'icon', href: '/static/favicon.svg?' + count }));
        document.querySelector('sallyport-stripe')?.remove();
        // A timer of a tab behind rings once a second.
        for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0); });
        if (!document.title.startsWith('● prod-admin · ') || !document.querySelector('sallyport-stripe')) return 'gone after ' + count;
      }
      return document.title;
    })()`)).toBe('● prod-admin · Page 50');
    expect([await colourOf(tab), await iconOf(tab)]).toEqual(['#c62828', 'red.png']);
  });

  it('of a role that is opened again are in the container that it has', async () => {
    await open('staging-admin');
    expect(await containers()).toHaveLength(5);
    expect((await stores()).length).toBe(6);
    expect(new Set(await stores()).size).toBe(5);
  });

  it('are resumed in their tab, container and place when AWS has ended their session', async () => {
    const tab = consoleOf('sandbox-admin');
    await tab.evaluate(`void (location.hash = '#Instances:v=3')`);
    const place = await tab.evaluate('location.href');
    const before = await stores();
    const codes = product.emulator.requests.filter(({ action }) => action === 'GetSessionToken').length;
    await expect.poll(() => options.evaluate(`browser.storage.session.get('consoleTabs').then((all) => JSON.stringify(all).includes('#Instances:v=3'))`)).toBe(true);
    product.emulator.endSessions('sandbox-admin');
    await tab.evaluate(`void location.reload()`);
    await sees(tab, 'The session of sandbox-admin has ended.');
    await press(tab, 'Resume');
    await isLive(tab);
    expect([await tab.evaluate('location.href'), await stores()]).toEqual([place, before]);
    expect(product.emulator.requests.filter(({ action }) => action === 'GetSessionToken').length).toBe(codes);
  });

  it('are signed out in their container, which closes their tab and leaves the others', async () => {
    const extra = await open('data-admin');
    const before = (await stores()).length;
    const popup = await product.open('popup.html');
    await sees(popup, 'Open');
    await popup.until(`(rows => rows.length === 2 && (rows[1].querySelectorAll('.target')[1].click(), true))(
      [...document.querySelectorAll('[role=option]')].filter((row) => row.querySelector('.time') && row.querySelector('.name').textContent === 'data-admin'))`);
    await expect.poll(async () => (await stores()).length).toBe(before - 1);
    await expect.poll(() => extra.evaluate('1').catch(() => 'closed')).toBe('closed');
    expect(await consoleOf('prod-admin').evaluate(`fetch('/api/list-buckets').then(({ status }) => status)`)).toBe(200);
    expect(await consoleOf('data-admin').evaluate(`fetch('/api/list-buckets').then(({ status }) => status)`)).toBe(401);
    await popup.until(`[...document.querySelectorAll('.time.ended')].length === 1`);
  });

  it('take the colour of whoever signs in to them', async () => {
    const { emulator } = product;
    const token = await signinToken(openBrowser(emulator), await assume(emulator, await mfaSession(emulator), 'staging-admin', { RoleSessionName: 'alice' }));
    const tab = consoleOf('prod-admin');
    const home = await tab.evaluate<string>('location.href');
    const form = { Action: 'login', Issuer: '', Destination: 'https://us-east-1.console.aws.amazon.com/console/home?region=us-east-1', SigninToken: token };
    await tab.evaluate(`(() => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: ${JSON.stringify(`${signin}/federation`)} });
      for (const [name, value] of Object.entries(${JSON.stringify(form)})) form.append(Object.assign(document.createElement('input'), { name, value }));
      document.body.append(form);
      form.submit();
    })()`);
    await titled(tab, '▲ staging-admin · Console Home');
    expect([await colourOf(tab), await iconOf(tab)]).toEqual(['#d9610a', 'orange.png']);
    await tab.evaluate(`void location.assign(${JSON.stringify(home)})`);
    await titled(tab, '● prod-admin · Console Home');
    expect([await colourOf(tab), await iconOf(tab)]).toEqual(['#c62828', 'red.png']);
  });

  it('are grey while the vault is locked, and have their colour again when it is not', async () => {
    const tab = consoleOf('prod-admin');
    await press(options, 'Vault');
    await press(options, 'Lock now').catch(() => undefined);
    await titled(tab, '? Sallyport is locked · ');
    expect([await colourOf(tab), await iconOf(tab)]).toEqual(['#6b7078', 'grey.png']);
    options = await product.open('options.html');
    await options.type(await labelled(options, 'Passphrase'), passphrase);
    await press(options, 'Unlock');
    await titled(tab, '● prod-admin · ');
    expect([await colourOf(tab), await iconOf(tab)]).toEqual(['#c62828', 'red.png']);
  });

  it('are in a container that is renamed and recoloured with its role', async () => {
    await press(options, 'Roles');
    await press(options, 'Edit staging-admin');
    await retype(options, 'Name', 'staging');
    await options.click('input[type=radio][value="#4a148c"]');
    await press(options, 'Save');
    await expect.poll(async () => (await containers()).map(({ name, color }) => `${name} ${color}`)).toContain('staging purple');
    await titled(consoleOf('staging-admin'), '✚ staging · ');
    expect(await containers()).toHaveLength(5);
  });

  it('of a removed role leave a container, which is offered for removal and goes on a click, with its tabs', async () => {
    await press(options, 'Roles');
    await press(options, 'Remove audit-reader');
    await press(options, 'Look');
    await sees(options, 'Containers without a role');
    await press(options, 'Remove audit-reader');
    await expect.poll(async () => (await containers()).map(({ name }) => name)).not.toContain('audit-reader');
    await options.until(`!document.body.innerText.includes('Containers without a role')`);
    await expect.poll(async () => new Set(await stores()).size).toBe(4);
  });
});
