import { beforeEach, describe, expect, it } from 'vitest';
import { createCatalogueExport } from '../../../src/options/catalogueExport.js';
import { createImportUndo } from '../../../src/options/importUndoing.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

let fake: ReturnType<typeof fakeBrowser>;
beforeEach(() => { fake = fakeBrowser(); });

describe('the undo of an import', () => {
  it('is offered while there is one to undo, and says what it left', async () => {
    let undone = 0;
    const undo = createImportUndo(fake.ports, () => { undone += 1; });
    await undo.look();
    expect(undo.possible.value).toBe(false);
    fake.browser.undoable = true;
    await undo.look();
    expect(undo.possible.value).toBe(true);
    fake.browser.left = ['prod'];
    await undo.undo();
    expect([undo.left.value, undo.possible.value, undone, fake.browser.askedFor('undoImport')]).toEqual([['prod'], false, 1, [{}]]);
  });

  it('says why it could not be done', async () => {
    const undo = createImportUndo(fake.ports, () => undefined);
    fake.browser.refuseWith('undoGone');
    await undo.undo();
    expect([undo.failure.value?.kind, undo.left.value]).toEqual(['undoGone', undefined]);
  });
});

describe('the export of the catalogue', () => {
  it('saves a file in either syntax, with no key in it', async () => {
    fake.browser.catalogue = catalogueOf([roleNamed('dev')]);
    const form = createCatalogueExport(fake.ports);
    await form.saveJson();
    await form.saveConfig();
    expect(fake.browser.downloads.map(([name]) => name)).toEqual(['sallyport-roles-2026-11-24.json', 'sallyport-roles-2026-11-24.config']);
    for (const [, text] of fake.browser.downloads) {
      expect(text).toContain('role/dev');
      expect(text).not.toContain(alice.accessKeyId);
    }
    expect(form.done.value).toBe(true);
  });
});
