import { labelColour } from '../core/colours.js';
import type { Look } from './marking.js';

const style = `
  :host { all: initial; position: fixed; inset: 0 0 auto 0; z-index: 2147483647; pointer-events: none; }
  .stripe { height: 4px; background: var(--colour); }
  .hatched { background: repeating-linear-gradient(135deg, var(--colour) 0 10px, var(--text) 10px 16px); }
  .label {
    position: absolute; top: 0; left: 50%; transform: translateX(-50%); max-width: 60vw;
    padding: 1px 10px 3px; border-radius: 0 0 6px 6px; box-sizing: border-box;
    background: var(--colour); color: var(--text); font: 600 11px/16px system-ui, sans-serif;
    white-space: nowrap; display: flex;
  }
  .words { overflow: hidden; text-overflow: ellipsis; }
  .left { flex: none; white-space: pre; }
  .label.away { visibility: hidden; }
  @media print { :host { display: none; } }
  @media (forced-colors: active) { .stripe, .label { forced-color-adjust: none; } }
`;

/**
 * Paints the stripe across the top, above the page and out of the pointer's way, in a closed shadow root, so that the
 * page's styles do not change it by accident; a page that means to can still hide it. Painting again changes it; when the page takes it away it is put back.
 */
export function stripe(document: Document): (look: Pick<Look, 'colour' | 'label' | 'left' | 'hatched'> | undefined) => void {
  const host = document.createElement('sallyport-stripe');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const bar = document.createElement('div');
  bar.className = 'stripe';
  const label = document.createElement('div');
  label.className = 'label';
  const words = document.createElement('span');
  words.className = 'words';
  const time = document.createElement('span');
  time.className = 'left';
  label.append(words, time);
  root.append(bar, label);
  foldAway(document, label);
  let shown = false;
  const keep = (): void => {
    if (shown && !host.isConnected) document.documentElement.append(host);
  };
  new MutationObserver(keep).observe(document.documentElement, { childList: true });
  return (look) => {
    shown = look !== undefined;
    if (!look) {
      host.remove();
      return;
    }
    const { colour, label: text, left, hatched = false } = look;
    bar.classList.toggle('hatched', hatched);
    host.style.setProperty('--colour', colour);
    host.style.setProperty('--text', labelColour(colour));
    words.textContent = text;
    time.textContent = left === undefined ? '' : ` · ${left}`;
    keep();
  };
}

/** How near the pointer may come before the label makes way for what lies under it, and how far down that matters, in pixels. */
const nearness = 8;
const reach = 32;

/** Hides the label while the pointer is on it or near it: it must never be in the way of a control of the page. */
function foldAway(document: Document, label: HTMLElement): void {
  const isNear = ({ clientX, clientY }: PointerEvent): boolean => {
    // Far below, as it nearly always is, nothing needs to be measured.
    if (clientY > reach) return false;
    const { left, right } = label.getBoundingClientRect();
    return clientX >= left - nearness && clientX <= right + nearness;
  };
  document.addEventListener('pointermove', (event) => { label.classList.toggle('away', isNear(event)); }, { passive: true, capture: true });
}
