import { expect, it } from 'vitest';
import { createPopup } from '../../../src/popup/state.js';
import { fakeBrowser } from './fakes.js';

it('what is amiss with the computer is known from the start, and for as long as it is', async () => {
  const { browser, ports } = fakeBrowser();
  browser.troubles = { clockOffset: 660_000, storageRefused: false };
  const popup = createPopup(ports);
  await popup.start();
  expect(popup.troubles.value).toEqual({ clockOffset: 660_000, storageRefused: false });
  browser.setTroubles({ clockOffset: 0, storageRefused: true });
  expect(popup.troubles.value).toEqual({ clockOffset: 0, storageRefused: true });
});
