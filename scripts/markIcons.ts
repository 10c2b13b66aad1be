import path from 'node:path';
import { chromium } from 'playwright-core';
import { labelColour, palette, unknownColour } from '../src/core/colours.js';
import { chromiumPath } from './chromiumPath.js';

// Draws the tab icons of consoles, one for each colour, into public/marks. Run it when the palette has changed.
const size = 32;
const icons = [...palette.map(({ name, hex, shape }) => ({ name, hex, shape: shape as string })), { name: 'grey', hex: unknownColour, shape: '?' }];

/** The drawings of the shapes, the same ones everywhere: a font would draw them differently on each computer. */
const drawings: Readonly<Record<string, string>> = {
  '●': '<circle cx="16" cy="16" r="7"/>',
  '▲': '<path d="M16 8l8.5 15h-17z"/>',
  '★': '<path d="M16 7l2.6 6 6.4.6-4.9 4.3 1.5 6.4-5.6-3.4-5.6 3.4 1.5-6.4L7 13.6l6.4-.6z"/>',
  '■': '<path d="M9.5 9.5h13v13h-13z"/>',
  '◆': '<path d="M16 7l9 9-9 9-9-9z"/>',
  '⬟': '<path d="M16 7.5l8.6 6.2-3.3 10.1H10.7L7.4 13.7z"/>',
  '✚': '<path d="M13 8h6v5h5v6h-5v5h-6v-5H8v-6h5z"/>',
  '▼': '<path d="M16 24.5L7.5 9.5h17z"/>',
  '?': '<path d="M14.3 19.5h3v-1.4c2.4-.7 4.2-2.3 4.2-4.9 0-3-2.3-5.2-5.5-5.2-3 0-5.3 1.9-5.7 4.9l3 .5c.2-1.5 1.2-2.5 2.6-2.5s2.5.9 2.5 2.3c0 1.6-1.4 2.4-4.1 2.7zM14.2 21.2h3.2v3h-3.2z"/>',
};

const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0 });
const page = await browser.newPage({ viewport: { width: size, height: size } });
for (const { name, hex, shape } of icons) {
  await page.setContent(`<style>body{margin:0}svg{display:block}</style><svg width="${size}" height="${size}" viewBox="0 0 32 32">
    <rect x="1" y="1" width="30" height="30" rx="7" fill="${hex}"/><g fill="${labelColour(hex)}">${drawings[shape] ?? ''}</g></svg>`);
  await page.screenshot({ path: path.resolve(import.meta.dirname, '../public/marks', `${name}.png`), omitBackground: true });
}
await browser.close();
