import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumPath } from './chromiumPath.js';

const root = path.resolve(import.meta.dirname, '..');

/** A screenshot of the demo, to be put into a page. */
function picture(name: string): string {
  const file = path.join(root, 'artifacts/screenshots', `${name}.png`);
  if (!fs.existsSync(file)) throw new Error(`${name}.png is missing: run \`npm start -- --headless\` first.`);
  return `data:image/png;base64,${fs.readFileSync(file, 'base64')}`;
}

/** Puts the demo's screenshots side by side into README's picture. */
const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0 });
const page = await browser.newPage({ viewport: { width: 1280, height: 560 } });
await page.setContent(`
  <style>
    body { margin: 0; padding: 32px; display: grid; grid-template-columns: 400px 1fr; gap: 32px; background: #e8ebee; align-items: start; }
    div { display: grid; gap: 32px; }
    img { display: block; border-radius: 8px; box-shadow: 0 2px 12px rgb(0 0 0 / 22%); max-width: 100%; }
  </style>
  <div><img src="${picture('popup-roles')}"><img src="${picture('popup-code')}"></div>
  <img src="${picture('console-prod-admin')}">`);
fs.mkdirSync(path.join(root, 'docs'), { recursive: true });
await page.screenshot({ path: path.join(root, 'docs/sallyport.png'), fullPage: true });
await browser.close();
