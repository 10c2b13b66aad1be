import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Draft, draftOf, type Drafts, followItems, isLeft, lastDraft, newDraft } from '../../../src/options/drafts.js';
import { editsOf } from '../../../src/options/formField.js';

interface Item { readonly id: string; readonly name: string; readonly place: string }

function formOf(known: Item | undefined, saved: () => void) {
  const [name, place] = [signal(known?.name ?? ''), signal(known?.place ?? '')];
  return { name, place, saved, saving: signal(false), edits: editsOf([name, place]) };
}
type Form = ReturnType<typeof formOf>;

const item: Item = { id: 'a', name: 'one', place: 'here' };
const other: Item = { id: 'b', name: 'two', place: 'there' };
let drafts: Drafts<Item, Form>;
let told: string[];

function begin(known: Item | undefined, typed?: string): Draft<Item, Form> {
  const name = known?.id ?? newDraft;
  const draft = draftOf(drafts, name, known, formOf);
  draft.saved = () => { told.push(name); };
  if (typed !== undefined) draft.form.name.value = typed;
  drafts.set(name, draft);
  return draft;
}

beforeEach(() => {
  drafts = new Map();
  told = [];
});

describe('what was left half typed', () => {
  it('is what was shown last, of that in which something was typed', () => {
    begin(item, 'typed');
    begin(undefined, 'typed');
    begin(other);
    expect([lastDraft(drafts), isLeft(drafts, 'a'), isLeft(drafts, 'b'), isLeft(drafts, 'gone')]).toEqual([newDraft, true, false, false]);
  });

  it('is nothing when nothing was typed', () => {
    begin(item);
    expect(lastDraft(drafts)).toBeUndefined();
  });

  it('is over once it is saved, and whoever shows it then is told', () => {
    begin(item, 'typed').form.saved();
    expect([drafts.size, told]).toEqual([0, ['a']]);
  });

  it('does not take the next one with it when it was cancelled while it was being saved', () => {
    const cancelled = begin(item, 'typed');
    const next = begin(item, 'typed again');
    cancelled.form.saved();
    expect([drafts.get('a') === next, told]).toEqual([true, []]);
  });
});

describe('drafts follow their items', () => {
  const texts = (name: string): string[] => {
    const { form } = drafts.get(name) ?? {};
    return [form?.name.value ?? '', form?.place.value ?? ''];
  };

  it('and stay as they are where nothing happened to them', () => {
    const [left, fresh] = [begin(item, 'typed'), begin(undefined, 'typed')];
    followItems(drafts, [{ ...item }, other]);
    expect([drafts.get('a') === left, drafts.get(newDraft) === fresh]).toEqual([true, true]);
  });

  it('away, so that none of what was typed is kept', () => {
    begin(item, 'typed');
    followItems(drafts, [other]);
    expect(drafts.size).toBe(0);
  });

  it('to what was changed elsewhere: what the person typed stays, everything else is new', () => {
    begin(item, 'typed');
    followItems(drafts, [{ ...item, name: 'elsewhere', place: 'elsewhere' }]);
    expect([texts('a'), isLeft(drafts, 'a')]).toEqual([['typed', 'elsewhere'], true]);
    followItems(drafts, [{ ...item, name: 'typed', place: 'elsewhere' }]);
    expect([texts('a'), isLeft(drafts, 'a')]).toEqual([['typed', 'elsewhere'], false]);
  });

  it('in their turn: which was shown last does not change', () => {
    begin(item, 'typed');
    begin(other, 'typed');
    followItems(drafts, [{ ...item, place: 'elsewhere' }, other]);
    expect(lastDraft(drafts)).toBe('b');
  });

  it('not while they are being saved: then it is they that change the item', () => {
    const draft = begin(item, 'typed');
    draft.form.saving.value = true;
    followItems(drafts, [{ ...item, name: 'typed' }]);
    draft.form.saved();
    expect([drafts.size, told]).toEqual([0, ['a']]);
  });
});
