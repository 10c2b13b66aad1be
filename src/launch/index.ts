import { ask } from '../browser/messages.js';
import { say } from '../browser/words.js';
import type { SignInForm } from '../core/journey.js';

/** How long AWS may take to answer the sign-in before this page says so. */
const patienceMs = 20_000;

/** Shown while the browser waits for AWS, or when nothing came of it. */
function show(sentence: string): void {
  document.body.dataset['state'] = 'ended';
  const place = document.getElementById('say');
  if (place) place.textContent = sentence;
}

/**
 * Posts the sign-in form, so that the token stands in no address. `Issuer` is a constant: AWS shows it to nobody but
 * writes it into its cookie (IAM User Guide, "custom identity broker").
 */
function submit({ action, destination, signInToken }: SignInForm): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  const fields = { Action: 'login', Issuer: 'sallyport', Destination: destination, SigninToken: signInToken };
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    Object.assign(input, { type: 'hidden', name, value, autocomplete: 'off' });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

async function signIn(): Promise<void> {
  document.title = say('launch_title');
  const place = document.getElementById('say');
  if (place) place.textContent = say('launch_waiting');
  const nonce = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  try {
    const form = await ask('takeLaunch', { nonce });
    document.addEventListener('securitypolicyviolation', () => show(say('launch_blocked')));
    setTimeout(() => show(say('launch_slow')), patienceMs);
    submit(form);
  } catch {
    show(say('launch_expired'));
  }
}

void signIn();
