import { ask } from '../../browser/messages.js';
import { signInPageOf } from '../page.js';

// While the extension is being updated nobody answers: then AWS's own page stays.
ask('reached', { page: signInPageOf(document, location, performance) }).catch(() => undefined);
