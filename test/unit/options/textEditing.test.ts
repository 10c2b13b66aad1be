import { beforeEach, describe, expect, it } from 'vitest';
import { printText } from '../../../src/formats/printing.js';
import { createTextEditing, type TextEditing } from '../../../src/options/textEditing.js';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

const here = catalogueOf([roleNamed('dev'), roleNamed('prod')]);
let browser: ReturnType<typeof fakeBrowser>['browser'];
let form: TextEditing;
let changed: number;

beforeEach(async () => {
  const fake = fakeBrowser();
  browser = fake.browser;
  browser.catalogue = here;
  changed = 0;
  form = createTextEditing(fake.ports, () => { changed += 1; });
  await form.open();
});

const renamed = (): string => form.text.value.replace('[profile dev]', '[profile development]');
const savedCatalogues = () => browser.askedFor('saveCatalogue') as Catalogue[];

describe('the catalogue as text', () => {
  it('begins as it is, and saves nothing when nothing would change', async () => {
    expect(form.text.value).toBe(printText(here));
    await form.check();
    expect(form.checked.value).toMatchObject({ problems: [], difference: { none: true } });
    await form.save();
    expect(savedCatalogues()).toEqual([]);
  });

  it('shows what would change before it saves it', async () => {
    form.type(renamed());
    await form.save();
    expect(savedCatalogues()).toEqual([]);
    expect(form.checked.value?.difference.roles.changed.map(({ after }) => after.name)).toEqual(['development']);
    await form.save();
    expect(savedCatalogues()).toEqual([{ ...here, roles: [{ ...here.roles[0], name: 'development' }, here.roles[1]] }]);
    expect([changed, form.checked.value, form.saved.value?.before]).toEqual([1, undefined, here]);
  });

  it('is not saved while there are problems, and stays as it was typed', async () => {
    const wrong = form.text.value.replace('role_arn = arn', 'role_arn = nra');
    form.type(wrong);
    await form.save();
    await form.save();
    expect([savedCatalogues(), form.text.value]).toEqual([[], wrong]);
    expect(form.checked.value?.problems).toMatchObject([{ problem: 'arnMalformed' }]);
  });

  it('stays as it was typed when the vault refuses it', async () => {
    form.type(renamed());
    await form.check();
    browser.refuseWith('vaultLocked');
    const typed = form.text.value;
    await form.save();
    expect([form.failure.value?.kind, form.text.value, form.saved.value]).toEqual(['vaultLocked', typed, undefined]);
  });

  it('says when the catalogue was changed elsewhere, and removes nothing that was not shown', async () => {
    form.type(renamed());
    await form.check();
    browser.catalogue = catalogueOf([...here.roles, roleNamed('since')]);
    await form.save();
    expect([savedCatalogues(), form.stale.value]).toEqual([[], true]);
    expect(form.checked.value?.difference.roles.removed.map(({ name }) => name)).toEqual(['since']);
    await form.save();
    expect(savedCatalogues()).toHaveLength(1);
  });

  it('can be emptied of its roles, and that can be undone', async () => {
    form.type(form.text.value.replace(/\[profile (?:dev|prod)\][^[]*/g, ''));
    await form.check();
    await form.save();
    expect(savedCatalogues().at(-1)?.roles).toEqual([]);
    browser.catalogue = { ...here, roles: [] };
    await form.undo();
    expect([savedCatalogues().at(-1), form.text.value]).toEqual([here, printText(here)]);
  });

  it('is as it was typed when the person comes back to it', async () => {
    const typed = renamed();
    form.type(typed);
    expect(form.isEdited()).toBe(true);
    browser.catalogue = catalogueOf([roleNamed('since')]);
    await form.open();
    expect([form.text.value, form.isEdited()]).toEqual([typed, true]);
  });

  it('undoes nothing when something was changed since', async () => {
    form.type(renamed());
    await form.check();
    await form.save();
    browser.catalogue = catalogueOf([roleNamed('since')]);
    await form.undo();
    expect([savedCatalogues().length, form.stale.value]).toEqual([1, true]);
  });
});
