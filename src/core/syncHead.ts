/** The key of the item that names the parts of a set in the browser's sync. */
export const headKey = 'catalogue.head';

/** The digest that a head names, by which one set is told from another; undefined when there is none. */
export function headDigest(head: unknown): string | undefined {
  if (typeof head !== 'object' || head === null || !('digest' in head)) return undefined;
  return typeof head.digest === 'string' ? head.digest : undefined;
}
