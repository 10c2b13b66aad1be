import type { IdentityForm } from '../../../src/options/identityForm.js';

/** Types both parts of a key into an identity's form and leaves them, as a person does. */
export async function enterKeyInto(form: IdentityForm, id: string, text: string): Promise<void> {
  form.accessKeyId.type(id);
  await form.leaveKey(form.accessKeyId);
  form.secretAccessKey.type(text);
  await form.leaveKey(form.secretAccessKey);
}
