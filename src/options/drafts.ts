import { same } from '../core/same.js';
import type { Edits } from './formField.js';

/** What a form must tell of itself to be kept. */
export interface DraftForm {
  readonly edits: Edits;
  readonly saving: { readonly value: boolean };
}

/** A form that is on screen or was left half typed, of an item or of one that is to be made. */
export interface Draft<T, F extends DraftForm> {
  readonly form: F;
  /** The item as the form knows it. */
  readonly known: T | undefined;
  /** What is to be done when it was saved: it is up to whoever shows the form by then. */
  saved(): void | Promise<void>;
  /** What was typed, over the item as it is now. */
  renewed(known: T): Draft<T, F>;
}

/** By the id of what they edit: the one that was shown last is the last. */
export type Drafts<T, F extends DraftForm> = Map<string, Draft<T, F>>;

/** Those of any section. */
export type AnyDrafts = ReadonlyMap<string, { readonly form: DraftForm }>;

/** The name of the draft of what is not there yet. */
export const newDraft = 'new';

/** Makes a form for an item as it is known; `saved` is to be called once it was saved. */
export type CreateForm<T, F> = (known: T | undefined, saved: () => void) => F;

/** Begins a draft. One that was cancelled while it was being saved is over: nobody is told of it then. */
export function draftOf<T, F extends DraftForm>(drafts: Drafts<T, F>, name: string, known: T | undefined, create: CreateForm<T, F>): Draft<T, F> {
  const draft: Draft<T, F> = {
    known,
    saved: () => undefined,
    renewed(now) {
      const next = draftOf(drafts, name, now, create);
      next.form.edits.takeFrom(draft.form.edits);
      return next;
    },
    form: create(known, () => {
      if (drafts.get(name) !== draft) return;
      drafts.delete(name);
      void draft.saved();
    }),
  };
  return draft;
}

/** Whether something half typed waits under this name. */
export function isLeft(drafts: AnyDrafts, name: string): boolean {
  return drafts.get(name)?.form.edits.isEdited() ?? false;
}

/** What was left half typed last. */
export function lastDraft(drafts: AnyDrafts): string | undefined {
  return [...drafts.keys()].filter((name) => isLeft(drafts, name)).at(-1);
}

/**
 * Follows the items: a draft goes with its item, and where the item was changed elsewhere, only what the person has typed is put
 * over it, so that saving reverts nothing else. One that is being saved is left alone, because it is what changes its item.
 */
export function followItems<T extends { readonly id: string }, F extends DraftForm>(drafts: Drafts<T, F>, items: readonly T[]): void {
  if (drafts.size === 0) return;
  const there = new Map(items.map((item) => [item.id, item]));
  for (const [name, draft] of [...drafts]) {
    const item = there.get(name);
    if (name === newDraft || draft.form.saving.value || same(draft.known, item)) continue;
    if (item) drafts.set(name, draft.renewed(item));
    else drafts.delete(name);
  }
}
