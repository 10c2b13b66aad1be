import { beforeEach, describe, expect, it } from 'vitest';
import { createPassphraseForm, type PassphraseForm } from '../../../src/options/passphraseForm.js';
import { fakeBrowser } from './fakes.js';

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
  form.passphrase.type(first);
  form.again.type(second);
}

describe('a passphrase typed twice', () => {
  it('makes the vault exactly as it was typed, and leaves the fields', async () => {
    typeBoth('  correct horse 本番 ');
    await form.save();
    expect([browser.passphrase, made]).toEqual(['  correct horse 本番 ', 1]);
    expect([form.passphrase.text.value, form.again.text.value]).toEqual(['', '']);
  });

  it.each([
    ['short', 'short', 'passphraseShort', undefined],
    ['aaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaa', 'passphraseSimple', undefined],
    ['correct horse battery', 'correct horse batery', undefined, 'passphraseDiffers'],
    ['correct horse battery', 'correct horse battery ', undefined, 'passphraseDiffers'],
    ['correct horse battery', '', undefined, 'passphraseDiffers'],
  ])('makes no vault from %j and %j', async (first, second, firstProblem, secondProblem) => {
    typeBoth(first, second);
    await form.save();
    expect([form.passphrase.problem.value, form.again.problem.value]).toEqual([firstProblem, secondProblem]);
    expect([browser.passphrase, made]).toEqual([undefined, 0]);
  });

  it('stays in its fields and says why when the vault could not be made', async () => {
    browser.refuseWith('storageRefused');
    typeBoth('correct horse battery');
    const saving = form.save();
    expect(form.busy.value).toBe(true);
    await saving;
    expect([form.failure.value?.kind, form.passphrase.text.value, form.busy.value, made]).toEqual(['storageRefused', 'correct horse battery', false, 0]);
  });
});

describe('six words', () => {
  it('are shown first and make the vault only when the person has kept them', async () => {
    form.generate();
    const words = form.words.value;
    expect(words?.split(' ')).toHaveLength(6);
    expect(browser.passphrase).toBeUndefined();
    await form.useWords();
    expect([browser.passphrase, form.words.value, made]).toEqual([words, undefined, 1]);
  });

  it('make nothing before they are shown', async () => {
    await form.useWords();
    expect([browser.passphrase, made]).toEqual([undefined, 0]);
  });
});
