import type { Page } from 'playwright-core';
import type { Catalogue, Role } from '../../src/core/catalogue.js';
import { proposedColour } from '../../src/core/colours.js';
import { type Settings, settingsDefault } from '../../src/core/settings.js';
import { createVault, writeRecords } from '../../src/core/vault/vault.js';
import type { Emulator } from '../aws/emulator.js';
import { optionsPage, passphrase } from './firstRun.js';
import type { Product } from './product.js';
import { wordsOf } from './words.js';

interface ExtensionApi {
  readonly storage: { readonly local: { set(items: Record<string, unknown>): Promise<void> } };
}

/** As few rounds as a vault may have, because tests unlock it often. */
const iterations = 600_000;

/** The identity of the emulated organisation as a catalogue has it. */
export function aliceOf({ alice }: Emulator): Catalogue['identities'][number] {
  const { accessKeyId, mfaSerial } = alice;
  return { id: 'alice', userName: 'alice', accountId: '111111111111', partition: 'aws', accessKeyId, mfaSerial, stsRegion: 'us-east-1', sessionSeconds: 43_200 };
}

const environments = ['prod', 'staging', 'dev', 'sandbox'];
const teams = ['payments', 'search', 'data', 'platform', 'mobile', 'billing', 'fraud', 'ops'];
const kinds = ['admin', 'readonly', 'poweruser', 'support', 'auditor'];
const regions = ['us-east-1', 'ap-northeast-1', 'eu-west-1'];
const one = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

/** As many roles as are wanted, like those of a company with hundreds of accounts. The first is one that can be opened. */
export function manyRoles({ roles: [real] }: Emulator, count: number): Role[] {
  return Array.from({ length: count }, (_, at) => {
    const [team, environment, kind] = [one(teams, Math.floor(at / 20)), one(environments, Math.floor(at / 5)), one(kinds, at)];
    const account = String(200_000_000_000 + Math.floor(at / 5) * 7919);
    const name = at === 0 ? real?.name ?? '' : `${team}-${environment}-${kind}-${Math.floor(at / 160)}`;
    return {
      id: `role-${at}`, name, accountName: `Acme ${team} ${environment}`, colour: proposedColour(name, at), region: one(regions, at), destination: '',
      arn: at === 0 ? real?.arn ?? '' : `arn:aws:iam::${account}:role/${team}/${kind}`, source: { kind: 'identity' as const, id: 'alice' }, tags: [team, environment],
    };
  });
}

/** Puts a vault with this catalogue into the profile, and leaves it unlocked, as if it had been made by hand. */
export async function plantVault(product: Product, catalogue: Catalogue, settings: Partial<Settings> = {}): Promise<Page> {
  const { envelope: empty, dataKey } = await createVault(passphrase, iterations);
  const envelope = await writeRecords(empty, dataKey, {
    catalogue: { type: 'catalog', value: catalogue }, settings: { type: 'settings', value: { ...settingsDefault, lockMinutes: null, ...settings } },
    'key:alice': { type: 'key', value: product.emulator.alice.secretAccessKey },
  });
  const page = await optionsPage(product);
  // As in a profile that was used before, where nobody waits for a policy.
  const keptPolicy = { restrictions: {}, gives: false };
  await page.evaluate(([vault, kept]) => (globalThis as unknown as { chrome: ExtensionApi }).chrome.storage.local.set({
    'vault.A': vault, 'vault.active': 'A', 'vault.savedAt': { A: Date.now() }, keptPolicy: kept,
  }), [envelope, keptPolicy] as const);
  await page.reload();
  const say = wordsOf(await page.evaluate(() => document.documentElement.lang));
  await page.getByLabel(say('passphrase')).fill(passphrase);
  await page.getByRole('button', { name: say('unlock'), exact: true }).click();
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: say('unlockTitle') }).waitFor();
  return page;
}

/** The roles of the emulated organisation as a catalogue has them, each known by its name. */
export function demoRoles({ roles }: Emulator): Role[] {
  return roles.map(({ arn, name, accountName, region, behind }, at) => ({
    id: name, name, arn, accountName, region, colour: proposedColour(name, at), destination: '',
    source: { kind: behind === undefined ? 'identity' : 'role', id: roles.find((role) => role.arn === behind)?.name ?? 'alice' },
  }));
}

/** Plants what `firstRun` sets up by hand, with the settings that a person begins with: for tests that are of something else, and wait for no forms. */
export function plantDemo(product: Product): Promise<Page> {
  return plantVault(product, { identities: [aliceOf(product.emulator)], roles: demoRoles(product.emulator), rules: [] }, settingsDefault);
}
