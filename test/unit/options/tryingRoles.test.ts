import { beforeEach, describe, expect, it } from 'vitest';
import { fakeDiscovery, type Form, hub, outcomes, proposed, refusing } from './discoveryForm.js';

let at: ReturnType<typeof fakeDiscovery>;
beforeEach(() => { at = fakeDiscovery(); });

describe('trying', () => {
  it('goes through what is ticked one after another, and says of each what came of it', async () => {
    at.tried = refusing('roleRefused', '4');
    const form = await at.open('admin\nother');
    await form.list();
    form.imports.tick([proposed(form).at(-1)?.key ?? ''], false);
    await form.tryEach();
    expect(outcomes(form)).toEqual(['works', 'works', 'roleRefused', '-']);
    expect([form.tries.counts.value, form.failure.value]).toEqual([{ tried: 3, works: 2, refused: 1 }, undefined]);
    expect(at.browser.askedFor('tryRole')).toHaveLength(3);
  });

  it('goes on with those that were not tried, or tries all once more', async () => {
    const form = await at.open();
    await form.list();
    const [first, second] = proposed(form).map(({ key }) => key);
    form.imports.tick([second ?? ''], false);
    await form.tryEach();
    form.imports.tick([second ?? ''], true);
    await form.tryEach();
    expect(at.browser.askedFor('tryRole')).toHaveLength(2);
    at.tried = refusing('roleRefused', '3');
    await form.tryEach();
    expect([at.browser.askedFor('tryRole').length, form.tries.tried.value.get(first ?? '')]).toMatchObject([4, { kind: 'roleRefused' }]);
  });

  it.each([['unreachable', {}], ['throttled', {}], ['codeNeeded', {}], ['roleRefused', { role: hub.arn }]] as const)(
    'ends with what would befall all of them, and claims nothing of the rest: %s %o', async (kind, values) => {
      at.tried = refusing(kind, '3', values);
      const form = await at.open();
      await form.list();
      await form.tryEach();
      expect([form.failure.value?.kind, outcomes(form), at.browser.askedFor('tryRole').length, form.tries.running.value]).toEqual([kind, ['-', '-'], 1, false]);
    });

  it('stops when it is told to, when all is discarded, and when the page goes elsewhere', async () => {
    for (const stop of [(form: Form) => form.tries.stop(), (form: Form) => form.discard(), (form: Form) => form.follow()()]) {
      at.browser.asked.length = 0;
      const form = await at.open();
      await form.list();
      at.tried = () => stop(form);
      await form.tryEach();
      expect([at.browser.askedFor('tryRole').length, form.busy.value]).toEqual([1, false]);
    }
  });

  it('leaves out what is unticked meanwhile, and takes a breath between two', async () => {
    const pauses: number[] = [];
    at.ports = { ...at.ports, wait: async (ms) => { pauses.push(ms); } };
    const form = await at.open('a\nb');
    await form.list();
    at.tried = () => form.imports.tick(proposed(form).slice(1, 3).map(({ key }) => key), false);
    await form.tryEach();
    expect([outcomes(form), pauses]).toEqual([['works', '-', '-', 'works'], [200, 200]]);
  });

  it('ticks what works, on request', async () => {
    at.tried = refusing('roleRefused', '4');
    const form = await at.open();
    await form.list();
    await form.tryEach();
    form.tickWorking();
    expect([...form.imports.ticks.value]).toEqual([proposed(form)[0]?.key]);
  });
});
