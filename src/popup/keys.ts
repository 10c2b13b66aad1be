import type { ShownConsole } from '../core/consoles.js';
import type { Popup } from './state.js';

/** What of a key press counts. */
type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>;

/** So many rows are a page. */
const pageRows = 8;

/** Moves of the choice by keys that nothing else goes with. */
function movesOf({ move, moveTo }: Popup): Readonly<Record<string, () => void>> {
  return {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    PageDown: () => move(pageRows),
    PageUp: () => move(-pageRows),
    Home: () => moveTo(0),
    End: () => moveTo(Infinity),
  };
}

/** Keys that do something with a console that is open. */
function withConsole(popup: Popup, console: ShownConsole, { key, ctrlKey, metaKey }: Press): boolean {
  if (!ctrlKey && !metaKey) return false;
  if (key.toLowerCase() === 'r') void popup.resume(console);
  else if (key === 'Delete') void popup.signOut(console);
  else return false;
  return true;
}

/** Keys that do something with the chosen role. ⌘H and ⌘D belong to a Mac, so that there Control counts too. */
function withChosen(popup: Popup, press: Press): boolean {
  const { key, ctrlKey, metaKey, altKey } = press;
  const { role, console } = popup.listing.rows.value[popup.listing.chosen.value] ?? {};
  if (!role) return false;
  if (console && withConsole(popup, console, press)) return true;
  if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) void popup.moveFavourite(role, key === 'ArrowUp' ? -1 : 1);
  else if ((ctrlKey || metaKey) && key.toLowerCase() === 'd') void popup.toggleFavourite(role);
  else if (ctrlKey && key.toLowerCase() === 'h') void popup.toggleHidden(role);
  else if ((ctrlKey || metaKey) && key.toLowerCase() === 'c') return popup.askToCopy();
  else return false;
  return true;
}

/** Does what a key means in the list, and says whether it means anything there. */
export function keyOfList(popup: Popup, press: Press): boolean {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing } = press;
  if (isComposing) return false;
  const [, place] = (altKey && /^(?:Digit|Numpad)([1-9])$/.exec(code)) || [];
  if (place !== undefined) {
    void popup.openFavourite(Number(place), { behind: ctrlKey || metaKey });
    return true;
  }
  if (withChosen(popup, press)) return true;
  if (key === 'Enter') {
    void popup.enter({ behind: ctrlKey || metaKey, another: altKey, readOnly: shiftKey });
    return true;
  }
  const moves = movesOf(popup);
  const move = Object.hasOwn(moves, key) && !altKey && !ctrlKey && !metaKey && !shiftKey ? moves[key] : undefined;
  move?.();
  if (move) return true;
  const { query, page } = popup.listing;
  if (key !== 'Escape' || (query.value === '' && page.value === '')) return false;
  if (query.value === '') popup.leavePage();
  else popup.narrow('');
  return true;
}
