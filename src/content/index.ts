import { ask } from '../browser/messages.js';
import { isMarkTrue, type ConsoleMark } from '../core/marks.js';
import { shapeOf } from '../core/colours.js';
import { sessionArn, whenRead } from './page.js';
import { lookOf, stripe, unknownLook } from './stripe.js';
import { titlePrefix } from './title.js';

/** Paints at once from what the background knows of this tab, and corrects itself when the page is someone else's. */
async function mark(): Promise<void> {
  const mine = await ask('hello', {});
  if (!mine) return;
  const paint = stripe(document);
  const entitle = titlePrefix(document);
  paint(lookOf(mine));
  entitle(`${shapeOf(mine.colour)} ${mine.name}`);
  whenRead(document, () => {
    const stranger = strangerTo(mine);
    if (stranger === undefined) return;
    paint(unknownLook(stranger));
    entitle(`? ${stranger}`);
  });
}

/** The name of the session that is signed in when it is not the one this tab was opened for. */
function strangerTo(mine: ConsoleMark): string | undefined {
  const arn = sessionArn(document);
  return arn === undefined || isMarkTrue(mine, arn) ? undefined : arn.slice(arn.lastIndexOf(':') + 1);
}

// A console opened outside Sallyport, or while the extension is being updated, stays as it is.
mark().catch(() => undefined);
