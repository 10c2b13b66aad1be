import { say } from '../browser/words.js';
import { digitsOf } from '../core/fields.js';
import type { Asked, LaunchChoice } from '../protocol.js';
import { choices } from './choosing.js';

/** What the person has chosen. */
type Chosen = Omit<Asked<'goOn'>, 'nonce'>;

/** The field for a code that the way on needs: six digits go off by themselves. */
function codeField(document: Document, { user, account, device }: NonNullable<LaunchChoice['codeFor']>, send: (code: string) => void): HTMLElement {
  const label = Object.assign(document.createElement('label'), { textContent: say('codeFor', { user, account }), htmlFor: 'code' });
  const hint = Object.assign(document.createElement('p'), { id: 'code-device', className: 'hint', textContent: say('codeDevice', { device }) });
  const input = Object.assign(document.createElement('input'), {
    id: 'code', type: 'text', inputMode: 'numeric', autocomplete: 'off', spellcheck: false, placeholder: '······',
  });
  input.setAttribute('aria-describedby', hint.id);
  input.addEventListener('input', () => {
    input.value = digitsOf(input.value);
    if (input.value.length === 6) send(input.value);
  });
  const field = Object.assign(document.createElement('div'), { className: 'code' });
  field.append(label, hint, input);
  return field;
}

/**
 * What a person does to go on from a page of AWS: a button for each way, or a code to type for one that signs in at once, where one
 * is needed. Over a page of AWS the code would grow old, and is asked for behind it.
 */
export function wayControls(document: Document, choice: LaunchChoice, go: (chosen: Chosen) => void): HTMLElement[] {
  const { buttons } = choices(choice);
  const { codeFor } = choice;
  return buttons.map(({ label, asked }, at) => {
    if (codeFor && (asked.way === 'retry' || asked.way === 'resume')) return codeField(document, codeFor, (code) => go({ ...asked, code }));
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label, className: at === 0 ? 'main' : '' });
    button.addEventListener('click', () => go(asked));
    return button;
  });
}
