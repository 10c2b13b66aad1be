import { failureSentence } from '../browser/failureWords.js';
import { ask } from '../browser/messages.js';
import { unlockedKey } from '../browser/stored.js';
import { closeOwnTab } from '../browser/tabs.js';
import { language, say } from '../browser/words.js';
import { failureData } from '../core/failure.js';
import { postForm } from './signingIn.js';

/** How long AWS may take to answer the sign-in before this page says so. */
const patienceMs = 20_000;

function show(sentence: string): void {
  const place = document.getElementById('say');
  if (place) place.textContent = sentence;
}

async function signIn(): Promise<void> {
  document.documentElement.lang = language();
  document.title = say('launch_title');
  show(say('launch_waiting'));
  const nonce = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  // Locking closes our pages: only then does the browser end our process, and its memory goes.
  unlockedKey.watch((key) => { if (!key) void closeOwnTab(); });
  try {
    const form = await ask('takeLaunch', { nonce });
    document.addEventListener('securitypolicyviolation', () => show(say('launch_blocked')));
    setTimeout(() => show(say('launch_slow')), patienceMs);
    postForm(document, form);
  } catch (thrown) {
    show(failureSentence(failureData(thrown)));
  }
}

void signIn();
