import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import { createIdentityForm, type IdentityForm } from '../../../src/options/identityForm.js';
import { alice, secret } from '../scenario.js';
import { fakeBrowser } from './fakes.js';
import { enterKeyInto } from './keyEntry.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: ReturnType<typeof fakeBrowser>['ports'];
let form: IdentityForm;
const phone = { serial: 'arn:aws:iam::111111111111:mfa/alice-phone', enabledAt: 1 };
const token = { serial: 'GAHT12345678', enabledAt: 2 };
const fido = { serial: 'arn:aws:iam::111111111111:u2f/user/alice/key', enabledAt: 3 };

beforeEach(async () => {
  ({ browser, ports } = fakeBrowser());
  form = createIdentityForm(ports, () => undefined);
});

describe('the MFA devices of a key that is entered', () => {
  it('are listed with that key once it is known whose it is, and those that STS does not take say why', async () => {
    await form.deviceList.list();
    expect(browser.askedFor('mfaDevices')).toEqual([]);
    await enterKeyInto(form, alice.accessKeyId, secret);
    browser.devices = [phone, token, fido];
    await form.deviceList.list();
    expect(browser.requested).toEqual([['https://iam.amazonaws.com/*']]);
    expect(browser.askedFor('mfaDevices')).toEqual([{ accessKeyId: alice.accessKeyId, secretAccessKey: secret, userName: 'alice', partition: 'aws' }]);
    expect(form.deviceList.devices.value).toEqual([phone, token, { ...fido, problem: 'serialIsFido' }]);
    expect(form.mfaSerial.text.value).toBe('arn:aws:iam::111111111111:mfa/alice');
  });

  it('fill the field in where there is but one to choose', async () => {
    await enterKeyInto(form, alice.accessKeyId, secret);
    browser.devices = [fido, phone];
    await form.deviceList.list();
    expect(form.mfaSerial.text.value).toBe(phone.serial);
  });

  it('leave the field as it is where a policy does not let them be seen, and say so', async () => {
    await enterKeyInto(form, alice.accessKeyId, secret);
    browser.answer = () => Promise.reject(failure('awsRefused', {}, { answer: { code: 'AccessDenied', message: '', status: 403 } }));
    await form.deviceList.list();
    expect([form.deviceList.failure.value?.answer?.code, form.deviceList.devices.value]).toEqual(['AccessDenied', undefined]);
    expect(form.mfaSerial.text.value).toBe('arn:aws:iam::111111111111:mfa/alice');
  });

  it('are not asked for where the browser does not let us', async () => {
    await enterKeyInto(form, alice.accessKeyId, secret);
    browser.allowed = false;
    await form.deviceList.list();
    expect([form.deviceList.failure.value?.kind, browser.askedFor('mfaDevices')]).toEqual(['iamWithheld', []]);
  });

  it('go when the key is another one', async () => {
    await enterKeyInto(form, alice.accessKeyId, secret);
    browser.devices = [phone];
    await form.deviceList.list();
    browser.owner = { ...browser.owner, userName: 'bob' };
    await enterKeyInto(form, 'AKIABOB000000EXAMPLE', secret);
    expect(form.deviceList.devices.value).toBeUndefined();
  });

  it('of an identity that is stored are listed without its secret', async () => {
    form = createIdentityForm(ports, () => undefined, alice);
    browser.devices = [phone];
    await form.deviceList.list();
    expect(browser.askedFor('mfaDevices')).toEqual([{ identityId: alice.id }]);
  });
});
