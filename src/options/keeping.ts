/** Stands for the settings from their being shown until they are gone: when the vault is locked, above all. */
export type Kept = object;

/**
 * What a section works with, made when it is first shown and there again when the person comes back to it, so that nothing that
 * is half done is lost on the way. It goes with the settings.
 */
export function keptBy<Of, T>(create: (of: Of) => T): (kept: Kept, of: Of) => T {
  const made = new WeakMap<Kept, { readonly work: T }>();
  return (kept, of) => {
    const known = made.get(kept) ?? { work: create(of) };
    made.set(kept, known);
    return known.work;
  };
}
