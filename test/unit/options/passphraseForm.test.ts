import { beforeEach, describe, expect, it } from 'vitest';
import { createPassphraseForm, type PassphraseForm } from '../../../src/options/passphraseForm.js';
import { emptyPolicy } from '../../../src/core/policy.js';
import { createNewPassphrase } from '../../../src/options/newPassphrase.js';
import { fakeBrowser, settled } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let made: number;
let form: PassphraseForm;

beforeEach(() => {
  const fake = fakeBrowser();
  browser = fake.browser;
  made = 0;
  form = createPassphraseForm(fake.ports, () => { made += 1; });
});

function typeBoth(first: string, second = first): void {
  form.typeOwn();
  form.own.first.type(first);
  form.own.again.type(second);
}

describe('a passphrase typed twice', () => {
  it('makes the vault exactly as it was typed, and leaves the fields', async () => {
    typeBoth('  correct horse 本番 ');
    await form.save();
    expect([browser.passphrase, made]).toEqual(['  correct horse 本番 ', 1]);
    expect([form.own.first.text.value, form.own.again.text.value]).toEqual(['', '']);
  });

  it.each([
    ['short', 'short', 'passphraseShort', undefined],
    ['correct horse battery', 'correct horse batery', undefined, 'passphraseDiffers'],
    ['correct horse battery', 'correct horse battery ', undefined, 'passphraseDiffers'],
    ['correct horse battery', '', undefined, 'passphraseDiffers'],
  ])('makes no vault from %j and %j', async (first, second, firstProblem, secondProblem) => {
    typeBoth(first, second);
    await form.save();
    expect([form.own.first.problem.value, form.own.again.problem.value]).toEqual([firstProblem, secondProblem]);
    expect([browser.passphrase, made]).toEqual([undefined, 0]);
  });

  it('makes no vault while it would soon be guessed, and says so when the field is left', async () => {
    browser.bits = 44.9;
    typeBoth('correct horse battery');
    form.own.first.leave();
    await settled();
    expect(form.own.first.problem.value).toBe('passphraseWeak');
    await form.save();
    expect([browser.passphrase, made]).toEqual([undefined, 0]);
    browser.bits = 45;
    await form.save();
    expect([browser.passphrase, made]).toEqual(['correct horse battery', 1]);
  });

  it('estimates what stands in the field in the end, not what stood there on the way', async () => {
    const waiting: (() => void)[] = [];
    const own = createNewPassphrase({ readPolicy: async () => emptyPolicy, passphraseBits: (text) => new Promise((resolve) => {
      waiting.push(() => resolve(text.endsWith('battery') ? 70 : 10));
    }) });
    own.first.type('correct horse');
    own.first.type('correct horse battery');
    while (waiting.length > 0) {
      waiting.shift()?.();
      await settled();
    }
    expect(own.bits.value).toBe(70);
  });

  it('is not said to be too short for an organisation that there is not, when it was shortened meanwhile', async () => {
    let estimated = (): void => undefined;
    const own = createNewPassphrase({ readPolicy: async () => emptyPolicy, passphraseBits: () => new Promise((resolve) => { estimated = () => resolve(70); }) });
    own.first.type('correct horse battery');
    own.first.leave();
    own.first.type('eight ch');
    estimated();
    await settled();
    expect(own.first.problem.value).toBeUndefined();
  });

  it('stays in its fields and says why when the vault could not be made', async () => {
    browser.refuseWith('storageRefused');
    typeBoth('correct horse battery');
    const saving = form.save();
    expect(form.busy.value).toBe(true);
    await saving;
    expect([form.failure.value?.kind, form.own.first.text.value, form.busy.value, made]).toEqual(['storageRefused', 'correct horse battery', false, 0]);
  });
});

describe('six words', () => {
  it('are shown first, and make the vault only when the person has kept them', async () => {
    const words = form.words.value;
    expect(words?.split(' ')).toHaveLength(6);
    expect(browser.passphrase).toBeUndefined();
    await form.useWords();
    expect([browser.passphrase, form.words.value, made]).toEqual([words, undefined, 1]);
  });

  it('make nothing while the person types a passphrase of their own', async () => {
    form.typeOwn();
    await form.useWords();
    expect([browser.passphrase, made]).toEqual([undefined, 0]);
  });
});
