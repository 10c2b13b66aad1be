import fs from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedText } from './browserState.js';
import { dropRole, pasteInto } from './importBox.js';
import { plantDemo } from './plantedVault.js';
import { type Product, startProduct } from './product.js';

let product: Product;
let page: Page;
const sees = (text: string): Promise<void> => page.getByText(text).first().waitFor();
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const tick = (text: string): Promise<void> => page.getByRole('checkbox', { name: text }).check();
const goTo = (section: string): Promise<void> => page.getByRole('navigation').getByRole('button', { name: section, exact: true }).click();

beforeAll(async () => {
  product = await startProduct();
  page = await plantDemo(product);
});
afterAll(() => product?.close());

async function paste(text: string): Promise<void> {
  await goTo('Import and export');
  await pasteInto(page, text);
  await page.getByRole('region', { name: 'What the import would do' }).waitFor();
}

/** What the list says of a role. */
async function listed(name: string): Promise<string> {
  await goTo('Roles');
  return page.getByRole('listitem').filter({ hasText: name }).first().innerText();
}

const evil = 'arn:aws:iam::666666666666:role/prod-admin';
const hostile = `[profile prod-admin]
role_arn = ${evil}
source_profile = alice
region = eu-west-1

[profile рrod admin]
role_arn = arn:aws:iam::666666666666:role/other
source_profile = alice

[profile lab]
role_arn = arn:aws:iam::222222222222:role/lab
source_profile = alice
`;

describe('a hostile text', () => {
  it('is shown row by row, with the dangerous ones unticked, and the focus goes to it', async () => {
    await paste(hostile);
    await sees('Read as: AWS config and credentials files.');
    await sees('Added · 2');
    await sees('Changed · 2');
    await sees('account: 2222 2222 2222 → 6666 6666 6666');
    await sees('Its name looks like prod-admin, which is there already.');
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H2');
    expect(await page.getByRole('checkbox', { name: '6666 6666 6666', checked: true }).count()).toBe(0);
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(2);
  });

  it('leaves production as it was when nothing is ticked, and does the rest', async () => {
    await press('Import');
    await sees('Imported. Added: 1, changed: 1.');
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Imported. Added: 1, changed: 1.');
    await expect.poll(() => listed('prod-admin')).toContain('2222 2222 2222 · Ireland');
    expect(await page.getByText('6666 6666 6666').count()).toBe(0);
    await expect.poll(() => listed('lab')).toContain('role/lab');
  });

  it('changes production with a tick, and an undo brings it back', async () => {
    await paste(hostile);
    await tick('account: 2222 2222 2222');
    await press('Import');
    await sees('Imported. Added: 0, changed: 1.');
    await expect.poll(() => listed('prod-admin')).toContain(evil);
    await goTo('Import and export');
    await press('Undo the import');
    await sees('The import was undone.');
    expect(await page.getByRole('button', { name: 'Undo the import' }).count()).toBe(0);
    expect(JSON.parse(await storedText(product, 'session'))).toHaveProperty('lastImport', null);
    await expect.poll(() => listed('prod-admin')).toContain('2222 2222 2222');
  });

  it('does nothing when it is discarded', async () => {
    await paste(hostile);
    await press('Discard');
    await expect.poll(() => listed('prod-admin')).toContain('2222 2222 2222');
  });
});

describe('several files', () => {
  it('are read each by itself, with the file’s name beside its problems, and an undo says what it leaves', async () => {
    await goTo('Import and export');
    await page.locator('input[type=file]').setInputFiles([
      { name: 'config', mimeType: 'text/plain', buffer: Buffer.from('[profile one]\nrole_arn = arn:aws:iam::222222222222:role/one\nsource_profile = alice\n') },
      { name: 'more.ini', mimeType: 'text/plain', buffer: Buffer.from('nonsense\n[profile two]\nrole_arn = arn:aws:iam::222222222222:role/two\nsource_profile = one\n') },
    ]);
    await sees('more.ini, line 1: This is neither a [section] nor key = value');
    await press('Import');
    await sees('Imported. Added: 2, changed: 0.');
    await goTo('Roles');
    await page.getByRole('button', { name: 'Edit two' }).click();
    await page.getByLabel('Group').fill('Mine');
    await press('Save');
    await sees('Mine');
    await goTo('Import and export');
    await press('Undo the import');
    await sees('The import was undone, but for what was changed or is needed since: one, two.');
  });

  it('are dropped as well', async () => {
    await goTo('Import and export');
    await dropRole(page, 'three');
    await sees('Added · 1');
    await press('Discard');
  });

  it('of more than 5 MiB are refused with words', async () => {
    await goTo('Import and export');
    await page.locator('input[type=file]').setInputFiles({ name: 'large', mimeType: 'text/plain', buffer: Buffer.alloc(5 * 1024 * 1024 + 1, 'a') });
    await sees('This text is longer than 5 MiB, and was not read.');
    await press('Discard');
  });
});

describe('the order of the roles', () => {
  it('is changed by hand', async () => {
    const names = async (): Promise<string[]> => page.locator('.card.item .facts b').allInnerTexts();
    await goTo('Roles');
    const before = await names();
    const last = before.at(-1) ?? '';
    await page.getByRole('button', { name: `Move ${last} to the top` }).click();
    await expect.poll(names).toEqual([last, ...before.slice(0, -1)]);
    await page.getByRole('button', { name: `Move ${last} down` }).click();
    await expect.poll(names).toEqual([before[0], last, ...before.slice(1, -1)]);
  });
});

describe('the catalogue as text', () => {
  const area = () => page.getByLabel('All identities, roles and colour rules');
  const edit = async (change: (text: string) => string): Promise<void> => area().fill(change(await area().inputValue()));

  it('holds no secret, and is saved once it was shown what would change', async () => {
    await goTo('Roles');
    await press('Edit as text');
    await expect.poll(() => area().inputValue()).toContain('[profile prod-admin]');
    const { alice } = product.emulator;
    for (const secret of [alice.secretAccessKey, alice.accessKeyId]) expect(await area().inputValue()).not.toContain(secret);
    await edit((text) => text.replace('[profile lab]', '[profile laboratory]').replace(/\[profile three\][^[]*/, ''));
    await press('Check');
    await sees('Name: lab → laboratory');
    await press('Save');
    await sees('Saved.');
    await press('Back to the list');
    await expect.poll(() => listed('laboratory')).toContain('role/lab');
  });

  it('is not saved with a problem in it: pressing the problem puts the caret on its line', async () => {
    await press('Edit as text');
    await expect.poll(() => area().inputValue()).toContain('[profile laboratory]');
    await edit((text) => text.replace('role/lab\n', 'role/\n'));
    await press('Check');
    const problem = page.getByRole('button', { name: /^Line \d+: / });
    await problem.waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isEnabled()).toBe(false);
    await problem.click();
    const line = await area().evaluate((text: HTMLTextAreaElement) => text.value.slice(text.selectionStart, text.selectionEnd));
    expect(line).toBe('role_arn = arn:aws:iam::222222222222:role/');
    expect(await area().evaluate((text) => text === document.activeElement)).toBe(true);
  });

  it('removes what is taken out, says so, and brings it back with an undo', async () => {
    await edit((text) => text.replace(/\[profile laboratory\][^[]*/, ''));
    await area().blur();
    await sees('Removed · 1');
    await press('Save');
    await sees('Saved.');
    await press('Undo');
    await expect.poll(() => area().inputValue()).toContain('[profile laboratory]');
    await press('Back to the list');
    await expect.poll(() => listed('laboratory')).toContain('role/lab');
  });
});

describe('the export', () => {
  it.each(['Sallyport JSON', 'AWS config'])('as %s holds every role and no key', async (name) => {
    await goTo('Import and export');
    const [download] = await Promise.all([page.waitForEvent('download'), press(name)]);
    const text = await fs.readFile(await download.path(), 'utf8');
    const { alice, roles } = product.emulator;
    for (const { arn } of roles) expect(text).toContain(arn);
    for (const secret of [alice.secretAccessKey, alice.accessKeyId]) expect(text).not.toContain(secret);
    await sees('The file was made.');
  });
});
