/** A shape goes with each colour, so that colour is never the only carrier. */
export type Shape = '●' | '▲' | '■' | '◆' | '★' | '⬟' | '✚' | '▼';

type ColourName = 'red' | 'orange' | 'yellow' | 'green' | 'cyan' | 'blue' | 'purple' | 'pink';

interface RoleColour {
  readonly name: ColourName;
  readonly hex: string;
  readonly shape: Shape;
}

/** The colours offered for roles. Each gives at least 4.5 : 1 with the label colour that `labelColour` picks. */
export const palette: readonly RoleColour[] = [
  { name: 'red', hex: '#c62828', shape: '●' },
  { name: 'orange', hex: '#d9610a', shape: '▲' },
  { name: 'yellow', hex: '#e0a800', shape: '★' },
  { name: 'green', hex: '#2e7d32', shape: '■' },
  { name: 'cyan', hex: '#00acc1', shape: '◆' },
  { name: 'blue', hex: '#1e62d0', shape: '⬟' },
  { name: 'purple', hex: '#4a148c', shape: '✚' },
  { name: 'pink', hex: '#c2307c', shape: '▼' },
];

/** What a console whose role is unknown, or not the one expected, is marked with. */
export const unknownColour = '#6b7078';

/** `#rrggbb` in lower case, or undefined for anything else. */
export function parseColour(text: string): string | undefined {
  const hex = text.trim().toLowerCase();
  return /^#[0-9a-f]{6}$/.test(hex) ? hex : undefined;
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** Relative luminance as WCAG 2.2 defines it, 0 to 1. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = channels(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Black or white, whichever reads better on the colour: one of the two always gives at least 4.5 : 1. */
export function labelColour(background: string): '#000000' | '#ffffff' {
  return contrast(background, '#ffffff') >= contrast(background, '#000000') ? '#ffffff' : '#000000';
}

/** The shape of the nearest palette colour. */
export function shapeOf(hex: string): Shape {
  return nearest(hex).shape;
}

function nearest(hex: string): RoleColour {
  const distance = (other: string): number =>
    channels(hex).reduce((sum, value, at) => sum + (value - (channels(other)[at] ?? 0)) ** 2, 0);
  return palette.reduce((best, next) => (distance(next.hex) < distance(best.hex) ? next : best));
}

/** The name of the nearest palette colour; grey for the colour of the unknown. Each has a tab icon of its name. */
export function colourName(hex: string): ColourName | 'grey' {
  return hex === unknownColour ? 'grey' : nearest(hex).name;
}

/** Firefox's containers have other names for two of the colours (MDN: contextualIdentities, `color`). */
export function containerColour(hex: string): string {
  const name = colourName(hex);
  if (name === 'cyan') return 'turquoise';
  return name === 'grey' ? 'toolbar' : name;
}

const habits: readonly [RegExp, ColourName][] = [
  [/(?<!pre-?)prod|prd|live|本番/i, 'red'],
  [/stag|stg|uat|pre-?prod|ステージング/i, 'orange'],
  [/dev|開発/i, 'green'],
  [/sandbox|test|検証/i, 'blue'],
];

/** A colour to begin with: what people commonly give such a name, or else the next of the palette. */
export function proposedColour(name: string, count: number): string {
  const habit = habits.find(([pattern]) => pattern.test(name))?.[1];
  const found = palette.find((colour) => colour.name === habit) ?? palette[(count + 4) % palette.length];
  return found?.hex ?? unknownColour;
}
