import { type Signal, signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import type { ColourRule } from '../../../src/core/colourRules.js';
import { createRules } from '../../../src/options/rules.js';
import { catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

const prod: ColourRule = { id: 'prod', on: 'account', pattern: '*Prod*', colour: '#c62828', label: 'PROD', guard: { confirm: true, closeAfterMinutes: 30 } };
const dev: ColourRule = { id: 'dev', on: 'role', pattern: '*dev*', colour: '#2e7d32' };
let browser: ReturnType<typeof fakeBrowser>['browser'];
let catalogue: Signal<Catalogue>;
let rules: ReturnType<typeof createRules>;

beforeEach(() => {
  const fake = fakeBrowser();
  ({ browser } = fake);
  catalogue = signal({ ...catalogueOf([roleNamed('dev')]), rules: [prod, dev] });
  rules = createRules(fake.ports, catalogue, () => undefined);
});
const saved = (): unknown => browser.askedFor('saveRules').at(-1);

describe('a rule that is changed', () => {
  it('is shown whole, with what it guards, and keeps its place and what was not touched', async () => {
    rules.edit(prod);
    expect([rules.on.value, rules.pattern.text.value, rules.label.text.value, rules.colour.value]).toEqual(['account', '*Prod*', 'PROD', '#c62828']);
    expect([rules.guard.confirm.value, rules.guard.reason.value, rules.guard.closeAfter.text.value]).toEqual([true, false, '30']);
    rules.guard.reason.value = true;
    rules.guard.closeAfter.type('');
    await rules.save();
    expect(saved()).toEqual({ rules: [{ ...prod, guard: { confirm: true, reason: true } }, dev] });
    expect([rules.editing.value, rules.pattern.text.value, rules.guard.confirm.value]).toEqual([undefined, '', false]);
  });

  it('guards no longer when nothing of its guard is left', async () => {
    rules.edit(prod);
    rules.guard.confirm.value = false;
    rules.guard.closeAfter.type('');
    await rules.save();
    expect(saved()).toEqual({ rules: [{ id: 'prod', on: 'account', pattern: '*Prod*', colour: '#c62828', label: 'PROD' }, dev] });
  });

  it('is not sent while a field is wrong, or lost when it is refused', async () => {
    rules.edit(dev);
    rules.guard.closeAfter.type('x');
    await rules.save();
    expect([rules.guard.closeAfter.problem.value, browser.asked]).toEqual(['minutesMalformed', []]);
    rules.guard.closeAfter.type('5');
    browser.refuseWith('vaultLocked');
    await rules.save();
    expect([rules.failure.value?.kind, rules.editing.value?.id, rules.pattern.text.value]).toEqual(['vaultLocked', 'dev', '*dev*']);
  });

  it('is left as it is by cancelling, and is not made anew when it was removed meanwhile by the form', async () => {
    rules.edit(prod);
    rules.cancel();
    expect([rules.editing.value, rules.pattern.text.value, browser.asked]).toEqual([undefined, '', []]);
    rules.edit(prod);
    await rules.remove(prod);
    expect([saved(), rules.editing.value, rules.guard.confirm.value]).toEqual([{ rules: [dev] }, undefined, false]);
  });
});

describe('a rule that is changed elsewhere meanwhile', () => {
  const guarded: ColourRule = { ...dev, label: 'DEV', guard: { confirm: true } };
  const elsewhere = (...next: ColourRule[]): void => { catalogue.value = { ...catalogue.value, rules: next }; };

  it('keeps what was done to it there, and has what was typed here put over it', async () => {
    rules.edit(dev);
    rules.colour.value = '#d9610a';
    rules.guard.reason.value = true;
    elsewhere(guarded, prod);
    expect([rules.label.text.value, rules.guard.confirm.value, rules.colour.value]).toEqual(['DEV', true, '#d9610a']);
    elsewhere(prod, { ...guarded, pattern: '*develop*' });
    await rules.save();
    expect(saved()).toEqual({ rules: [prod, { ...guarded, pattern: '*develop*', colour: '#d9610a', guard: { confirm: true, reason: true } }] });
  });

  it('has the pattern that was typed here last', async () => {
    rules.edit(dev);
    rules.pattern.type('*here*');
    elsewhere(prod, { ...guarded, pattern: '*there*' });
    await rules.save();
    expect(saved()).toEqual({ rules: [prod, { ...guarded, pattern: '*here*' }] });
  });

  it('leaves what was typed for a new rule when it is gone, and nothing when nothing was typed', async () => {
    rules.edit(dev);
    rules.label.type('typed');
    elsewhere(prod);
    expect([rules.editing.value, rules.pattern.text.value, rules.label.text.value]).toEqual([undefined, '*dev*', 'typed']);
    await rules.save();
    expect(saved()).toEqual({ rules: [prod, { ...dev, id: 'new-1', label: 'typed' }] });
    rules.edit(prod);
    elsewhere();
    expect([rules.editing.value, rules.pattern.text.value, rules.guard.confirm.value]).toEqual([undefined, '', false]);
  });

  it('leaves nothing when it is the person who removes it, before the form hears of it', async () => {
    rules.edit(dev);
    rules.label.type('typed');
    browser.answer = () => elsewhere(prod);
    await rules.remove(dev);
    expect([rules.editing.value, rules.pattern.text.value, rules.label.text.value]).toEqual([undefined, '', '']);
  });

  it('does not touch a new one that is half typed', () => {
    rules.pattern.type('*half*');
    elsewhere(guarded);
    expect([rules.editing.value, rules.pattern.text.value]).toEqual([undefined, '*half*']);
  });
});

describe('a new rule', () => {
  it('comes last, with its guard', async () => {
    rules.pattern.type('*test*');
    rules.guard.fill({ readOnlyFirst: true });
    await rules.save();
    expect(saved()).toEqual({ rules: [prod, dev, { id: 'new-1', on: 'role', pattern: '*test*', colour: rules.colour.value, guard: { readOnlyFirst: true } }] });
  });
});
