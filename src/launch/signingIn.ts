import type { SignInForm } from '../core/journey.js';

/**
 * Posts the sign-in form, so that the token stands in no address. `Issuer` is a constant: AWS shows it to nobody but
 * writes it into its cookie (IAM User Guide, "custom identity broker").
 * The token's field is a password field, because Chromium writes the body of a POST into its session file when a page
 * answers it, as AWS does to refuse, but never a body that holds a password.
 */
export function postForm(document: Document, { action, destination, signInToken }: SignInForm): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  form.hidden = true;
  form.autocomplete = 'off';
  const field = (type: 'hidden' | 'password', name: string, value: string): HTMLInputElement =>
    Object.assign(document.createElement('input'), { type, name, value, autocomplete: 'off' });
  form.append(
    field('hidden', 'Action', 'login'),
    field('hidden', 'Issuer', 'sallyport'),
    field('hidden', 'Destination', destination),
    field('password', 'SigninToken', signInToken),
  );
  document.body.append(form);
  form.submit();
  form.remove();
}
