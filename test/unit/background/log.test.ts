import { held } from '../emulatedBrowser.js';
import { beforeAll, expect, it } from 'vitest';
import { keepLog, logAnswers } from '../../../src/background/log.js';
import { createAndUnlock } from '../../../src/browser/unlocking.js';
import { readLog } from '../../../src/browser/vaultRecords.js';
import { findChain } from '../../../src/core/chain.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';

beforeAll(() => createAndUnlock('correct horse battery staple'));

it('openings that end together are written down together, in their order', async () => {
  const catalogue = catalogueOf([roleNamed('prod'), roleNamed('dev')], [alice]);
  const written: unknown[] = [];
  held.storing = (value) => {
    written.push(value);
    return value;
  };
  await Promise.all(['role-prod', 'role-dev', 'role-prod'].map((id, at) => keepLog(findChain(catalogue, id), { at, outcome: 'opened', requests: [] })));
  expect((await readLog()).map(({ at, role }) => [at, role])).toEqual([[0, 'prod'], [1, 'dev'], [2, 'prod']]);
  // One slot, which one is in use, and when.
  expect(written).toHaveLength(3);
});

it('an opening from before the log was cleared is not written after that, and a later one is', async () => {
  const chain = findChain(catalogueOf([roleNamed('prod')], [alice]), 'role-prod');
  const opening = { outcome: 'opened', requests: [] } as const;
  const kept = keepLog(chain, { ...opening, at: Date.now() });
  await logAnswers.clearLog({}, { tabId: undefined, origin: '' });
  await Promise.all([kept, keepLog(chain, { ...opening, at: Date.now() + 1 })]);
  expect(await readLog()).toHaveLength(1);
});
