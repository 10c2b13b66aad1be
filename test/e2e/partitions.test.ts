import { describe, expect, it } from 'vitest';
import { approveOrigin, nextConsole } from './browserState.js';
import { optionsPage, passphrase } from './firstRun.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

const partitions = [
  { partition: 'aws-us-gov', region: 'us-gov-west-1', signIn: 'signin.amazonaws-us-gov.com', console: 'console.amazonaws-us-gov.com' },
  { partition: 'aws-cn', region: 'cn-north-1', signIn: 'signin.amazonaws.cn', console: 'console.amazonaws.cn' },
  { partition: 'aws-eusc', region: 'eusc-de-east-1', signIn: 'signin.amazonaws-eusc.eu', console: 'console.amazonaws-eusc.eu' },
] as const;

/** Adds the identity and its first role, as a person of that partition does: the region for signing in comes first. */
async function setUp(product: Product, region: string): Promise<string> {
  const { alice, roles: [role] } = product.emulator;
  const page = await optionsPage(product);
  await page.getByRole('button', { name: 'Type my own' }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Make the vault' }).click();
  await page.getByText('More settings').click();
  await page.getByLabel('Region for signing in').selectOption(region);
  await page.getByLabel('Access key ID').fill(alice.accessKeyId);
  await page.getByLabel('Secret access key').fill(alice.secretAccessKey);
  await page.getByLabel('Secret access key').blur();
  await page.getByLabel('MFA device').fill(alice.mfaSerial);
  await page.getByRole('button', { name: 'Add identity' }).click();
  await page.getByLabel('Role ARN').fill(role?.arn ?? '');
  await page.getByLabel('Role ARN').blur();
  expect(await page.getByLabel('Console region').inputValue()).toBe(region);
  await page.getByRole('button', { name: 'Add role' }).click();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  return role?.name ?? '';
}

describe.each(partitions)('in the partition $partition', ({ partition, region, signIn, console }) => {
  it('a code opens a marked console, once the partition’s pages were allowed by a click', async () => {
    const product = await startProduct({ emulator: { partition } });
    try {
      for (const host of [signIn, console]) await approveOrigin(product, `https://*.${host}/*`);
      const role = await setUp(product, region);
      const popup = await openPopup(product);
      await chooseRole(popup, role);
      const { page, buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
      expect(buckets).toBe('ok');
      expect(new URL(page.url()).hostname).toContain(console);
      await expect.poll(() => page.title()).toContain(`${role} · `);
      const hosts = product.emulator.requests.filter(({ action }) => action === 'GetSessionToken' || action === 'login').map(({ host }) => host);
      expect(hosts[0]).toMatch(new RegExp(`^sts\\.${region}\\.amazonaws\\.`));
      expect(hosts[1]).toBe(`${region}.${signIn}`);
    } finally {
      await product.close();
    }
  });
});
