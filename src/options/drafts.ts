import { useEffect, useMemo, useState } from 'preact/hooks';

interface Form { isEdited(): boolean }

interface Draft<F extends Form> {
  readonly form: F;
  saved(): Promise<void>;
}

/** Forms that are on screen or were left half typed, by the id of what they edit: the last one was begun last. */
export type Drafts<F extends Form> = Map<string, Draft<F>>;

/** The name of the form for what is not there yet. */
export const newDraft = 'new';

/** What was left half typed last, to be shown again. */
export function lastDraft(drafts: Drafts<Form>): string | undefined {
  return [...drafts.keys()].at(-1);
}

/** Gives a function that says whether any of these values has changed since. */
export function editsOf(values: () => readonly unknown[]): () => boolean {
  const begun = JSON.stringify(values());
  return () => JSON.stringify(values()) !== begun;
}

/** Whether something was left half typed that is not on screen. */
export function isLeft(drafts: Drafts<Form>, name: string): boolean {
  return drafts.get(name)?.form.isEdited() ?? false;
}

/**
 * The form of this name, as it was left if it was left half typed, and how many were made here: `create` gets what is to be
 * called when it was saved. Another is made when what `saved` does then is over.
 */
export function useDraft<F extends Form>(
  drafts: Drafts<F>, name: string, create: (saved: () => void) => F, saved: () => void | Promise<void>,
): { readonly form: F; readonly made: number } {
  const [made, setMade] = useState(0);
  const draft = useMemo(() => {
    const left = drafts.get(name);
    if (left) return left;
    const fresh: Draft<F> = {
      saved: () => Promise.resolve(),
      form: create(() => {
        drafts.delete(name);
        void fresh.saved();
      }),
    };
    drafts.set(name, fresh);
    return fresh;
  }, [name, made]);
  // By whoever shows it now: it may have been made for an editor that is gone.
  draft.saved = async () => {
    await saved();
    setMade(made + 1);
  };
  useEffect(() => () => { if (drafts.get(name) === draft && !draft.form.isEdited()) drafts.delete(name); }, [draft]);
  return { form: draft.form, made };
}
