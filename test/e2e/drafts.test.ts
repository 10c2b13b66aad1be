import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showSection } from './firstRun.js';
import { pasteInto } from './importBox.js';
import { aliceOf, manyRoles, plantVault } from './plantedVault.js';
import { type Product, startProduct } from './product.js';
import { wordsOf } from './words.js';

let product: Product;
let page: Page;
const say = wordsOf('en');
const [first, second, third, far] = ['prod-admin', 'payments-prod-readonly-0', 'payments-prod-poweruser-0', 'billing-prod-readonly-0'];
const account = (): ReturnType<Page['getByLabel']> => page.getByLabel(say('accountName'));
const edit = (name: string): Promise<void> => page.getByRole('button', { name: say('editNamed', { name }), exact: true }).click();
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const focused = (): Promise<string> => page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent || document.activeElement?.textContent || '');
const card = (name: string): ReturnType<Page['locator']> => page.locator('li.card').filter({ has: page.locator('b', { hasText: name }) });

/** Changes one field of a role in another window. */
async function saveElsewhere(id: string, field: string, text: string): Promise<void> {
  const other = await product.context.newPage();
  await other.goto(product.page(`options.html#roles/${id}`));
  await other.getByLabel(field).fill(text);
  await other.getByRole('button', { name: say('save'), exact: true }).click();
  await other.locator('li.card').getByText(text).waitFor();
  await other.close();
}

beforeAll(async () => {
  product = await startProduct();
  const roles = manyRoles(product.emulator, 120);
  page = await plantVault(product, { identities: [aliceOf(product.emulator)], roles, rules: [] });
});
afterAll(() => product?.close());

describe('what is half typed in the settings', () => {
  it('is there again when the person comes back from another section', async () => {
    await showSection(page, 'roles', say);
    await press(say('newRole'));
    await page.getByLabel(say('roleArn')).fill('arn:aws:iam::123456789012:role/half');
    await showSection(page, 'vault', say);
    await showSection(page, 'roles', say);
    expect(await page.getByLabel(say('roleArn')).inputValue()).toBe('arn:aws:iam::123456789012:role/half');
    expect(await focused()).toBe(say('section_roles'));
  });

  it('is forgotten when it is cancelled', async () => {
    await press(say('cancel'));
    await press(say('newRole'));
    expect(await page.getByLabel(say('roleArn')).inputValue()).toBe('');
    await press(say('cancel'));
  });

  it('outlasts another role’s being edited, which a page of ours may ask for, and says that it is not saved', async () => {
    await edit(first);
    await account().fill('Half typed');
    await page.evaluate(() => { location.hash = 'roles/role-1'; });
    await card(first).getByText(say('halfTyped')).waitFor();
    expect(await account().inputValue()).toBe('Acme payments prod');
    await edit(first);
    expect(await account().inputValue()).toBe('Half typed');
    expect(await card(second).getByText(say('halfTyped')).count()).toBe(0);
  });

  it('outlasts a new role’s being begun, and the other way round, and what was shown last comes first', async () => {
    await press(say('newRole'));
    await page.getByLabel(say('roleArn')).fill('arn:aws:iam::123456789012:role/half');
    await edit(first);
    await page.getByText(say('halfTyped')).waitFor();
    await showSection(page, 'vault', say);
    await showSection(page, 'roles', say);
    expect(await account().inputValue()).toBe('Half typed');
    await press(say('newRole'));
    expect(await focused()).toBe(say('roleArn'));
    await press(say('cancel'));
    await edit(first);
    expect(await page.getByText(say('halfTyped')).count()).toBe(0);
  });

  it('keeps what another window saved of it meanwhile', async () => {
    await saveElsewhere('role-0', say('group'), 'Elsewhere');
    await expect.poll(() => page.getByLabel(say('group')).inputValue()).toBe('Elsewhere');
    expect(await account().inputValue()).toBe('Half typed');
  });

  it('is no longer half typed once another window has saved the same', async () => {
    await edit(second);
    await account().fill('The same');
    await edit(first);
    await card(second).getByText(say('halfTyped')).waitFor();
    await saveElsewhere('role-1', say('accountName'), 'The same');
    await card(second).getByText('The same').waitFor();
    await expect.poll(() => card(second).getByText(say('halfTyped')).count()).toBe(0);
  });

  it('is saved from where the person came back to, and the list is shown', async () => {
    await showSection(page, 'identities', say);
    await showSection(page, 'roles', say);
    await press(say('save'));
    await card(first).getByText('Half typed', { exact: true }).waitFor();
    await card(first).getByText('Elsewhere').waitFor();
    expect(await card(first).getByText(say('halfTyped')).count()).toBe(0);
    expect(await account().count()).toBe(0);
  });

  it('is not closed by a save that ends when another form is open already', async () => {
    await edit(first);
    await account().fill('Saved late');
    await page.evaluate(([save, next]) => {
      const button = (name: string): HTMLElement | undefined =>
        [...document.querySelectorAll('button')].find((each) => each.textContent === name || each.querySelector('[aria-label]')?.ariaLabel === name);
      button(save)?.click();
      button(next)?.click();
    }, [say('save'), say('editNamed', { name: second })] as const);
    await card(first).getByText('Saved late').waitFor();
    expect(await account().inputValue()).toBe('The same');
    expect(await card(first).getByText(say('halfTyped')).count()).toBe(0);
    await press(say('cancel'));
  });

  it('is not opened by bringing back the role that the address once named', async () => {
    await page.evaluate(() => { location.hash = 'roles/role-2'; });
    await press(say('cancel'));
    await page.getByLabel(say('rolesFilter')).fill(third);
    await press(say('removeNamed', { name: third }));
    await card(third).waitFor({ state: 'detached' });
    await press(say('undo'));
    await card(third).waitFor();
    expect(await account().count()).toBe(0);
  });

  it('is on screen also of a role that is not among the first hundred, while others are looked for', async () => {
    await page.getByLabel(say('rolesFilter')).fill(far);
    await edit(far);
    await account().fill('Far away');
    await showSection(page, 'vault', say);
    await showSection(page, 'roles', say);
    expect(await account().inputValue()).toBe('Far away');
    await page.getByLabel(say('rolesFilter')).pressSequentially('search');
    expect([await page.getByLabel(say('rolesFilter')).inputValue(), await account().inputValue()]).toEqual(['search', 'Far away']);
    await press(say('cancel'));
  });

  it('is kept of an import, with its ticks: no focus is taken, and nothing was done', async () => {
    await showSection(page, 'import', say);
    await pasteInto(page, '[profile kept]\nrole_arn = arn:aws:iam::222222222222:role/kept\nsource_profile = alice\n\n[profile left]\nrole_arn = arn:aws:iam::222222222222:role/left\nsource_profile = alice\n');
    await page.getByRole('checkbox', { name: /left/ }).uncheck();
    await showSection(page, 'roles', say);
    await page.getByLabel(say('rolesFilter')).fill('kept');
    expect(await card('kept').count()).toBe(0);
    await showSection(page, 'import', say);
    await page.getByRole('region', { name: say('importPreview') }).waitFor();
    expect([await page.getByRole('checkbox', { name: /kept/ }).isChecked(), await page.getByRole('checkbox', { name: /left/ }).isChecked()]).toEqual([true, false]);
    expect(await focused()).toBe(say('section_import'));
    await press(say('importApply'));
    await page.getByText(say('importDone', { added: '1', changed: '0' })).waitFor();
    await showSection(page, 'roles', say);
    await page.getByLabel(say('rolesFilter')).fill('kept');
    await card('kept').waitFor();
    await showSection(page, 'import', say);
    await page.getByLabel(say('importLabel')).waitFor();
    expect(await page.getByText(say('importDone', { added: '1', changed: '0' })).count()).toBe(0);
  });

  it('is kept of a colour rule and of a shared catalogue’s address', async () => {
    await page.getByLabel(say('sharedAddress')).fill('https://half.example/');
    await showSection(page, 'look', say);
    await page.getByLabel(say('rulePattern')).fill('half-*');
    await showSection(page, 'import', say);
    expect(await page.getByLabel(say('sharedAddress')).inputValue()).toBe('https://half.example/');
    await showSection(page, 'look', say);
    expect(await page.getByLabel(say('rulePattern')).inputValue()).toBe('half-*');
  });

  it('is kept of an identity too, but for an editor in which nothing was changed', async () => {
    await showSection(page, 'identities', say);
    await edit('alice');
    await showSection(page, 'roles', say);
    await showSection(page, 'identities', say);
    expect(await page.getByLabel(say('mfaSerial')).count()).toBe(0);
    await edit('alice');
    await page.getByLabel(say('mfaSerial')).fill('arn:aws:iam::111111111111:mfa/another');
    await showSection(page, 'roles', say);
    await showSection(page, 'identities', say);
    expect(await page.getByLabel(say('mfaSerial')).inputValue()).toBe('arn:aws:iam::111111111111:mfa/another');
    await press(say('save'));
    await card('alice').getByText('another').waitFor();
  });
});
