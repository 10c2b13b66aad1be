import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { removeFolder } from '../../scripts/removeFolder.js';
import { startChromium } from '../crash/chromium.js';
import { ask, storedIn, unlock } from '../crash/extensionPage.js';
import { judge } from '../crash/judging.js';
import { fillVault, isSound, runRounds } from '../crash/rounds.js';
import { nthWrite } from '../crash/writes.js';
import { seeded } from '../unit/scenario.js';
import { passphrase } from './firstRun.js';

const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-crash-'));
afterAll(() => removeFolder(profile));

// With this seed both kills wait for the write that they are to break off, and do not go by the clock.
// A few rounds of what `npm run test:crash` does at length, in Firefox too.
it.each([
  ['the vault is written', 'write'],
  ['its passphrase is changed', 'passphrase'],
] as const)('a browser that is killed while %s leaves a whole vault, one passphrase, and every write it had answered', async (_, kind) => {
  const figures = await runRounds(startChromium, kind, 2, seeded(3));
  expect(figures).toMatchObject({ rounds: 2, torn: 0, unopenable: 0, lost: 0, problems: [] });
  expect(isSound(figures), JSON.stringify(figures)).toBe(true);
}, 150_000);

it('a write that the browser had answered, and has lost since, is there again after unlocking', async () => {
  const first = await startChromium(profile);
  const identity = await fillVault(first, passphrase);
  const before = await storedIn(first);
  await ask(first, 'saveRole', { role: nthWrite(2, identity.id) });
  await first.evaluate(`chrome.storage.local.set(${JSON.stringify(before)})`);
  await first.close();
  const again = await startChromium(profile);
  const ledger = { identity, passphrase: { acknowledged: passphrase, ever: [passphrase] }, writes: { acknowledged: 2, asked: 2 } };
  expect(await judge(await storedIn(again), ledger)).toMatchObject({ harm: 'lost' });
  expect(await unlock(again, passphrase)).toBe(true);
  expect(await judge(await storedIn(again), ledger)).toMatchObject({ writes: 2 });
  await again.close();
});
