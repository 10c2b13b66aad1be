import type { Run } from './report.js';

interface Bar {
  readonly name: string;
  readonly ms: number;
  readonly ours: boolean;
}

const [width, labelWidth, rowHeight] = [720, 250, 30];

/** Text as SVG may hold it. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function group(title: string, bars: readonly Bar[], top: number): string {
  const most = Math.max(...bars.map(({ ms }) => ms));
  const rows = bars.map(({ name, ms, ours }, at) => {
    const y = top + 30 + at * rowHeight;
    const length = Math.max(2, (ms / most) * (width - labelWidth - 90));
    return `<text x="${labelWidth - 10}" y="${y + 15}" text-anchor="end">${escaped(name)}</text>`
      + `<rect class="${ours ? 'ours' : 'other'}" x="${labelWidth}" y="${y}" width="${length.toFixed(1)}" height="20" rx="3"/>`
      + `<text x="${(labelWidth + length + 8).toFixed(1)}" y="${y + 15}">${Math.round(ms)} ms</text>`;
  });
  return `<text class="title" x="0" y="${top + 16}">${escaped(title)}</text>${rows.join('')}`;
}

/**
 * A picture of one run in SVG: ours to the console, the peers to credentials, and the round trips that nobody can do without. It has the
 * colours of a light page and of a dark one.
 */
export function plotOf({ latencyMs, journeys: { cold, ten }, peers }: Run): string {
  const bars = (ours: number, of: 'one' | 'ten'): Bar[] => [
    { name: `three round trips of ${latencyMs} ms`, ms: 3 * latencyMs, ours: false },
    { name: `Sallyport, ${of === 'one' ? 'console' : 'ten consoles'} requested`, ms: ours, ours: true },
    ...peers.map((peer) => ({ name: `${peer.name}, credentials`, ms: peer[of].median, ours: false })),
  ];
  const [one, all] = [bars(cold.median, 'one'), bars(ten.median, 'ten')];
  const second = one.length * rowHeight + 60;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${second + all.length * rowHeight + 40}" role="img">`
    + `<title>From the MFA code: Sallyport to a console, the others to credentials, with ${latencyMs} ms added to each request</title>`
    + '<style>text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600}.ours{fill:#1e5aa8}.other{fill:#8c959f}'
    + '@media (prefers-color-scheme:dark){text{fill:#e6edf3}.ours{fill:#6cb0ff}.other{fill:#6e7681}}</style>'
    + `${group('One role, from the code', one, 0)}${group('Ten roles, from the code', all, second)}</svg>\n`;
}
