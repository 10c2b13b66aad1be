import { beforeEach, describe, expect, it } from 'vitest';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { fakeBrowser, journeyFails, prod } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let popup: Popup;

describe('a permission that is missing', () => {
  beforeEach(async () => {
    const fake = fakeBrowser();
    browser = fake.browser;
    popup = createPopup(fake.ports);
    await popup.start();
    await popup.choose(prod);
    journeyFails(browser, 'unreachable', ['https://sts.us-east-1.amazonaws.com/*']);
    await popup.type('492817');
  });

  it('is asked for, and the journey goes on with the code still in the field', async () => {
    await popup.allow(['https://sts.us-east-1.amazonaws.com/*']);
    expect(browser.did).toEqual(['request https://sts.us-east-1.amazonaws.com/*']);
    expect(browser.asked).toHaveLength(2);
  });

  it('that is not given leaves everything as it was', async () => {
    browser.allowed = false;
    await popup.allow(['https://sts.us-east-1.amazonaws.com/*']);
    expect([browser.asked.length, popup.code.value, popup.flow.value?.failure?.kind]).toEqual([1, '492817', 'unreachable']);
  });
});
