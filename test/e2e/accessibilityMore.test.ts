import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInAllLooks, popupFindings } from './axe.js';
import { allOpen, nextConsole } from './browserState.js';
import { aliceOf, manyRoles, plantVault } from './plantedVault.js';
import { chooseRole, closePopup, enterCode, findRole, openPopup, pressWith } from './popup.js';
import { type Product, startProduct } from './product.js';
import { wordsOf } from './words.js';

describe.each(['en-US', 'ja'])('axe finds nothing in %s', (language) => {
  const say = wordsOf(language);
  let product: Product;
  let name: string;
  beforeAll(async () => {
    product = await startProduct({ language });
    const [opens, other] = manyRoles(product.emulator, 2);
    if (!opens || !other) throw new TypeError('there are no roles');
    name = opens.name;
    const guarded = { ...other, name: 'guarded', guard: { confirm: true, reason: true, readOnlyFirst: true } as const };
    await plantVault(product, { identities: [aliceOf(product.emulator)], roles: [opens, guarded], rules: [] }, { copyCredentials: true });
  });
  afterAll(() => product?.close());

  it('in what guards a role, and in the copying of credentials', async () => {
    const found: string[] = [];
    const popup = await openPopup(product);
    await chooseRole(popup, 'guarded');
    await popup.until(`document.querySelector('main.journey input')`);
    found.push(...await popupFindings(popup, 'guard'));
    await closePopup(popup);
    const another = await openPopup(product);
    await findRole(another, name);
    await pressWith(another, 'c', { ctrl: true });
    await another.sees(say('copyTitle'));
    found.push(...await popupFindings(another, 'copy'));
    await closePopup(another);
    expect(found).toEqual([]);
  });

  it('over a console page, and where a console is resumed', async () => {
    const popup = await openPopup(product);
    await chooseRole(popup, name);
    const { page } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    await closePopup(popup);
    await allOpen(product);
    product.emulator.endSessions();
    await page.reload();
    await page.getByRole('button', { name: say('way_resume') }).waitFor();
    expect(await findingsInAllLooks(page, 'resume')).toEqual([]);
  });
});
