import { beforeEach, describe, expect, it } from 'vitest';
import type { Identity } from '../../../src/core/catalogue.js';
import { failure } from '../../../src/core/failure.js';
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
  form = createIdentityForm(fake.ports, (identity) => saved.push(identity), alice);
});

const enterKey = (id: string, text = secret): Promise<void> => enterKeyInto(form, id, text);

describe('an identity that is known', () => {
  it('counts as edited once something differs, and no longer when it is as it was', () => {
    expect(form.edits.isEdited()).toBe(false);
    form.secretAccessKey.type('a');
    expect(form.edits.isEdited()).toBe(true);
    form.secretAccessKey.type('');
    expect(form.edits.isEdited()).toBe(false);
  });

  it('is shown without its secret, and saved without it', async () => {
    expect([form.accessKeyId.text.value, form.secretAccessKey.text.value, form.isNew, form.canSave.value]).toEqual([alice.accessKeyId, '', false, true]);
    form.mfaSerial.type('arn:aws:iam::111111111111:mfa/new-phone');
    await form.save();
    expect(browser.asked).toEqual([['saveIdentity', { identity: { ...alice, mfaSerial: 'arn:aws:iam::111111111111:mfa/new-phone' } }]]);
  });

  it('gets another key only with its secret: the stored one would not fit', async () => {
    form.accessKeyId.type('AKIAALICE0000NEWER00');
    await form.leaveKey(form.accessKeyId);
    await form.save();
    expect(saved).toEqual([]);
    expect(form.secretAccessKey.problem.value).toBe('secretMalformed');
  });

  it('gets another key once AWS has said whose it is', async () => {
    await enterKey('AKIAALICE0000NEWER00');
    await form.save();
    expect(browser.asked.map(([call]) => call)).toEqual(['checkKey', 'saveIdentity']);
    expect(saved[0]).toMatchObject({ id: alice.id, accessKeyId: 'AKIAALICE0000NEWER00' });
  });

  it('keeps its key when AWS refuses the new one', async () => {
    browser.answer = (call) => (call === 'checkKey' ? Promise.reject(failure('keyUnknown')) : undefined);
    await enterKey('AKIAALICE0000NEWER00');
    await form.save();
    expect([form.failure.value?.kind, saved]).toEqual(['keyUnknown', []]);
  });

  it('stays whose it is when another’s key was tried and taken back', async () => {
    browser.owner = { accountId: '111111111111', userName: 'bob', partition: 'aws' };
    await enterKey('AKIABOB000000EXAMPLE');
    await enterKey(alice.accessKeyId, '');
    await form.save();
    expect(saved.filter(({ accessKeyId, userName }) => accessKeyId === alice.accessKeyId && userName !== 'alice')).toEqual([]);
  });

  it('signs in within its own partition', async () => {
    form.stsRegion.type('us-gov-west-1');
    await form.leaveKey(form.stsRegion);
    await form.save();
    expect(saved).toEqual([]);
  });

  it('signs in through a region of its partition, written as AWS writes it', async () => {
    form.stsRegion.type(' EU-West-1 ');
    await form.leaveKey(form.stsRegion);
    await form.save();
    expect(saved.map(({ stsRegion }) => stsRegion)).toEqual(['eu-west-1']);
  });
});
