import { ask, onRepaint } from '../browser/messages.js';
import { createPainter } from './marking.js';
import { recall, remember } from './memory.js';
import { sessionArn, whenRead } from './page.js';

const painter = createPainter(document);

/** Marks the page with what the background knows of this tab, and of who the page says is signed in. */
async function mark(): Promise<void> {
  const arn = sessionArn(document);
  const view = await ask('hello', arn === undefined ? {} : { sessionArn: arn });
  painter.show(view);
  remember(sessionStorage, view);
}

// While the extension is being updated nobody answers: then the page stays as it is.
const refresh = (): void => void mark().catch(() => undefined);

const known = recall(sessionStorage);
if (known) painter.show(known);
refresh();
whenRead(document, refresh);
onRepaint(refresh);
