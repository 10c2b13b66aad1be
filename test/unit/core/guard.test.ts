import { describe, expect, it } from 'vitest';
import type { Opening } from '../../../src/core/assumptions.js';
import type { ColourRule } from '../../../src/core/colourRules.js';
import { checkGuard, type Guard, guardOf, guardText, passGuard, strictest, withGuards } from '../../../src/core/guard.js';
import { catalogueOf, failureFrom, roleNamed } from '../scenario.js';

const rule = (id: string, pattern: string, guard?: Guard): ColourRule => ({ id, on: 'role', pattern, colour: '#c62828', ...(guard ? { guard } : {}) });
const prod = roleNamed('prod');

describe('a guard as text', () => {
  it.each<[string, Guard]>([
    ['confirm', { confirm: true }], [' readOnlyFirst ,reason', { reason: true, readOnlyFirst: true }],
    ['confirm, reason, readOnlyFirst, closeAfter 15', { confirm: true, reason: true, readOnlyFirst: true, closeAfterMinutes: 15 }],
  ])('is read: %s', (text, guard) => {
    expect(checkGuard(text)).toEqual({ value: guard });
    expect(checkGuard(guardText(guard))).toEqual({ value: guard });
  });

  it.each([['', 'guardUnknown'], ['none', 'guardUnknown'], ['confirm reason', 'guardUnknown'], ['closeAfter', 'guardUnknown'],
    ['closeAfter 0', 'minutesMalformed'], ['closeAfter 721', 'minutesMalformed'], ['closeAfter 1.5', 'minutesMalformed']])('is refused when it says something else: %j', (text, problem) => {
    expect(checkGuard(text)).toEqual({ problem });
  });
});

describe('what guards a role', () => {
  it('is the stricter of its own guard and of its rules’, the shortest time among them', () => {
    const role = { ...prod, guard: { confirm: true as const, closeAfterMinutes: 30 } };
    expect(guardOf(role, [rule('a', 'pr*', { reason: true, closeAfterMinutes: 60 }), rule('b', 'dev', { readOnlyFirst: true })]))
      .toEqual({ confirm: true, reason: true, closeAfterMinutes: 30 });
    expect(strictest([{ closeAfterMinutes: 60 }, undefined, { closeAfterMinutes: 5 }])).toEqual({ closeAfterMinutes: 5 });
  });

  it('is also said by a rule that another stands before, which gives the colour', () => {
    expect(guardOf(prod, [rule('a', '*'), rule('b', 'prod', { confirm: true })])).toEqual({ confirm: true });
  });

  it('asks the reason that AWS is to be told', () => {
    expect(guardOf({ ...prod, sourceIdentity: '{user}' }, [])).toEqual({});
    expect(guardOf({ ...prod, sourceIdentity: '{reason}' }, [])).toEqual({ reason: true });
    expect(guardOf({ ...prod, sessionTags: [{ key: 'Why', value: 'x {reason}' }] }, [])).toEqual({ reason: true });
  });

  it('is with each role of a catalogue that is shown, and leaves the others as they are', () => {
    const dev = roleNamed('dev');
    const shown = withGuards({ ...catalogueOf([prod, dev]), rules: [rule('a', 'prod', { confirm: true })] });
    expect(shown.roles).toEqual([{ ...prod, guard: { confirm: true } }, dev]);
  });
});

describe('a guarded role', () => {
  const refused = (guard: Guard, opening: Opening): Promise<string> =>
    failureFrom(() => passGuard({ ...prod, guard }, [], opening)).then(({ kind, values }) => `${kind} ${values['role']}`);
  const passes = (guard: Guard, opening: Opening): void => passGuard({ ...prod, guard }, [], opening);

  it('does not open in full unless the person has said that they mean it', async () => {
    for (const guard of [{ confirm: true }, { readOnlyFirst: true }] as const) {
      expect(await refused(guard, {})).toBe('guarded prod');
      passes(guard, { confirmed: true });
    }
  });

  it('opens read-only without being confirmed, since nothing can be broken then', () => {
    passes({ confirm: true, readOnlyFirst: true }, { readOnly: true });
  });

  it('does not open without a reason, where one is asked, in full or not', async () => {
    expect(await refused({ reason: true }, { confirmed: true })).toBe('guarded prod');
    expect(await refused({ reason: true }, { readOnly: true, reason: '  ' })).toBe('guarded prod');
    passes({ reason: true }, { reason: 'INC-1' });
  });

  it('that only closes by itself opens at once', () => {
    passes({ closeAfterMinutes: 5 }, {});
  });
});
