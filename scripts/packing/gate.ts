import type { Allowed, Finding } from './judging.js';

/** What a built file of some kind may not have in it. */
interface Rule {
  readonly code: string;
  readonly pattern: RegExp;
}

const inScripts: readonly Rule[] = [
  { code: 'eval', pattern: /\beval\b(?!\s*:)/g },
  { code: 'code from text', pattern: /\bnew\s+(?:Async|Generator)?Function\b|\b(?:Async|Generator)?Function\s*\(|\.constructor\s*\(\s*["'`]/g },
  { code: 'timer with text', pattern: /\bset(?:Timeout|Interval|Immediate)\s*\(\s*["'`]/g },
  { code: 'remote code', pattern: /\bimportScripts\b|\bimport\s*\(\s*(?!["'`]\.\/[\w.-]+["'`]\s*\))|\bWebAssembly\b|createElement(?:NS)?\s*\([^)]*["'`]script["'`]/gi },
  { code: 'markup from text', pattern: /\b(?:inner|outer)HTML["'`]?\]?\s*=(?!=)|\binsertAdjacentHTML\b|\bcreateContextualFragment\b|\bDOMParser\b|\bsrcdoc\b|\b(?:set|parse)HTMLUnsafe\b|\bdocument\s*\.\s*write(?:ln)?\b|\bdangerouslySetInnerHTML["'`]?\s*:/g },
  { code: 'channel', pattern: /\bRTCPeerConnection\b|\bWebSocket(?:Stream)?\b|\bWebTransport\b|\bEventSource\b|\bsendBeacon\b|\bXMLHttpRequest\b/g },
  { code: 'worker', pattern: /\bnew\s+[\w$.]*Worker\b/g },
];
const inMarkup: readonly Rule[] = [
  { code: 'script in the page', pattern: /<script(?![^>]*\ssrc=)|\son\w+\s*=|\bjavascript:/gi },
  { code: 'remote code', pattern: /<(?:script|iframe|object|embed|base)\b[^>]*(?:src|href|data)\s*=\s*["']?(?:\w+:|\/\/)/gi },
];
const everywhere: readonly Rule[] = [{ code: 'source map', pattern: /\bsourceMappingURL\b/g }];

/** The rules for each kind of file; those with no code in them have none, and other kinds may not be there at all. */
const rules: Readonly<Record<string, readonly Rule[]>> = {
  js: [...everywhere, ...inScripts],
  html: [...everywhere, ...inMarkup],
  svg: [...everywhere, ...inMarkup],
  css: everywhere,
  json: [],
  txt: [],
  png: [],
};

const address = /(?:\b(?:https?|wss?|ftp):|["'`(])\/\/((?:[a-z0-9*-]+\.)+[a-z0-9-]+|localhost|\[[0-9a-f:]+\])/gi;
/** AWS's own domains, and the names of XML's vocabularies, which nobody opens. */
const known = /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn|amazonaws-eusc\.eu|www\.w3\.org)$/;

const around = (text: string, at: number): string => text.slice(Math.max(0, at - 40), at + 60).replace(/\s+/g, ' ');

/** Addresses in code, markup and style sheets of hosts that are not AWS's. Words and licences may name what they like. */
function strangeHosts(file: string, text: string): Finding[] {
  return [...text.matchAll(address)].filter(([, host = '']) => !known.test(host.toLowerCase()))
    .map(({ 1: host, index }) => ({ code: 'unknown host', file, said: `${host}, in ${around(text, index)}` }));
}

/** What the stores would refuse in a built file, or ask about: evaluated and remote code, ways out, hosts that are not AWS's. */
export function findings(file: string, text: string): Finding[] {
  const kind = file.slice(file.lastIndexOf('.') + 1);
  const own = Object.hasOwn(rules, kind) ? rules[kind] : undefined;
  if (!own) return [{ code: 'unknown kind of file', file, said: 'it may not be in a package' }];
  const broken = own.flatMap(({ code, pattern }) => [...text.matchAll(pattern)].map(({ index }) => ({ code, file, said: around(text, index) })));
  return [...broken, ...own.length > 0 ? strangeHosts(file, text) : []];
}

const markup = 'Preact writes `dangerouslySetInnerHTML` so, which no component of ours uses: the gate refuses it. Trusted Types refuse the write.';
const parser = 'papaparse can fetch what it reads, or read it in a worker. It is only ever given a text; the content security policy allows neither.';

/** What the gate finds and lets pass. */
export const allowedByGate: readonly Allowed[] = [
  { code: 'markup from text', file: 'popup.js', count: 1, why: markup },
  { code: 'markup from text', file: 'options.js', count: 1, why: markup },
  { code: 'channel', file: 'options.js', count: 1, why: parser },
  { code: 'worker', file: 'options.js', count: 1, why: parser },
  { code: 'remote code', file: 'background.js', count: 1, why: 'A service worker loads its second file, `seldom.js`, so. The content security policy allows no file but the package’s own.' },
  { code: 'unknown host', file: 'background.js', count: 1, why: 'The SDK makes a request to [::1] to see whether it has `keepalive`, and never sends it.' },
];
