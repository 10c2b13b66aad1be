import { beforeEach, describe, expect, it } from 'vitest';
import type { OptionsPorts } from '../../../src/options/ports.js';
import { createOptions } from '../../../src/options/state.js';
import { fakeBrowser } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: OptionsPorts;

beforeEach(() => {
  ({ browser, ports } = fakeBrowser());
});

describe('a box for what the browser allows', () => {
  it.each(['notices', 'pageMenus'] as const)('is drawn again, and not ticked, when it was ticked in vain: %s', async (which) => {
    const refused = createOptions({ ...ports, noticesAllowed: async () => false, allowNotices: async () => false, requestPageMenus: async () => false })[which];
    const drawn: boolean[] = [];
    refused.allowed.subscribe(({ on }) => { drawn.push(on); });
    await refused.look();
    await refused.change(true);
    expect(drawn).toEqual([false, false, false]);
  });

  it('shows what the browser says, also when asking it fails', async () => {
    const { notices } = createOptions({ ...ports, allowNotices: () => Promise.reject(new Error('no click')) });
    await notices.change(true);
    expect(notices.allowed.value.on).toBe(true);
    browser.allowed = false;
    await notices.change(false);
    expect(notices.allowed.value.on).toBe(false);
  });
});
