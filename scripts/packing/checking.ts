import path from 'node:path';
import { filesIn } from './files.js';
import { allowedByGate, findings } from './gate.js';
import { type Browser, browsers, manifestProblems } from './golden.js';
import { judge } from './judging.js';
import { allowedByLint, lint } from './lint.js';

const text = new TextDecoder();

/** What the gate does not let pass of a built extension. */
export function gateProblems(folder: string): string[] {
  return judge(filesIn(folder).flatMap(({ name, bytes }) => findings(name, text.decode(bytes))), allowedByGate);
}

/** All that stands against giving a build to the stores, a sentence each. Mozilla's linter takes some seconds. */
export function storeProblems(dist: string): string[] {
  const inFolder = (browser: Browser): string => path.join(dist, browser);
  return [
    ...browsers.flatMap((browser) => [...manifestProblems(inFolder(browser), browser), ...gateProblems(inFolder(browser))].map((problem) => `${browser}: ${problem}`)),
    ...judge(lint(inFolder('firefox')), allowedByLint).map((problem) => `web-ext lint: ${problem}`),
  ];
}
