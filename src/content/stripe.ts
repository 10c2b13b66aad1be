import { labelColour, shapeOf, unknownColour } from '../core/colours.js';
import { type ConsoleMark, isolated } from '../core/marks.js';

const style = `
  :host { all: initial; position: fixed; inset: 0 0 auto 0; z-index: 2147483647; pointer-events: none; }
  .stripe { height: 4px; background: var(--colour); }
  .label {
    position: absolute; top: 0; left: 50%; transform: translateX(-50%); max-width: 60vw;
    padding: 1px 10px 3px; border-radius: 0 0 6px 6px; box-sizing: border-box;
    background: var(--colour); color: var(--text); font: 600 11px/16px system-ui, sans-serif;
    white-space: nowrap; overflow: hidden; text-overflow: ellipsis;
  }
  @media print { :host { display: none; } }
  @media (forced-colors: active) { .stripe, .label { forced-color-adjust: none; } }
`;

/** What the stripe shows: a mark, or that the page is not what was expected. */
export interface StripeLook {
  readonly colour: string;
  readonly label: string;
}

export function lookOf(mark: ConsoleMark): StripeLook {
  return { colour: mark.colour, label: [`${shapeOf(mark.colour)} ${isolated(mark.name)}`, isolated(mark.account), isolated(mark.region)].join(' · ') };
}

/** Grey: a wrong colour is worse than none. */
export function unknownLook(label: string): StripeLook {
  return { colour: unknownColour, label: `? ${label}` };
}

/**
 * Paints the stripe across the top, above the page and out of the pointer's way, in a closed shadow root, so that the
 * page's styles do not change it by accident; a page that means to can still hide it. Painting again changes it; when the page takes it away it is put back.
 */
export function stripe(document: Document): (look: StripeLook) => void {
  const host = document.createElement('sallyport-stripe');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const bar = document.createElement('div');
  bar.className = 'stripe';
  const label = document.createElement('div');
  label.className = 'label';
  root.append(bar, label);
  const keep = (): void => {
    if (!host.isConnected) document.documentElement.append(host);
  };
  new MutationObserver(keep).observe(document.documentElement, { childList: true });
  return ({ colour, label: text }) => {
    host.style.setProperty('--colour', colour);
    host.style.setProperty('--text', labelColour(colour));
    label.textContent = text;
    keep();
  };
}
