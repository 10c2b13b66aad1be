import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { storePictures } from '../../../scripts/storePictures.js';
import manifest from '../../../manifest.json' with { type: 'json' };
import en from '../../../public/_locales/en/messages.json' with { type: 'json' };
import ja from '../../../public/_locales/ja/messages.json' with { type: 'json' };

const store = path.resolve(import.meta.dirname, '../../../docs/store');
const text = (language: string, name: string): string => fs.readFileSync(path.join(store, language, name), 'utf8').trim();
/** What a store counts: letters, and not the units that JavaScript keeps them in. */
const lengthOf = (written: string): number => [...written].length;

/** Every permission and host of both manifests, with STS's regions as one. */
const asked = [...new Set([...manifest.permissions, ...manifest.optional_permissions, ...manifest.host_permissions, ...manifest.optional_host_permissions]
  .map((name) => name.replace(/^https:\/\/sts\.[a-z0-9-]+\./, 'https://sts.<region>.')))];

describe.each([['en', en], ['ja', ja]] as const)('the store’s texts in %s', (language, messages) => {
  it('call the extension what its package does, which Chrome takes name and summary from', () => {
    expect(text(language, 'name.txt')).toBe(manifest.name);
    expect(text(language, 'summary-chrome.txt')).toBe(messages.extension_description.message);
  });

  it.each([['name.txt', 45], ['summary-chrome.txt', 132], ['summary-amo.txt', 250], ['description.txt', 15_000]])('keep %s within %i characters', (name, most) => {
    const length = lengthOf(text(language, name));
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(most);
  });

  it('give the reason of every permission and host that a manifest asks for, and of no other, each within Chrome’s 1,000 characters', () => {
    const rows = text(language, 'privacy.md').split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split(' | '));
    const justified = rows.flatMap(([names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
    expect(justified.sort()).toEqual([...asked].sort());
    for (const [, reason = ''] of rows) {
      expect(lengthOf(reason)).toBeGreaterThan(10);
      expect(lengthOf(reason)).toBeLessThanOrEqual(1000);
    }
  });

  it('say the single purpose within Chrome’s 1,000 characters', () => {
    const [, purpose = ''] = /^## .+\n\n(.+)$/m.exec(text(language, 'privacy.md')) ?? [];
    expect(lengthOf(purpose)).toBeGreaterThan(50);
    expect(lengthOf(purpose)).toBeLessThanOrEqual(1000);
  });
});

/** Width, height and kind of colour of a PNG, as its header has them. */
function headerOf(file: string): readonly [width: number, height: number, colour: number] {
  const bytes = fs.readFileSync(path.join(store, 'pictures', file));
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[25] ?? -1];
}

describe('the store’s pictures', () => {
  const drawn = storePictures((name, language) => `${language}/${name}`, 'icon');

  it('have the sizes that the stores take, without transparency', () => {
    expect(new Set(drawn.map(({ width, height }) => `${width}×${height}`))).toEqual(new Set(['1280×800', '440×280', '1400×560']));
    for (const { file, width, height } of drawn) expect([file, ...headerOf(path.basename(file))]).toEqual([file, width, height, 2]);
  });

  it('are five at most in each language, of which Chrome takes no more, and all are there that are drawn', () => {
    for (const language of ['en', 'ja']) expect(drawn.filter(({ file }) => file.endsWith(`-${language}.png`)).length).toBeLessThanOrEqual(5);
    // Each shows the product in its own language.
    for (const { file, html } of drawn.filter((one) => /-(en|ja)\.png$/.test(one.file))) expect([file, html.includes(file.endsWith('-ja.png') ? 'src="ja/' : 'src="en/')]).toEqual([file, true]);
    expect(fs.readdirSync(path.join(store, 'pictures')).sort()).toEqual(drawn.map(({ file }) => path.basename(file)).sort());
  });
});
