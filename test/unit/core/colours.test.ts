import { describe, expect, it } from 'vitest';
import { contrast, labelColour, palette, parseColour, proposedColour, shapeOf, unknownColour } from '../../../src/core/colours.js';
import { seeded } from '../scenario.js';
import { distance, type Sight, sights } from './colourBlindness.js';

const hexOf = (name: string): string | undefined => palette.find((colour) => colour.name === name)?.hex;

describe('the palette', () => {
  it.each([...palette.map(({ name, hex }) => [name, hex] as const), ['unknown', unknownColour] as const])(
    '%s is readable under its label', (_, hex) => {
      expect(contrast(hex, labelColour(hex))).toBeGreaterThanOrEqual(4.5);
    });

  it('gives each colour a shape, a name and a value of its own', () => {
    for (const key of ['shape', 'name', 'hex'] as const) expect(new Set(palette.map((colour) => colour[key])).size).toBe(palette.length);
    expect(palette.every(({ hex }) => parseColour(hex) === hex)).toBe(true);
    expect(palette.map(({ hex }) => hex)).not.toContain(unknownColour);
  });

  it('gives each colour back its own shape, and any other the shape of the nearest', () => {
    expect(palette.map(({ hex }) => shapeOf(hex))).toEqual(palette.map(({ shape }) => shape));
    expect(shapeOf('#c72929')).toBe('●');
    expect(shapeOf('#2d7c33')).toBe('■');
  });
});

describe('the palette to people who lack one kind of cone', () => {
  const pairs = palette.flatMap((one, at) => palette.slice(at + 1).map((other) => ({ one, other })));

  it.each(Object.keys(sights) as Sight[])('stays apart by six times what is just seen, and pairs that come near have other shapes (%s)', (sight) => {
    for (const { one, other } of pairs) {
      const apart = distance(one.hex, other.hex, sight);
      expect(apart, `${one.name} and ${other.name}`).toBeGreaterThan(14);
      if (apart < 20) expect(one.shape).not.toBe(other.shape);
    }
  });

  it('is measured as the authors of the matrices and CIE have it', () => {
    expect(distance('#000000', '#ffffff', 'common')).toBeCloseTo(100, 0);
    expect(distance('#808080', '#808080', 'protanopia')).toBe(0);
    expect(distance('#ff0000', '#00ff00', 'deuteranopia')).toBeLessThan(distance('#ff0000', '#00ff00', 'common') / 2);
  });
});

describe('contrast', () => {
  // WCAG 2.2, and the values that common checkers give.
  it.each([['#000000', '#ffffff', 21], ['#ffffff', '#ffffff', 1], ['#777777', '#ffffff', 4.48], ['#ff0000', '#ffffff', 4.0]])(
    'of %s and %s is the one WCAG defines, in either order', (one, other, ratio) => {
      expect(contrast(one, other)).toBeCloseTo(ratio, 2);
      expect(contrast(other, one)).toBe(contrast(one, other));
    });

  it('is enough on any colour at all, with black or white', () => {
    const random = seeded(1);
    for (let count = 0; count < 2000; count += 1) {
      const hex = `#${Math.floor(random() * 0x1000000).toString(16).padStart(6, '0')}`;
      expect(contrast(hex, labelColour(hex)), hex).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('a colour', () => {
  it('is six digits after a hash', () => {
    expect(parseColour(' #C62828 ')).toBe('#c62828');
    for (const text of ['', 'red', '#fff', '#c6282', '#c628288', 'c62828', '#c6282g', '#c62828;background:url(x)']) {
      expect(parseColour(text), text).toBeUndefined();
    }
  });

  it.each([
    ['prod-admin', 'red'], ['acme-PRD', 'red'], ['本番 管理者', 'red'], ['live', 'red'],
    ['staging', 'orange'], ['stg-admin', 'orange'], ['preprod', 'orange'], ['pre-prod admin', 'orange'], ['ステージング', 'orange'],
    ['dev', 'green'], ['開発', 'green'], ['sandbox', 'blue'], ['test-admin', 'blue'], ['検証', 'blue'],
  ])('is proposed as people commonly choose: %s is %s', (name, colour) => {
    expect(proposedColour(name, 0)).toBe(hexOf(colour));
  });

  it('is proposed in turn for other names, always one of the palette', () => {
    const proposed = palette.map((_, count) => proposedColour('data', count));
    expect(new Set(proposed)).toEqual(new Set(palette.map(({ hex }) => hex)));
    expect(proposedColour('data', 1_000_003)).toMatch(/^#[0-9a-f]{6}$/);
  });
});
