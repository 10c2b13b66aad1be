import { parseColour } from '../core/colours.js';
import type { ConsoleView } from '../core/marks.js';

/**
 * What this tab was marked with last, in the page's own storage: there before anyone can be asked, so that the next page is
 * painted in time. The page can read and forge it, so it holds nothing but the mark, and is corrected as soon as the
 * background has answered.
 */
const key = 'sallyport';

export function remember(storage: Storage, view: ConsoleView): void {
  try {
    if (view.kind === 'marked') storage.setItem(key, JSON.stringify(view));
    else storage.removeItem(key);
  } catch {
    // A page's storage may be full or switched off; then the mark comes a moment later.
  }
}

export function recall(storage: Storage): ConsoleView | undefined {
  try {
    const view: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    return isMarked(view) ? view : undefined;
  } catch {
    return undefined;
  }
}

const needed = ['name', 'account', 'region', 'accountId', 'roleName'] as const;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 2048;

function isMarked(view: unknown): view is ConsoleView {
  const { kind, mark, icon, note = '', mode = '', endsAt = 0 } = (view ?? {}) as Record<string, unknown>;
  if (kind !== 'marked' || typeof mark !== 'object' || mark === null || !isText(note) || !isText(mode) || !Number.isFinite(endsAt)) return false;
  const { colour, label = '', ...texts } = mark as Record<string, unknown>;
  return isText(label) && needed.every((name) => isText(texts[name])) && isText(colour) && parseColour(colour) === colour
    && isText(icon) && /^[a-z]+-extension:\/\/[^/]+\/marks\/[a-z]+\.png$/.test(icon);
}
