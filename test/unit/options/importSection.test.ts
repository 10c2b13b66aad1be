import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { createImportSection } from '../../../src/options/importSection.js';
import type { Incoming } from '../../../src/options/syncing.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser, settled } from './fakes.js';

const text = '[profile dev]\nrole_arn = arn:aws:iam::222222222222:role/dev\nsource_profile = alice\n[profile alice]\nmfa_serial = arn:aws:iam::111111111111:mfa/alice-phone\n';
let browser: ReturnType<typeof fakeBrowser>['browser'];
let taken: Incoming[];
let refreshed: number;
let section: ReturnType<typeof createImportSection>;
beforeEach(() => {
  const fake = fakeBrowser();
  browser = fake.browser;
  browser.catalogue = catalogueOf([roleNamed('prod')], [alice]);
  [taken, refreshed] = [[], 0];
  section = createImportSection(
    { ports: fake.ports, catalogue: signal(browser.catalogue), refresh: async () => { refreshed += 1; } },
    { taken: async (incoming) => taken.push(incoming) > 0 },
  );
});

describe('the section of imports', () => {
  it('keeps what is not done yet when it is left: what was read, and what is ticked of it', async () => {
    await section.imports.read([{ text }]);
    const [preview, ticks] = [section.imports.preview.value, [...section.imports.ticks.value]];
    section.discovery.names.type('admin');
    section.leave();
    expect(preview?.plan.rows.length).toBeGreaterThan(0);
    expect([section.imports.preview.value, [...section.imports.ticks.value], section.discovery.names.text.value]).toEqual([preview, ticks, 'admin']);
  });

  it('forgets what was told, and a code, when it is left', async () => {
    await section.imports.read([{ text }]);
    await section.imports.apply();
    browser.left = ['prod'];
    section.discovery.typeCode('123 45');
    expect([section.imports.done.value?.added, section.discovery.code.text.value]).toEqual([1, '12345']);
    section.leave();
    expect([section.imports.done.value, section.discovery.code.text.value]).toEqual([undefined, '']);
    await section.undo.undo();
    expect(section.undo.left.value).toEqual(['prod']);
    section.leave();
    expect(section.undo.left.value).toBeUndefined();
  });

  it('says what went wrong for as long as there is something that it went wrong with', async () => {
    await section.imports.read([{ text }]);
    browser.refuseWith('storageRefused');
    await section.imports.apply();
    await section.undo.undo();
    section.leave();
    expect([section.imports.failure.value?.kind, section.undo.failure.value]).toEqual(['storageRefused', undefined]);
    section.imports.preview.value = undefined;
    section.leave();
    expect(section.imports.failure.value).toBeUndefined();
  });

  it('offers the way back from an import at once, and no longer says what came of one that was undone', async () => {
    await section.imports.read([{ text }]);
    browser.undoable = true;
    await section.imports.apply();
    await settled();
    expect([section.undo.possible.value, refreshed, taken]).toEqual([true, 1, []]);
    await section.undo.undo();
    expect([section.undo.possible.value, section.imports.done.value, refreshed]).toEqual([false, undefined, 2]);
  });

  it('tells the sync once what it has brought was taken, and not before', async () => {
    const incoming = { digest: 'd', text, agreed: '' } as Incoming;
    await section.imports.showSynced(incoming);
    expect(taken).toEqual([]);
    await section.imports.apply();
    expect(taken).toEqual([incoming]);
  });
});
