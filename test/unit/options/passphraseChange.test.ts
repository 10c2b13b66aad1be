import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import { createPassphraseChange, type PassphraseChange } from '../../../src/options/passphraseChange.js';
import { fakeBrowser } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let form: PassphraseChange;
beforeEach(() => {
  const fake = fakeBrowser();
  ({ browser } = fake);
  form = createPassphraseChange(fake.ports);
  form.current.type('right');
  form.next.first.type('six words are better');
  form.next.again.type('six words are better');
});
const texts = (): string[] => [form.current, form.next.first, form.next.again].map(({ text }) => text.value);

describe('changing the passphrase', () => {
  it('takes the present one and the new one, and keeps nothing of them on screen', async () => {
    await form.save();
    expect(browser.askedFor('changePassphrase')).toEqual([{ next: 'six words are better', leaked: false }]);
    expect([form.done.value, ...texts()]).toEqual([true, '', '', '']);
  });

  it('makes a new data key when the person says that it may have leaked', async () => {
    form.leaked.value = true;
    await form.save();
    expect(browser.askedFor('changePassphrase')).toEqual([{ next: 'six words are better', leaked: true }]);
  });

  it('is refused at the fields: nothing present, too short, two that differ', async () => {
    form.current.type('');
    form.next.first.type('short');
    form.next.again.type('other');
    await form.save();
    expect([form.current, form.next.first, form.next.again].map(({ problem }) => problem.value)).toEqual(['passphraseMissing', 'passphraseShort', 'passphraseDiffers']);
    expect(browser.asked).toEqual([]);
  });

  it('is refused while it would soon be guessed', async () => {
    browser.bits = 44;
    await form.save();
    expect([form.next.first.problem.value, browser.asked]).toEqual(['passphraseWeak', []]);
  });

  it('keeps the new one on screen when the present one was wrong', async () => {
    form.current.type('wrong');
    await form.save();
    expect([form.failure.value?.kind, form.done.value, ...texts()]).toEqual(['passphraseWrong', false, '', 'six words are better', 'six words are better']);
  });

  it('says so when the browser did not store it', async () => {
    browser.answer = () => Promise.reject(failure('storageRefused'));
    await form.save();
    expect([form.failure.value?.kind, form.done.value, form.busy.value]).toEqual(['storageRefused', false, false]);
  });
});
