import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import { keyOfList } from '../../../src/popup/keys.js';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { dev, fakeBrowser, liveSession, now, prod } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let popup: Popup;
const press = (key: string): boolean => keyOfList(popup, { key, code: key, ctrlKey: true, metaKey: false, altKey: false, shiftKey: false, isComposing: false });
const signedOut = () => browser.asked.filter(([name]) => name === 'signOut').map(([, asked]) => asked);

beforeEach(async () => {
  const fake = fakeBrowser();
  browser = fake.browser;
  browser.sessions = liveSession;
  browser.tabs = { 7: { roleId: prod.id, stage: 'open', endsAt: now + 42 * 60_000 }, 9: { roleId: dev.id, stage: 'open', endsAt: now + 3 * 60_000 } };
  popup = createPopup(fake.ports);
  await popup.start();
});

describe('signing out', () => {
  it('is of the chosen console, or of all', async () => {
    popup.moveTo(1);
    expect(press('Delete')).toBe(true);
    await popup.signOutAll();
    expect(signedOut()).toEqual([{ tabIds: [9] }, { tabIds: [7, 9] }]);
  });

  it('is of no role that is only listed', () => {
    popup.moveTo(2);
    expect([press('Delete'), press('r'), signedOut()]).toEqual([false, false, []]);
  });

  it('says what went wrong', async () => {
    browser.answer = () => Promise.reject(failure('vaultDamaged'));
    await popup.signOutAll();
    expect(popup.failure.value?.kind).toBe('vaultDamaged');
  });
});
