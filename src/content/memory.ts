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

function isMarked(view: unknown): view is ConsoleView {
  const { kind, mark, icon } = (view ?? {}) as Record<string, unknown>;
  const texts = typeof mark === 'object' && mark !== null ? Object.values(mark) : [];
  return kind === 'marked' && typeof icon === 'string' && texts.length >= 6 && texts.every((text) => typeof text === 'string');
}
