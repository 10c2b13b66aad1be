import { describe, expect, it } from 'vitest';
import { recall, remember } from '../../../src/content/memory.js';
import { markOf } from '../../../src/core/marks.js';
import { roleNamed } from '../scenario.js';

/** A page's storage that holds one text. */
function storageWith(text: string | null, refuses = false): Storage {
  let held = text;
  const whenAllowed = <T>(run: () => T): T => {
    if (refuses) throw new Error('The operation is insecure.');
    return run();
  };
  return {
    length: 0, key: () => null, clear: () => undefined,
    getItem: () => whenAllowed(() => held),
    setItem: (_, value: string) => whenAllowed(() => { held = value; }),
    removeItem: () => whenAllowed(() => { held = null; }),
  };
}

const mark = markOf(roleNamed('prod'), []);
const marked = { kind: 'marked', mark, icon: 'chrome-extension://x/marks/red.png' } as const;

describe('what a tab was marked with last', () => {
  it('is a mark, and nothing when the page is neutral', () => {
    const storage = storageWith(null);
    remember(storage, marked);
    expect(recall(storage)).toEqual(marked);
    remember(storage, { ...marked, endsAt: 7 });
    expect(recall(storage)).toEqual({ ...marked, endsAt: 7 });
    remember(storage, { kind: 'neutral', label: 'Sallyport is locked', colour: '#6b7078', icon: '' });
    expect(recall(storage)).toBeUndefined();
  });

  it('is nothing when the page’s storage is switched off', () => {
    const storage = storageWith(null, true);
    expect(() => remember(storage, marked)).not.toThrow();
    expect(recall(storage)).toBeUndefined();
  });

  it.each([
    '', '{', 'null', '1', '"marked"', '[]', '{}', '{"kind":"marked"}', '{"kind":"marked","icon":"x","mark":null}', '{"kind":"marked","icon":"x","mark":[]}',
    '{"kind":"neutral","label":"x","colour":"red","icon":"x"}', '{"kind":"none"}',
    JSON.stringify({ ...marked, icon: 1 }), JSON.stringify({ ...marked, mark: { ...mark, name: 1 } }), JSON.stringify({ ...marked, mark: { ...mark, name: { toString: 'x' } } }),
    JSON.stringify({ ...marked, mark: ['a', 'b', 'c', 'd', 'e', 'f'] }), JSON.stringify({ ...marked, mark: { a: 'a', b: 'b', c: 'c', d: 'd', e: 'e', f: 'f' } }),
    JSON.stringify({ ...marked, mark: { ...mark, colour: 'red;background:url(//x)' } }), JSON.stringify({ ...marked, note: {} }),
    JSON.stringify({ ...marked, endsAt: '7' }), JSON.stringify({ ...marked, icon: 'javascript:alert(1)' }), JSON.stringify({ ...marked, icon: 'https://example.org/x.png' }),
  ])('is nothing when the page has forged it as %s', (text) => expect(recall(storageWith(text))).toBeUndefined());
});
