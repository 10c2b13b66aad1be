import { ask } from '../browser/messages.js';
import { paintMark } from './marking.js';

/** Marks the page with what the background knows of this tab. A console that Sallyport did not open stays as it is. */
async function mark(): Promise<void> {
  const mine = await ask('hello', {});
  if (mine) paintMark(document, mine);
}

// While the extension is being updated nobody answers: then too the page stays as it is.
mark().catch(() => undefined);
