import { failureSentence } from '../browser/failureWords.js';
import { ask } from '../browser/messages.js';
import { unlockedKey } from '../browser/stored.js';
import { closeOwnTab } from '../browser/tabs.js';
import { language, say } from '../browser/words.js';
import { failureData } from '../core/failure.js';
import type { LaunchTask } from '../protocol.js';
import { choices } from './choosing.js';
import { postForm } from './signingIn.js';

/** How long AWS may take to answer the sign-in before this page says so. */
const patienceMs = 20_000;

const place = (id: string): HTMLElement => document.getElementById(id) ?? document.body;

function show(sentence: string): void {
  place('say').textContent = sentence;
}

/** Does what this page is there for, or shows why it cannot. */
async function run(nonce: string, asked: Promise<LaunchTask>): Promise<void> {
  try {
    const task = await asked;
    if (task.kind === 'post') post(task.form);
    else if (task.kind === 'go') location.replace(task.address);
    else if (task.kind === 'failed') show(failureSentence(task.failure));
    else choose(nonce, task);
  } catch (thrown) {
    show(failureSentence(failureData(thrown)));
  }
}

function post(form: Parameters<typeof postForm>[1]): void {
  document.addEventListener('securitypolicyviolation', () => show(say('launch_blocked')));
  setTimeout(() => show(say('launch_slow')), patienceMs);
  postForm(document, form);
}

/** Asks how to go on from a page of AWS that leads nowhere. */
function choose(nonce: string, task: Extract<LaunchTask, { kind: 'choose' }>): void {
  const { sentence, hint, buttons } = choices(task);
  show(sentence);
  place('hint').textContent = hint;
  place('ways').replaceChildren(...buttons.map(({ label, asked }, at) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label, className: at === 0 ? 'main' : '' });
    button.addEventListener('click', () => {
      place('ways').replaceChildren();
      place('hint').textContent = '';
      show(say('launch_waiting'));
      void run(nonce, ask('goOn', { nonce, ...asked }));
    });
    return button;
  }));
  place('ways').querySelector('button')?.focus();
}

document.documentElement.lang = language();
document.title = say('launch_title');
show(say('launch_waiting'));
// Locking closes our pages: only then does the browser end our process, and its memory goes.
unlockedKey.watch((key) => { if (!key) void closeOwnTab(); });
const nonce = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
void run(nonce, ask('takeLaunch', { nonce }));
