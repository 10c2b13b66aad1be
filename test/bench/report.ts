import os from 'node:os';
import type { ImportFigures } from './importing.js';
import type { JourneyFigures } from './journeys.js';
import type { MarkFigures } from './marks.js';
import type { PeerFigures } from './peers.js';
import type { PopupFigures } from './popups.js';
import { type Spread, spreadWords } from './statistics.js';

export interface FileSize {
  readonly file: string;
  readonly bytes: number;
  readonly gzip: number;
}

/** Ours and the peers' in one run, with so many milliseconds added to each request. */
export interface Run {
  readonly latencyMs: number;
  readonly journeys: JourneyFigures;
  readonly peers: readonly PeerFigures[];
}

export interface Results {
  readonly rounds: number;
  readonly runs: readonly Run[];
  readonly popups: readonly PopupFigures[];
  readonly imported: ImportFigures;
  readonly marks: MarkFigures;
  readonly workerHeapBytes: number;
  readonly files: readonly FileSize[];
  readonly machine: string;
}

/** What this machine is, in a line. */
export function machineWords(): string {
  return `${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, Node ${process.version}, ${os.type()}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const times = (spread: Spread, beside: number): string => `${(spread.median / beside).toFixed(2)} ×`;

/** Ours beside the round trips that it cannot do without, beside what the browser itself takes, and beside the peers. */
export function journeyWords({ latencyMs, journeys, peers }: Run): string {
  const { cold, warm, ten, oneTab, tenTabs, bareCold, bareWarm, bareTen, handshakes, preflights } = journeys;
  const row = (name: string, spread: Spread, trips: number, bare: Spread): string[] =>
    [name, spreadWords(spread, 0), ...(latencyMs > 0 ? [times(spread, trips * latencyMs)] : []), spreadWords(bare, 0), times(spread, bare.median)];
  return [
    table(['way', 'ms', ...(latencyMs > 0 ? ['beside its round trips'] : []), 'bare requests, ms', 'beside them'], [
      row('code → console requested', cold, 3, bareCold), row('Enter → console requested, MFA session live', warm, 2, bareWarm),
      row('code → the tenth of ten consoles requested', ten, 3, bareTen),
    ]),
    `Bare requests are as many, one after the other, of a page that signs, checks and keeps nothing, and then go to the console in tabs that were opened meanwhile. The browser alone takes ${spreadWords(oneTab, 0)} ms to open a tab and ask for its page, and ${spreadWords(tenTabs, 0)} ms for ten. On the way from the code to the last call: ${handshakes} TLS handshakes, ${preflights} preflights.`,
    table(['to role credentials, a code at hand', 'one role, ms', 'beside Sallyport’s console', 'ten roles, ms', 'beside Sallyport’s ten consoles'], peers.map((peer) =>
      [peer.name, spreadWords(peer.one, 0), times(peer.one, cold.median), spreadWords(peer.ten, 0), times(peer.ten, ten.median)])),
  ].join('\n\n');
}

function popupWords(popups: readonly PopupFigures[]): string {
  return table(['roles', 'Sallyport', 'blank', 'ratio', 'bare', 'ratio', 'from the click', 'blank, from the click', 'ratio', 'first key', 'key'], popups.map(({ roles, opened, blank, bare, clicked, blankClicked, firstKeystroke, keystroke }) => [
    String(roles), spreadWords(opened), spreadWords(blank), (opened.median / blank.median).toFixed(2), spreadWords(bare), (bare.median / blank.median).toFixed(2),
    spreadWords(clicked), spreadWords(blankClicked), (clicked.median / blankClicked.median).toFixed(2), spreadWords(firstKeystroke), spreadWords(keystroke),
  ]));
}

function workerWords({ awake, asleep }: JourneyFigures, heapBytes: number): string {
  return table(['message → answer, worker runs, ms', 'worker has to be started, ms', 'heap after a journey, MB'],
    [[spreadWords(awake), spreadWords(asleep), (heapBytes / 1_048_576).toFixed(1)]]);
}

function markWords({ marked, painted, beforePaint, shift, script }: MarkFigures): string {
  return table(['marked, ms', 'first paint, ms', 'marked by then', 'layout shift', 'our script, ms'],
    [[spreadWords(marked), spreadWords(painted), `${beforePaint} of ${marked.count}`, String(shift), spreadWords(script)]]);
}

/** The whole report, in Markdown. */
export function reportOf({ rounds, runs, popups, imported, marks, workerHeapBytes, files, machine }: Results): string {
  const [first] = runs;
  return [
    '# How fast it is',
    `\`npm run bench\`: medians of ${rounds} rounds (least–most), in milliseconds. ${machine}.`,
    ...runs.flatMap((run) => [
      `## The journey, with ${run.latencyMs} ms added to each request`,
      'A console is requested when the sign-in’s POST arrives at AWS. The peers get credentials and open no console.',
      journeyWords(run),
    ]),
    '## The popup',
    'From navigation to the first paint that shows a role, with the focus in the field, beside a blank Preact popup and a bare one opened in turn; and from a key to the list laid out anew. The bare one unseals what ours shows first, draws thirteen rows of plain text by hand, and can do nothing.',
    popupWords(popups),
    '## The worker',
    ...(first ? [workerWords(first.journeys, workerHeapBytes)] : []),
    '## Marks',
    markWords(marks),
    '## Importing',
    table(['roles', 'paste → preview', '`Import` → stored'], [[String(imported.roles), spreadWords(imported.previewed, 0), spreadWords(imported.imported, 0)]]),
    '## Sizes',
    table(['file', 'bytes', 'gzip'], files.map(({ file, bytes, gzip }) => [file, String(bytes), String(gzip)])),
  ].join('\n\n');
}
