import { beforeEach, describe, expect, it } from 'vitest';
import type { Identity } from '../../../src/core/catalogue.js';
import { createIdentityForm, type IdentityForm } from '../../../src/options/identityForm.js';
import { alice, secret } from '../scenario.js';
import { fakeBrowser } from './fakes.js';
import { enterKeyInto } from './keyEntry.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let saved: Identity[];
let form: IdentityForm;

beforeEach(() => {
  const fake = fakeBrowser();
  browser = fake.browser;
  saved = [];
  form = createIdentityForm(fake.ports, (identity) => saved.push(identity));
});

const enterKey = (id = alice.accessKeyId, text = secret): Promise<void> => enterKeyInto(form, id, text);

describe('a new identity', () => {
  it('has its key asked about as soon as both parts are there, and its device proposed', async () => {
    form.accessKeyId.type(alice.accessKeyId);
    await form.leaveKey(form.accessKeyId);
    expect(browser.asked).toEqual([]);
    await enterKey(` ${alice.accessKeyId} `);
    expect(browser.asked).toEqual([['checkKey', { accessKeyId: alice.accessKeyId, secretAccessKey: secret, stsRegion: 'us-east-1' }]]);
    expect([form.owner.value?.userName, form.mfaSerial.text.value, form.canSave.value]).toEqual(['alice', 'arn:aws:iam::111111111111:mfa/alice', true]);
  });

  it('has a malformed key refused before anything is sent', async () => {
    await enterKey('ASIAALICE0000EXAMPLE');
    expect([browser.asked, form.accessKeyId.problem.value]).toEqual([[], 'keyIdTemporary']);
  });

  it('has a malformed secret refused before anything is sent', async () => {
    await enterKey(alice.accessKeyId, 'short');
    expect([browser.asked, form.secretAccessKey.problem.value]).toEqual([[], 'secretMalformed']);
  });

  it('has a key asked about once', async () => {
    await enterKey();
    await form.leaveKey(form.secretAccessKey);
    await form.leaveKey(form.accessKeyId);
    expect(browser.askedFor('checkKey')).toHaveLength(1);
  });

  it('is saved with whose key it is, and the secret leaves the form', async () => {
    await enterKey();
    form.mfaSerial.type('GAHT12345678');
    form.sessionSeconds.type('129600');
    await form.save();
    const identity = { ...alice, id: 'new-1', mfaSerial: 'GAHT12345678', sessionSeconds: 129_600 };
    expect(browser.askedFor('saveIdentity')).toEqual([{ identity, secretAccessKey: secret }]);
    expect([saved, form.secretAccessKey.text.value]).toEqual([[identity], '']);
  });

  it('is asked about first when it is sent with Enter, so that the person sees whose it is, and saved by the next', async () => {
    form.accessKeyId.type(alice.accessKeyId);
    form.secretAccessKey.type(secret);
    await form.save();
    expect([browser.askedFor('checkKey').length, form.owner.value?.userName, saved]).toEqual([1, 'alice', []]);
    await form.save();
    expect(saved).toHaveLength(1);
  });

  it('is saved once, however often the button is pressed', async () => {
    await enterKey();
    await Promise.all([form.save(), form.save()]);
    expect([browser.askedFor('saveIdentity').length, saved.length]).toEqual([1, 1]);
  });

  it('is not saved before AWS has said whose key it is', async () => {
    browser.refuseWith('keyUnknown');
    await enterKey();
    expect(form.failure.value?.kind).toBe('keyUnknown');
    await form.save();
    expect([browser.askedFor('saveIdentity'), saved]).toEqual([[], []]);
  });

  it('keeps its fields and says why when it could not be saved', async () => {
    await enterKey();
    browser.refuseWith('storageRefused');
    await form.save();
    expect([form.failure.value?.kind, form.secretAccessKey.text.value, saved]).toEqual(['storageRefused', secret, []]);
  });

  it.each([
    ['arn:aws:iam::999999999999:mfa/alice', 'serialAccount'],
    ['arn:aws:iam::111111111111:u2f/user/alice/k', 'serialIsFido'],
    ['arn:aws:iam::111111111111:user/alice', 'serialIsUser'],
  ])('is not saved with a device that cannot be its own: %s', async (serial, problem) => {
    await enterKey();
    form.mfaSerial.type(serial);
    await form.save();
    expect([form.mfaSerial.problem.value, saved]).toEqual([problem, []]);
  });

  it('has a device that was typed first held against the owner once that is known', async () => {
    form.mfaSerial.type('arn:aws:iam::999999999999:mfa/alice');
    await enterKey();
    expect([form.mfaSerial.text.value, form.mfaSerial.problem.value]).toEqual(['arn:aws:iam::999999999999:mfa/alice', 'serialAccount']);
  });

  it('of another partition asks for access to its pages in the same click', async () => {
    browser.owner = { accountId: '111111111111', userName: 'alice', partition: 'aws-us-gov' };
    form.stsRegion.type('us-gov-west-1');
    await enterKey();
    const saving = form.save();
    expect(browser.requested).toEqual([['https://*.signin.amazonaws-us-gov.com/*', 'https://*.console.amazonaws-us-gov.com/*']]);
    await saving;
    expect(saved[0]).toMatchObject({ partition: 'aws-us-gov', stsRegion: 'us-gov-west-1' });
  });

  it('of aws asks for nothing more', async () => {
    await enterKey();
    await form.save();
    expect(browser.requested).toEqual([]);
  });

  it('is never saved with another key than the one AWS was asked about', async () => {
    await enterKey();
    form.accessKeyId.type('AKIABOB000000EXAMPLE');
    browser.owner = { accountId: '999999999999', userName: 'bob', partition: 'aws' };
    await form.save();
    expect(saved.filter(({ userName, accessKeyId }) => userName === 'alice' && accessKeyId !== alice.accessKeyId)).toEqual([]);
  });

  it('belongs to the key on screen, also when the key was changed while AWS was asked', async () => {
    let arrive = (): void => undefined;
    browser.answer = () => new Promise<void>((resolve) => { arrive = resolve; });
    form.accessKeyId.type(alice.accessKeyId);
    form.secretAccessKey.type(secret);
    const first = form.leaveKey(form.secretAccessKey);
    form.accessKeyId.type('AKIABOB000000EXAMPLE');
    await form.leaveKey(form.accessKeyId);
    browser.answer = () => undefined;
    browser.owner = { accountId: '999999999999', userName: 'bob', partition: 'aws' };
    arrive();
    await first;
    await form.save();
    expect(saved.filter(({ userName }) => userName === 'alice')).toEqual([]);
  });
});

describe('a key that AWS could not be asked about', () => {
  beforeEach(async () => {
    browser.refuseWith('unreachable', ['https://sts.us-east-1.amazonaws.com/*']);
    await enterKey();
    browser.answer = () => undefined;
  });

  it('is tried again by the button', async () => {
    await form.retryKey();
    expect([form.owner.value?.userName, form.failure.value]).toEqual(['alice', undefined]);
  });

  it('is tried again once the person allows the host', async () => {
    await form.allow(['https://sts.us-east-1.amazonaws.com/*']);
    expect([browser.requested, form.owner.value?.userName]).toEqual([[['https://sts.us-east-1.amazonaws.com/*']], 'alice']);
  });

  it('is left alone when the person does not', async () => {
    browser.allowed = false;
    await form.allow(['https://sts.us-east-1.amazonaws.com/*']);
    expect([browser.askedFor('checkKey').length, form.owner.value]).toEqual([1, undefined]);
  });
});
