import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { chromiumPath } from './chromiumPath.js';
import { storePictures } from './storePictures.js';

const root = path.resolve(import.meta.dirname, '..');

/** A screenshot of the demo, to be put into a page. */
function picture(name: string): string {
  const file = path.join(root, 'artifacts/screenshots', `${name}.png`);
  if (!fs.existsSync(file)) throw new Error(`${name}.png is missing: run \`npm start -- --headless\` first.`);
  return `data:image/png;base64,${fs.readFileSync(file, 'base64')}`;
}

/** The demo's screenshots side by side, for README. */
const readme = {
  file: 'sallyport.png', width: 1280, height: 560, html: `
  <style>
    body { margin: 0; padding: 32px; display: grid; grid-template-columns: 400px 1fr; gap: 32px; background: #e8ebee; align-items: start; }
    div { display: grid; gap: 32px; }
    img { display: block; border-radius: 8px; box-shadow: 0 2px 12px rgb(0 0 0 / 22%); max-width: 100%; }
  </style>
  <div><img src="${picture('popup-roles')}"><img src="${picture('popup-code')}"></div>
  <img src="${picture('console-prod-admin')}">`,
};
const icon = `data:image/svg+xml;base64,${fs.readFileSync(path.join(root, 'public/icons/sallyport.svg'), 'base64')}`;

const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0 });
const page = await browser.newPage();
for (const { file, width, height, html } of [readme, ...storePictures(picture, icon)]) {
  await page.setViewportSize({ width, height });
  await page.setContent(html);
  const place = path.join(root, 'docs', file);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  // README's picture is as long as what is in it; a store's has its size.
  await page.screenshot({ path: place, fullPage: file === readme.file });
}
await browser.close();
