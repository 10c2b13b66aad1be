import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { chromiumPath } from './chromiumPath.js';
import { storePictures } from './storePictures.js';

const root = path.resolve(import.meta.dirname, '..');

/** A screenshot of the demo, to be put into a page. */
function picture(name: string, language: 'en' | 'ja' = 'en'): string {
  const file = path.join(root, 'artifacts/screenshots', language === 'ja' ? 'ja' : '', `${name}.png`);
  if (!fs.existsSync(file)) throw new Error(`${file} is missing: run \`npm start -- --headless\` first, and once more with \`--language ja\`.`);
  return `data:image/png;base64,${fs.readFileSync(file, 'base64')}`;
}

/** What a picture of README is drawn on; its height grows with what is in it. */
const ground = `
  body { margin: 0; padding: 32px; background: #e8ebee; }
  main, div { display: grid; gap: 32px; align-items: start; }
  img { display: block; border-radius: 8px; box-shadow: 0 2px 12px rgb(0 0 0 / 22%); max-width: 100%; }
  .cut { height: 430px; width: 360px; object-fit: none; object-position: -464px 0; }`;

/** The demo's screenshots, for README in a language: the way to a console, the settings, and consoles side by side. */
function readmeIn(language: 'en' | 'ja') {
  const image = (name: string, attributes = ''): string => `<img${attributes} src="${picture(name, language)}">`;
  const ending = language === 'ja' ? '-ja' : '';
  return [
    {
      file: `sallyport${ending}.png`, width: 1280, height: 560, html: `<style>${ground} main { grid-template-columns: 400px 1fr; }</style>
      <main><div>${image('popup-roles')}${image('popup-code')}</div>${image('console-prod-admin')}</main>`,
    },
    {
      file: `options${ending}.png`, width: 1024, height: 400, html: `<style>${ground}</style><main>${image('options-roles')}</main>`,
    },
    {
      file: `consoles${ending}.png`, width: 1208, height: 494, html: `<style>${ground} main { grid-template-columns: repeat(3, 1fr); }</style>
      <main>${['sandbox-admin', 'staging-admin', 'prod-admin'].map((role) => image(`console-${role}`, ' class="cut"')).join('')}</main>`,
    },
  ];
}
const readme = [...readmeIn('en'), ...readmeIn('ja')];
const icon = `data:image/svg+xml;base64,${fs.readFileSync(path.join(root, 'public/icons/sallyport.svg'), 'base64')}`;

const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0 });
const page = await browser.newPage();
for (const { file, width, height, html } of [...readme, ...storePictures(picture, icon)]) {
  await page.setViewportSize({ width, height });
  await page.setContent(html);
  const place = path.join(root, 'docs', file);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  // README's pictures are as long as what is in them; a store's has its size.
  await page.screenshot({ path: place, fullPage: readme.some((one) => one.file === file) });
}
await browser.close();
