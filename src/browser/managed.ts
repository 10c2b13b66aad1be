import * as v from 'valibot';
import browser from 'webextension-polyfill';

const policySchema = v.object({ copyCredentials: v.optional(v.boolean()) });

/** What an administrator has set for everyone (`storage.managed`); nothing where there is no policy, which Firefox answers with an error. */
export async function readPolicy(): Promise<v.InferOutput<typeof policySchema>> {
  const set = await browser.storage.managed.get(null).catch(() => ({}));
  const parsed = v.safeParse(policySchema, set);
  return parsed.success ? parsed.output : {};
}
