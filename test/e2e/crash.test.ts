import { expect, it } from 'vitest';
import { startChromium } from '../crash/chromium.js';
import { isSound, runRounds } from '../crash/rounds.js';
import { seeded } from '../unit/scenario.js';

// A few rounds of what `npm run test:crash` does at length, in Firefox too.
it.each([
  ['the vault is written', 'write'],
  ['its passphrase is changed', 'passphrase'],
] as const)('a browser that is killed while %s leaves a whole vault, one passphrase, and every write it had answered', async (_, kind) => {
  const figures = await runRounds(startChromium, kind, 5, seeded(1));
  expect(figures).toMatchObject({ rounds: 5, torn: 0, unopenable: 0, lost: 0, problems: [] });
  expect(isSound(figures), JSON.stringify(figures)).toBe(true);
}, 150_000);
