import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import { createExport } from '../../../src/options/exporting.js';
import { createImport } from '../../../src/options/importing.js';
import { createPasskeys } from '../../../src/options/passkeys.js';
import type { OptionsPorts } from '../../../src/options/ports.js';
import { createRecovery } from '../../../src/options/recovery.js';
import { createRestoring } from '../../../src/options/restoring.js';
import { alice, catalogueOf, roleNamed, secret } from '../scenario.js';
import { addedBy } from '../core/reading.js';
import { fakeBrowser } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: OptionsPorts;
let done: number;
beforeEach(() => {
  ({ browser, ports } = fakeBrowser());
  done = 0;
});
const count = (): void => { done += 1; };

describe('exporting', () => {
  it('saves one sealed file, named by its day, and keeps nothing of the passphrase', async () => {
    const form = createExport(ports);
    form.passphrase.first.type('the passphrase of a file');
    form.passphrase.again.type('the passphrase of a file');
    await form.save();
    expect(browser.downloads).toEqual([['sallyport-vault-2026-11-24.json', 'sealed under the passphrase of a file']]);
    expect([form.done.value, form.passphrase.first.text.value]).toEqual([true, '']);
  });

  it('makes no file under a passphrase that would soon be guessed', async () => {
    const form = createExport(ports);
    browser.bits = 20;
    form.passphrase.first.type('the passphrase of a file');
    form.passphrase.again.type('the passphrase of a file');
    await form.save();
    expect([browser.downloads, form.done.value, form.passphrase.first.problem.value]).toEqual([[], false, 'passphraseWeak']);
  });
});

describe('a vault’s file', () => {
  const text = '{"fmt":"cvault","v":1}';
  beforeEach(() => {
    browser.file = { catalogue: catalogueOf([roleNamed('dev')]), secrets: new Map([[alice.id, secret]]) };
  });

  it('becomes the first vault with its own passphrase', async () => {
    const form = createRestoring(ports, count);
    await form.restore();
    await form.choose({ text: async () => text });
    form.passphrase.type('wrong');
    await form.restore();
    expect([done, form.failure.value?.kind, form.passphrase.text.value]).toEqual([0, 'passphraseWrong', '']);
    form.passphrase.type('right');
    await form.restore();
    expect([done, browser.vault]).toEqual([1, 'unlocked']);
  });

  it('that cannot be read is a failure to be seen', async () => {
    const form = createRestoring(ports, count);
    await form.choose({ text: () => Promise.reject(new DOMException('gone', 'NotReadableError')) });
    expect([form.text.value, form.failure.value?.kind]).toEqual([undefined, 'unexpected']);
  });

  it('is recognised where other files are brought in: it asks for its passphrase and shows what it would add', async () => {
    const imports = createImport(ports, count);
    await imports.read([{ text }]);
    expect([imports.sealed.value, imports.preview.value]).toEqual([text, undefined]);
    await imports.open('wrong');
    expect([imports.sealed.value, imports.failure.value?.kind]).toEqual([text, 'passphraseWrong']);
    await imports.open('right');
    expect(imports.sealed.value).toBeUndefined();
    expect(imports.preview.value && addedBy(imports.preview.value.plan).roles.map(({ name }) => name)).toEqual(['dev']);
    await imports.apply();
    expect(done).toBe(1);
    expect(browser.askedFor('importAll')).toHaveLength(1);
  });

  it('can be put away unopened', async () => {
    const imports = createImport(ports, count);
    await imports.read([{ text }]);
    imports.discard();
    await imports.open('right');
    expect([imports.sealed.value, imports.preview.value]).toEqual([undefined, undefined]);
  });
});

describe('the passkey form', () => {
  it('is there only where a passkey can work', async () => {
    const form = createPasskeys(ports);
    await form.look();
    expect(form.possible.value).toBe(false);
    browser.passkeys.work = true;
    await form.look();
    expect([form.possible.value, form.opens.value]).toEqual([true, false]);
  });

  it('asks for the passphrase, adds one, and takes it away', async () => {
    browser.passkeys.work = true;
    const form = createPasskeys(ports);
    await form.add();
    expect(form.passphrase.problem.value).toBe('passphraseMissing');
    form.passphrase.type('wrong');
    await form.add();
    expect([form.failure.value?.kind, form.opens.value]).toEqual(['passphraseWrong', false]);
    form.passphrase.type('right');
    await form.add();
    expect([form.failure.value, form.opens.value, form.passphrase.text.value]).toEqual([undefined, true, '']);
    await form.remove();
    expect(form.opens.value).toBe(false);
  });
});

describe('mending', () => {
  it('shows the good copy and puts it in place', async () => {
    browser.damaged = true;
    browser.copy = { savedAt: 1 };
    const recovery = createRecovery(ports, count);
    await recovery.seek();
    expect([recovery.sought.value, recovery.copy.value]).toEqual([true, { savedAt: 1 }]);
    await recovery.restore();
    expect([done, browser.damaged, browser.vault]).toEqual([1, false, 'locked']);
  });

  it('says why when the copy could not be put in place', async () => {
    browser.answer = () => Promise.reject(failure('storageRefused'));
    const recovery = createRecovery(ports, count);
    await recovery.restore();
    expect([done, recovery.failure.value?.kind]).toEqual([0, 'storageRefused']);
  });

  it('starts over only when the word was typed, in whatever case', async () => {
    const recovery = createRecovery(ports, count);
    for (const typed of ['', 'start', 'start over now']) {
      recovery.typed.value = typed;
      await recovery.startOver('start over');
    }
    expect([done, browser.vault]).toEqual([0, 'unlocked']);
    recovery.typed.value = ' Start Over ';
    await recovery.startOver('start over');
    expect([done, browser.vault]).toEqual([1, 'missing']);
  });
});
