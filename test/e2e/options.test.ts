import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedText } from './browserState.js';
import { optionsPage, passphrase } from './firstRun.js';
import { dropRole, pasteInto } from './importBox.js';
import { type Product, startProduct } from './product.js';

let product: Product;
let page: Page;
const sees = (text: string): Promise<void> => page.getByText(text).first().waitFor();
/** Fills a field and leaves it, as a person does who goes on to the next. */
async function fill(label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByLabel(label, { exact: true }).blur();
}
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

beforeAll(async () => {
  product = await startProduct();
  page = await optionsPage(product);
});
afterAll(() => product?.close());

describe('the first run', () => {
  it('opens by itself when the extension is installed', () => {
    expect(page.url()).toBe(product.page('options.html'));
  });

  it('proposes six words, other ones each time', async () => {
    const first = await page.locator('output').innerText();
    await press('Other words');
    const words = await page.locator('output').innerText();
    expect(words.split(' ')).toHaveLength(6);
    expect(words).not.toBe(first);
  });

  it('refuses a passphrase of one’s own that is short, soon guessed or differs, and keeps what was typed', async () => {
    await press('Type my own');
    await fill('Passphrase', 'too short');
    await sees('Use at least 12 characters.');
    await fill('Passphrase', 'password1234');
    await sees('This would soon be guessed.');
    await fill('Passphrase', passphrase);
    await sees('Strong: about');
    await fill('The same passphrase again', 'another passphrase');
    await sees('The two do not match.');
    expect(await page.getByLabel('Passphrase', { exact: true }).inputValue()).toBe(passphrase);
  });

  it('makes the vault with the words', async () => {
    await press('Suggest six words');
    await press('I have kept them. Use these words');
    await sees('Add your identity');
  });

  it('refuses a malformed or temporary key at its field, before anything is sent', async () => {
    await fill('Access key ID', 'ASIAABCDEFGHIJKLMNOP');
    await sees('This key is temporary (ASIA)');
    await fill('Access key ID', 'nonsense');
    await sees('An access key ID begins with AKIA');
    await fill('Secret access key', 'with spaces in it, and more than enough of it');
    await sees('A secret access key has 40');
    expect(product.emulator.requests.filter(({ host }) => host.startsWith('sts.'))).toEqual([]);
  });

  it('asks AWS about the key at once, says what is wrong with it, and keeps what was typed', async () => {
    const { alice } = product.emulator;
    await fill('Access key ID', alice.accessKeyId);
    await fill('Secret access key', `${alice.secretAccessKey.slice(0, -4)}AAAA`);
    await sees('The secret access key does not belong to this access key ID.');
    await page.getByText('What AWS said').click();
    await sees('SignatureDoesNotMatch (403)');
    expect(await page.getByLabel('Access key ID').inputValue()).toBe(alice.accessKeyId);
    await press('Add identity');
    await sees('The secret access key does not belong');
    expect(await page.getByText('Add your roles').count()).toBe(0);
  });

  it('fills in account, user and partition from AWS’s answer, and proposes the MFA device', async () => {
    const { alice } = product.emulator;
    await fill('Secret access key', alice.secretAccessKey);
    await sees('It belongs to alice in 1111 1111 1111 (aws).');
    expect(await page.getByLabel('MFA device').inputValue()).toBe('arn:aws:iam::111111111111:mfa/alice');
    await fill('MFA device', 'arn:aws:iam::222222222222:mfa/alice-phone');
    await sees('This device belongs to another account than the key.');
    await fill('MFA device', 'arn:aws:iam::111111111111:user/alice');
    await sees('This is the user’s ARN.');
    await fill('MFA device', alice.mfaSerial);
    await press('Add identity');
    await sees('Add your roles');
  });

  it('refuses what is no role ARN at its field', async () => {
    await fill('Role ARN', 'arn:aws:sts::222222222222:assumed-role/prod-admin/alice');
    await sees('This is the ARN of a session.');
    await fill('Role ARN', 'arn:aws:iam::22222222222:role/prod-admin');
    await press('Add role');
    await sees('The account number must have 12 digits.');
  });

  it('adds many at once from a pasted AWS config, and names the lines that it leaves out', async () => {
    await page.getByText('Or import them from the AWS CLI or another tool').click();
    const text = `[profile prod]
role_arn = arn:aws:iam::222222222222:role/prod-admin
source_profile = alice
mfa_serial = ${product.emulator.alice.mfaSerial}
region = ap-northeast-1

[profile broken]
role_arn = arn:aws:iam::2222:role/prod-admin
source_profile = alice

[profile data]
role_arn = arn:aws:iam::444444444444:role/data-admin
source_profile = staging
[profile staging]
role_arn = arn:aws:iam::333333333333:role/staging-admin
source_profile = alice
this line is nothing
`;
    await pasteInto(page, text);
    await sees('Added · 3');
    await sees('Line 8: The account number must have 12 digits.');
    await sees('Line 17: This is neither a [section] nor key = value');
    await press('Import');
    await press('Done');
    await page.getByRole('navigation').getByRole('button', { name: 'Roles' }).click();
    for (const name of ['prod', 'data', 'staging']) await page.getByRole('listitem').filter({ hasText: name }).first().waitFor();
    await sees('from staging');
  });

  it('reads a text that is dropped on it, and adds nothing before it is told to', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Import' }).click();
    await dropRole(page, 'extra');
    await sees('Added · 1');
    await press('Discard');
    await page.getByRole('navigation').getByRole('button', { name: 'Roles' }).click();
    expect(await page.getByText('role/extra').count()).toBe(0);
  });

  it('reads a credentials file, asks AWS whose key it is, and says when the key is there already', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Import' }).click();
    const { alice } = product.emulator;
    await page.locator('input[type=file]').setInputFiles({
      name: 'credentials', mimeType: 'text/plain',
      buffer: Buffer.from(`[default]\naws_access_key_id = ${alice.accessKeyId}\naws_secret_access_key = ${alice.secretAccessKey}\n`),
    });
    await sees('There already, just as it is here: 1.');
    await press('Discard');
  });
});

describe('the settings', () => {
  it('take an identity once: the same user a second time is refused, and what was typed stays', async () => {
    const { alice } = product.emulator;
    await page.getByRole('navigation').getByRole('button', { name: 'Identities' }).click();
    await press('Add an identity');
    await fill('Access key ID', alice.accessKeyId);
    await fill('Secret access key', alice.secretAccessKey);
    await sees('It belongs to alice in 1111 1111 1111');
    await press('Add identity');
    await sees('alice in 1111 1111 1111 is there already.');
    expect(await page.getByLabel('Access key ID').inputValue()).toBe(alice.accessKeyId);
    await press('Cancel');
  });

  it('keep a role from being removed while another needs it, and bring a removed one back', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Roles' }).click();
    await page.getByRole('button', { name: 'Remove staging' }).click();
    await sees('staging is the source of data.');
    await page.getByRole('button', { name: 'Remove data' }).click();
    await sees('data was removed.');
    await press('Undo');
    await page.getByRole('listitem').filter({ hasText: 'role/data-admin' }).waitFor();
  });

  it('have stored nothing but sealed text', async () => {
    const { alice } = product.emulator;
    const [local, session] = [await storedText(product, 'local'), await storedText(product, 'session')];
    expect(local).toContain('"fmt":"cvault"');
    for (const plain of [alice.secretAccessKey, alice.accessKeyId, alice.mfaSerial, '222222222222', 'prod-admin']) {
      expect(`${local}${session}`).not.toContain(plain);
    }
  });

  it('lock the vault, and open again with the passphrase only', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Vault' }).click();
    const closed = page.waitForEvent('close');
    await press('Lock now');
    await closed;
    page = await optionsPage(product);
    await sees('Unlock Sallyport');
    await page.getByLabel('Passphrase').fill('a wrong passphrase');
    await page.keyboard.press('Enter');
    await sees('That is not the passphrase of this vault.');
  });
});
