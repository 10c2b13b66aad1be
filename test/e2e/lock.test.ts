import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calls, nextConsole, stopWorker } from './browserState.js';
import { firstRun, optionsPage, passphrase } from './firstRun.js';
import { chooseRole, enterCode, openPopup, type Popup } from './popup.js';
import { type Product, startProduct } from './product.js';

interface Chrome {
  readonly storage: { session: { get(key: string): Promise<Record<string, unknown>>; set(items: object): Promise<void> } };
  readonly idle: { onStateChanged: { dispatch(state: string): void } };
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
  readonly alarms: { getAll(): Promise<{ name: string }[]> };
}
type WithChrome = { readonly chrome: Chrome };

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  await firstRun(product);
});
afterAll(() => product?.close());

/** Moves the last sign of the person into the past, as a sleeping computer does, without any alarm having rung. */
async function sleepFor(minutes: number): Promise<void> {
  const page = await optionsPage(product);
  await page.evaluate(async (slept) => {
    const { session } = (globalThis as unknown as WithChrome).chrome.storage;
    const { lockDeadline } = await session.get('lockDeadline') as { lockDeadline: { minutes: number; seenAt: number } };
    await session.set({ lockDeadline: { ...lockDeadline, seenAt: lockDeadline.seenAt - slept * 60_000 } });
  }, minutes);
}

async function unlock(popup: Popup, text: string): Promise<void> {
  await popup.until(`(document.querySelector('input[type=password]').focus(), document.activeElement?.type === 'password' && document.activeElement.value === '')`);
  // All at once: where guessing must wait, the keys of a slow machine would take that long.
  await popup.send('Input.insertText', { text });
  await popup.press('Enter');
}

/** Unlocks from a popup that asks for the passphrase. */
async function unlockAgain(): Promise<void> {
  const popup = await openPopup(product);
  await popup.sees('Unlock Sallyport');
  await unlock(popup, passphrase);
  await popup.sees('All roles');
  await popup.evaluate('window.close()').catch(() => undefined);
  await expect.poll(() => popup.isOpen()).toBe(false);
}

describe('the lock', () => {
  it('is looked at before every use: after a sleep past the deadline, nothing opens though no alarm has rung', async () => {
    await sleepFor(14);
    const still = await openPopup(product);
    await still.sees('All roles');
    await still.evaluate('window.close()').catch(() => undefined);
    await expect.poll(() => still.isOpen()).toBe(false);
    await sleepFor(16);
    await unlockAgain();
  });

  it('closes at once when the computer locks, and our pages with it', async () => {
    const [options, other] = [await optionsPage(product), await product.context.newPage()];
    await other.goto(product.page('options.html'));
    await other.getByRole('heading', { name: 'Identities' }).waitFor();
    const closed = Promise.all([options.waitForEvent('close'), other.waitForEvent('close')]);
    await product.context.serviceWorkers()[0]?.evaluate(() => (globalThis as unknown as WithChrome).chrome.idle.onStateChanged.dispatch('locked'));
    await closed;
    const locked = await optionsPage(product);
    await locked.getByText('Unlock Sallyport').waitFor();
    await unlockAgain();
    await locked.getByRole('heading', { name: 'Identities' }).waitFor();
  });

  it('lets nobody guess quickly: three wrong passphrases are free, the fourth must wait, also for the right one', async () => {
    const open = await openPopup(product);
    await open.until(`(button => button && (button.click(), true))(document.querySelector('button[title="Lock"]'))`);
    await expect.poll(() => open.isOpen()).toBe(false);
    const first = await openPopup(product);
    await first.sees('Unlock Sallyport');
    for (let tries = 0; tries < 4; tries += 1) {
      await unlock(first, 'not the passphrase');
      await first.until(`document.querySelector('.problem')?.textContent.length > 0 && !document.querySelector('button').textContent.includes('…')`);
      if (tries === 2) await new Promise((resolve) => setTimeout(resolve, 1100));
    }
    await unlock(first, passphrase);
    await first.sees('Too many wrong passphrases. Try again in');
    await new Promise((resolve) => setTimeout(resolve, 2100));
    await unlock(first, passphrase);
    await first.sees('All roles');
  });

  it('keeps the MFA session sealed: after unlocking, no second code is asked for', async () => {
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    const before = calls(product, 'GetSessionToken');
    await sleepFor(16);
    await unlockAgain();
    const again = await openPopup(product);
    const { buckets } = await nextConsole(product, () => chooseRole(again, 'prod-admin'));
    expect(buckets).toBe('ok');
    expect(calls(product, 'GetSessionToken')).toBe(before);
  });

  it('waits as long as the person sets', async () => {
    const options = await optionsPage(product);
    await options.getByRole('navigation').getByRole('button', { name: 'Vault' }).click();
    await options.getByLabel('Lock when I am away for').selectOption('60 min');
    await expect.poll(() => options.evaluate(async () =>
      (await (globalThis as unknown as WithChrome).chrome.storage.session.get('lockDeadline'))['lockDeadline'])).toMatchObject({ minutes: 60 });
    await sleepFor(59);
    await options.reload();
    await options.getByRole('heading', { name: 'Vault', exact: true }).waitFor();
    await sleepFor(2);
    await options.reload();
    await options.getByText('Unlock Sallyport').waitFor();
    await unlockAgain();
    expect(await options.evaluate(async () =>
      (await (globalThis as unknown as WithChrome).chrome.storage.session.get('lockDeadline'))['lockDeadline'])).toMatchObject({ minutes: 60 });
  });

  it('rings once a minute while the vault is open, and not while it is locked', async () => {
    const options = await optionsPage(product);
    const alarms = async (): Promise<string[]> => (await optionsPage(product)).evaluate(async () =>
      (await (globalThis as unknown as WithChrome).chrome.alarms.getAll()).map(({ name }) => name));
    expect(await alarms()).toContain('autoLock');
    await options.getByRole('navigation').getByRole('button', { name: 'Vault' }).click();
    const closed = options.waitForEvent('close');
    await options.getByRole('button', { name: 'Lock now' }).click();
    await closed;
    await expect.poll(alarms).not.toContain('autoLock');
  });

  it('holds in a worker that was ended and woken by what it must not do', async () => {
    await unlockAgain();
    const popup = await openPopup(product);
    await popup.sees('All roles');
    const before = calls(product, 'AssumeRole');
    await sleepFor(61);
    await stopWorker(product);
    const options = await optionsPage(product);
    const refused = { failure: { kind: 'vaultLocked', values: {} } };
    const answer = await options.evaluate(() => (globalThis as unknown as WithChrome).chrome.runtime.sendMessage({ call: 'openRole', asked: { roleId: 'any' } }))
      .catch((thrown: Error) => {
        // Locking closes our pages, this one too, and the answer may come too late for it.
        if (!thrown.message.includes('closed')) throw thrown;
        return refused;
      });
    expect(answer).toEqual(refused);
    const page = await product.context.newPage();
    await page.goto(product.page('options.html'));
    await page.getByText('Unlock Sallyport').waitFor();
    expect(calls(product, 'AssumeRole')).toBe(before);
  });
});
