import { beforeEach, expect, it } from 'vitest';
import { keyOfList } from '../../../src/popup/keys.js';
import type { PopupPorts } from '../../../src/popup/signals.js';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { dev, fakeBrowser, liveSession } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: PopupPorts;
let popup: Popup;
const settle = () => new Promise((resolve) => setTimeout(resolve));
const copyKey = (): boolean => keyOfList(popup, { key: 'c', code: 'KeyC', ctrlKey: true, metaKey: false, altKey: false, shiftKey: false, isComposing: false });
const asked = (): unknown[] => browser.asked.filter(([name]) => name === 'copyCredentials').map(([, what]) => what);

beforeEach(() => {
  ({ browser, ports } = fakeBrowser());
  browser.mayCopy = true;
  browser.sessions = liveSession;
  popup = createPopup(ports);
});

it('credentials cannot be copied unless that is switched on: the key is the field’s own then', async () => {
  browser.mayCopy = false;
  await popup.start();
  expect([copyKey(), popup.screen.value]).toEqual([false, 'roles']);
});

it('credentials of the chosen role are copied in the form that is chosen', async () => {
  await popup.start();
  expect(copyKey()).toBe(true);
  await settle();
  expect([popup.screen.value, popup.role.value]).toEqual(['copy', dev]);
  await popup.copyCredentials('posix');
  expect([asked(), popup.credentialsCopied.value]).toEqual([[{ roleId: dev.id, format: 'posix' }], true]);
});

it('a code is asked first where no MFA session lives, and goes along', async () => {
  browser.sessions = {};
  await popup.start();
  copyKey();
  await settle();
  await popup.copyCredentials('section');
  expect([asked(), popup.failure.value?.kind]).toEqual([[], 'codeMalformed']);
  popup.typeCodeToCopy('１２3 456');
  await popup.copyCredentials('section');
  expect(asked()).toEqual([{ roleId: dev.id, format: 'section', code: '123456' }]);
});

it('what goes wrong is said, and nothing is said to be copied', async () => {
  await popup.start();
  copyKey();
  await settle();
  browser.refuseWith('roleRefused');
  await popup.copyCredentials('process');
  expect([popup.failure.value?.kind, popup.credentialsCopied.value, popup.busy.value]).toEqual(['roleRefused', false, false]);
});
