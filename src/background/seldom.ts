import { policyFrom } from '../core/policyReading.js';
import type { Answers, CallTables } from '../protocol.js';
import { keyAnswers } from './accessKeys.js';
import { addressBar } from './addressBar.js';
import { followSettings, keepInStep, vaultAnswers } from './catalogue.js';
import { checkUpAnswers } from './checkUp.js';
import { credentialAnswers } from './credentials.js';
import { discoveryAnswers } from './discovering.js';
import { goOn, reached } from './hops.js';
import { importAnswers } from './imports.js';
import { logAnswers } from './log.js';
import { pickAnswers } from './picking.js';
import { signOut } from './signingOut.js';

// What the background does seldom, and so is loaded when it does: a worker starts many times a day, to open consoles.

/** What our own pages ask seldom. */
const answers = {
  ...vaultAnswers, ...pickAnswers, ...importAnswers, ...logAnswers, ...credentialAnswers, ...checkUpAnswers, ...discoveryAnswers, ...keyAnswers,
  signOut,
} satisfies Partial<Answers<CallTables['page']>>;

export { addressBar, answers, followSettings, goOn, keepInStep, policyFrom, reached };
