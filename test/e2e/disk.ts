import fs from 'node:fs';
import path from 'node:path';
import { decodeMozLz4 } from './mozLz4.js';
import { type Secrets, spellingsOf } from './secrets.js';

/** What to look for on disk, by name: each as the bytes it may have there. */
export type Markers = ReadonlyMap<string, readonly Buffer[]>;

/** Texts to look for, in UTF-8 and UTF-16, plain and in the encodings that texts come in. */
export function textMarkers(texts: Secrets): Markers {
  return new Map([...texts].map(([name, text]) =>
    [name, spellingsOf(text).flatMap((spelling) => [Buffer.from(spelling, 'utf8'), Buffer.from(spelling, 'utf16le')])]));
}

/** A key to look for: its bytes, and how they are written as text. */
export function keyMarkers(name: string, key: Buffer): Markers {
  const spellings = [key.toString('hex'), key.toString('hex').toUpperCase(), key.toString('base64').replace(/=+$/, ''), key.toString('base64url')];
  return new Map([[name, [key, ...spellings.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')])]]]);
}

/** Every file below a folder with what it holds, decompressed where the browser compresses. */
function* contentsBelow(folder: string): Generator<[string, Buffer]> {
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    try {
      const content = fs.readFileSync(file);
      yield [path.relative(folder, file), decodeMozLz4(content) ?? content];
    } catch (thrown) {
      // A browser that runs may take a file away while the folder is read.
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
    }
  }
}

/** The markers that a folder holds, each with the files it stands in: `passphrase in Default/Preferences`. */
export function found(folder: string, markers: Markers): string[] {
  return [...contentsBelow(folder)].flatMap(([file, content]) =>
    [...markers].filter(([, spellings]) => spellings.some((bytes) => content.includes(bytes))).map(([name]) => `${name} in ${file}`));
}

/**
 * The files that hold an MFA code. Six digits stand in every longer number by chance, so only a number of just these six
 * counts. A profile holds some thirty of those: once in thirty thousand times one of them is the code by chance.
 */
export function foundCode(folder: string, code: string): string[] {
  // In UTF-16 a zero byte stands after every digit.
  const alone = new RegExp(`(?<![\\d.]\\0?)${[...code].join('\\0?')}(?!\\0?\\d)`);
  return [...contentsBelow(folder)].filter(([, content]) => alone.test(content.toString('latin1'))).map(([file]) => `code in ${file}`);
}
