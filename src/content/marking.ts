import { timeLeft } from '../browser/words.js';
import { shapeOf } from '../core/colours.js';
import { minutesLeft } from '../core/consoles.js';
import { type ConsoleView, isolated } from '../core/marks.js';
import { tabIcon } from './icon.js';
import { regionOf } from './page.js';
import { stripe } from './stripe.js';
import { titlePrefix } from './title.js';

interface Painter {
  show(view: ConsoleView): void;
}

/** Paints stripe, title and tab icon, and nothing before there is something to say of the page. */
export function createPainter(document: Document): Painter {
  let painted: { stripe: ReturnType<typeof stripe>; title: ReturnType<typeof titlePrefix>; icon: ReturnType<typeof tabIcon> } | undefined;
  return {
    show(view) {
      if (view.kind === 'none' && !painted) return;
      painted ??= { stripe: stripe(document), title: titlePrefix(document), icon: tabIcon(document) };
      const look = lookOf(view, regionOf(document));
      painted.stripe(look);
      painted.title(look?.title);
      painted.icon(look?.icon);
    },
  };
}

/** What a page is made to look like. */
export interface Look {
  /** `#rrggbb`. */
  readonly colour: string;
  readonly label: string;
  /** What is left of the session, where it is known. */
  readonly left?: string;
  readonly title: string;
  /** The address of the tab's icon. */
  readonly icon: string;
  readonly hatched?: boolean;
}

/** The region is the page's own where it says one: the person may have gone to another. */
function lookOf(view: ConsoleView, region: string | undefined): Look | undefined {
  if (view.kind === 'none') return undefined;
  if (view.kind === 'neutral') return { colour: view.colour, label: `? ${view.label}`, title: `? ${view.label}`, icon: view.icon };
  const { mark, note, mode, icon, endsAt } = view;
  const shape = shapeOf(mark.colour);
  const words = [mark.label, mark.name, mode, note, mark.account, region ?? mark.region].flatMap((word) => (word === undefined ? [] : [isolated(word)]));
  return {
    colour: mark.colour, label: `${shape} ${words.join(' · ')}`, title: `${shape} ${mark.name}${mode === undefined ? '' : ` · ${mode}`}`, icon,
    hatched: mode !== undefined, ...(endsAt === undefined ? {} : { left: timeLeft(minutesLeft(endsAt, Date.now())) }),
  };
}
