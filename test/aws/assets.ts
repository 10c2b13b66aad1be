import { readFileSync } from 'node:fs';
import type { Reply } from './http.js';

const types = { 'style.css': 'text/css', 'page.js': 'text/javascript', 'favicon.svg': 'image/svg+xml' };
const assets = new Map(Object.entries(types).map(([name, type]) => [`/static/${name}`, asset(name, type)]));

/** A file of the emulator's own pages, or undefined. Every page host serves them, so that pages do with `'self'`. */
export function answerAsset(path: string): Reply | undefined {
  return assets.get(path);
}

function asset(name: string, type: string): Reply {
  return {
    status: 200,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' },
    body: readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8'),
  };
}
