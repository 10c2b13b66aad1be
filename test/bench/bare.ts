import popupStyle from '../../src/popup/popup.css';
import sharedStyle from '../../public/ui.css';
import { readFirst } from '../../src/browser/firstScreen.js';
import type { PickerRow } from '../../src/core/picker.js';
import { headingHeight, rowHeight } from '../../src/popup/windowing.js';
import { style } from '../../src/ui/styling.js';

const rowsMost = 13;

function element(name: string, attributes: Readonly<Record<string, string>>, ...content: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

function rowOf({ role }: PickerRow, at: number): HTMLElement {
  const row = element('div', { role: 'option', class: 'role' }, element('span', { class: 'badge' }, '◆'), element('span', { class: 'name' }, role.name), element('span', { class: 'where' }, role.accountName ?? role.arn));
  Object.assign(row.style, { top: `${headingHeight + at * rowHeight}px`, height: `${rowHeight}px` });
  return row;
}

// As little as a popup can do that shows what is sealed: it unseals our first screen, and draws rows of three texts by hand. Nothing
// can be done with them, and nothing else is there.
const first = readFirst();
style(sharedStyle, popupStyle);
void first.then(({ screen }) => {
  const rows = (screen?.sections ?? []).flatMap((section) => section.rows).slice(0, rowsMost).map(rowOf);
  const section = element('div', { class: 'section' }, ...rows);
  section.style.height = `${headingHeight + rows.length * rowHeight}px`;
  const field = element('input', { type: 'text', autocomplete: 'off' });
  document.getElementById('app')?.append(element('main', { class: 'picker' }, element('div', { class: 'filter' }, field), element('div', { id: 'roles' }, section)));
  field.focus();
});
