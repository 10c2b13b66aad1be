import { ask, onRepaint } from '../browser/messages.js';
import { createPainter } from './marking.js';
import { recall, remember } from './memory.js';
import { eachMinute } from './minutes.js';
import { sessionArn, whenRead } from './page.js';

const painter = createPainter(document);
const known = recall(sessionStorage);
let asked = 0;
let answered = 0;

/**
 * Marks the page with what the background knows of this tab, and of who the page says is signed in. Before the page has
 * said that, the answer is what the tab was opened for, which is no better than what it was marked with last.
 */
async function mark(): Promise<void> {
  asked += 1;
  const turn = asked;
  const arn = sessionArn(document);
  const early = arn === undefined && document.readyState === 'loading';
  const view = await ask('hello', arn === undefined ? {} : { sessionArn: arn });
  if (turn < answered || (early && known)) return;
  answered = turn;
  painter.show(view);
  remember(sessionStorage, view);
}

// While the extension is being updated nobody answers: then the page stays as it is.
const refresh = (): void => void mark().catch(() => undefined);

if (known) painter.show(known);
refresh();
whenRead(document, refresh);
onRepaint(refresh);
eachMinute(document, refresh);
