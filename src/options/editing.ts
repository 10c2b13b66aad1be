import { useEffect, useMemo, useState } from 'preact/hooks';
import { type AnyDrafts, type CreateForm, type DraftForm, draftOf, type Drafts, isLeft, lastDraft, newDraft } from './drafts.js';
import type { Options } from './state.js';

/**
 * The form of an item, or of a new one, as it was left if it was left half typed. `made` tells one new item's form from the next;
 * `drop` forgets what was typed.
 */
export function useDraft<T extends { readonly id: string }, F extends DraftForm>(
  drafts: Drafts<T, F>, known: T | undefined, create: CreateForm<T, F>, saved: () => void | Promise<void>,
): { readonly form: F; readonly made: number; drop(): void } {
  const name = known?.id ?? newDraft;
  const [made, setMade] = useState(0);
  const begun = useMemo(() => {
    const left = isLeft(drafts, name) ? drafts.get(name) : undefined;
    const draft = left ?? draftOf(drafts, name, known, create);
    drafts.delete(name);
    drafts.set(name, draft);
    return draft;
  }, [name, made]);
  useEffect(() => () => {
    const left = drafts.get(name)?.form;
    if (left && !left.edits.isEdited() && !left.saving.value) drafts.delete(name);
  }, [name]);
  // Another than was begun where the item was changed elsewhere meanwhile.
  const draft = drafts.get(name) ?? begun;
  draft.saved = async () => {
    await saved();
    setMade(made + 1);
  };
  return { form: draft.form, made, drop: () => void drafts.delete(name) };
}

interface Editing {
  /** Whose form is on screen. */
  readonly id: string | undefined;
  /** Whether it was asked for, so that it takes the focus: not when a person merely comes back to its section. */
  readonly isAsked: boolean;
}

/** Which item of a section has its form on screen: the one that the page's address asks for, or what was left half typed last. */
export function useEditing({ wanted: { value: wanted } }: Pick<Options, 'wanted'>, drafts: AnyDrafts, items: readonly { readonly id: string }[]) {
  const isThere = (of: string | undefined): of is string => items.some(({ id }) => id === of);
  const [editing, setEditing] = useState<Editing>(() => (isThere(wanted) ? { id: wanted, isAsked: true } : { id: lastDraft(drafts), isAsked: false }));
  const open = (id: string): void => setEditing({ id, isAsked: true });
  /** Closes this form, unless another is on screen by now. */
  const close = (id: string): void => setEditing((now) => (now.id === id ? { id: undefined, isAsked: false } : now));
  useEffect(() => { if (isThere(wanted)) open(wanted); }, [wanted]);
  return { ...editing, open, close };
}
