import { shapeOf } from '../core/colours.js';
import { type ConsoleMark, isMarkTrue } from '../core/marks.js';
import { sessionArn, whenRead } from './page.js';
import { lookOf, stripe, unknownLook } from './stripe.js';
import { titlePrefix } from './title.js';

/** Paints a mark at once, and goes grey when the page turns out to be signed in as someone else. */
export function paintMark(document: Document, mark: ConsoleMark): void {
  const paint = stripe(document);
  const entitle = titlePrefix(document);
  paint(lookOf(mark));
  entitle(`${shapeOf(mark.colour)} ${mark.name}`);
  whenRead(document, () => {
    const stranger = strangerTo(document, mark);
    if (stranger === undefined) return;
    paint(unknownLook(stranger));
    entitle(`? ${stranger}`);
  });
}

/** The name of the session that is signed in when it is not the one this tab was opened for. */
function strangerTo(document: Document, mark: ConsoleMark): string | undefined {
  const arn = sessionArn(document);
  return arn === undefined || isMarkTrue(mark, arn) ? undefined : arn.slice(arn.lastIndexOf(':') + 1);
}
