import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportBatch } from '../../../src/core/importChoice.js';
import { createImport, type Import, type Imported } from '../../../src/options/importing.js';
import { catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

const prod = roleNamed('prod-admin');
const evil = 'arn:aws:iam::666666666666:role/prod-admin';
const text = `[profile prod-admin]\nrole_arn = ${evil}\nsource_profile = alice\nregion = eu-west-1\n[profile lab]\nrole_arn = arn:aws:iam::222222222222:role/lab\nsource_profile = alice\n`;

let browser: ReturnType<typeof fakeBrowser>['browser'];
let imports: Import;
let applied: Imported[];
const sent = () => browser.askedFor('importAll')[0] as ImportBatch;
const keyOf = (caution?: string): string => imports.preview.value?.plan.rows.find((row) => row.caution === caution)?.key ?? '';

beforeEach(async () => {
  const fake = fakeBrowser();
  browser = fake.browser;
  browser.catalogue = catalogueOf([prod]);
  applied = [];
  imports = createImport(fake.ports, (done) => applied.push(done));
  await imports.read([{ text }]);
});

describe('the ticks of an import', () => {
  it('are there for everything but what could make one thing pass for another', () => {
    const ticked = imports.preview.value?.plan.rows.map(({ what, caution, key }) => [what, caution, imports.ticks.value.has(key)]);
    expect(ticked).toEqual([['roleChange', 'account', false], ['roleChange', undefined, true], ['role', undefined, true]]);
  });

  it('decide what is sent', async () => {
    await imports.apply();
    expect(sent().roles).toMatchObject([{ ...prod, region: 'eu-west-1' }, { name: 'lab' }]);
    expect(applied).toMatchObject([{ added: 1, changed: 1 }]);
  });

  it('can be set and taken away', async () => {
    imports.tick([keyOf('account')], true);
    imports.tick([keyOf()], false);
    await imports.apply();
    expect(sent().roles).toMatchObject([{ ...prod, arn: evil }, { name: 'lab' }]);
  });

  it('put a change into the role as it is by now, and not as it was when the text was read', async () => {
    browser.catalogue = catalogueOf([{ ...prod, colour: '#c62828' }]);
    await imports.apply();
    expect(sent().roles[0]).toEqual({ ...prod, colour: '#c62828', region: 'eu-west-1' });
  });

  it('are forgotten with the preview', async () => {
    imports.tick([keyOf('account')], true);
    imports.discard();
    await imports.read([{ text }]);
    expect(imports.ticks.value.has(keyOf('account'))).toBe(false);
  });

  it('that do nothing without another one say so', async () => {
    await imports.read([{ text: `[profile prod admin]\nrole_arn = ${evil}\nsource_profile = alice\n[profile behind]\nrole_arn = ${evil}2\nsource_profile = prod admin\n` }]);
    expect(imports.choice.value?.waiting.map((row) => row.what === 'role' && row.role.name)).toEqual(['behind']);
    imports.tick([keyOf('nameAlike')], true);
    expect(imports.choice.value?.waiting).toEqual([]);
  });
});
