import { consoleTabs, type ConsoleTab } from '../browser/stored.js';
import { showOwnPage, showTab } from '../browser/tabs.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { type Role, roleById } from '../core/catalogue.js';
import { resumePlace } from '../core/consoles.js';
import { failure, failureData, Failure } from '../core/failure.js';
import type { SignInForm } from '../core/journey.js';
import { changeTab } from './consoles.js';
import { keepLaunch } from './launches.js';
import { signInFormFor } from './signingIn.js';

/** The form with the place to which it leads in a tab that is there: where the console was seen last. */
function toItsPlace(form: SignInForm, { address }: ConsoleTab, role: Pick<Role, 'arn'>): SignInForm {
  return { ...form, destination: resumePlace(address, role, form.destination) };
}

/**
 * A fresh sign-in form for a tab that is there, leading to where its console was seen last. Throws `codeNeeded` when no MFA
 * session lives and no code is given, or what the journey throws.
 */
export async function formFor(tabId: number, tab: ConsoleTab, code?: string): Promise<SignInForm> {
  const form = await signInFormFor(tab.roleId, tab, code);
  const role = roleById(await readCatalogue(), tab.roleId);
  await changeTab(tabId, { endsAt: form.endsAt });
  return role ? toItsPlace(form, tab, role) : form;
}

/** Signs a tab in again where it is. Throws `consoleGone` when it was closed meanwhile. */
export async function resumeIn(tabId: number, form: SignInForm, role: Role): Promise<void> {
  const tab = (await consoleTabs.get())[tabId];
  if (!tab) throw failure('consoleGone', { role: role.name });
  const nonce = await keepLaunch(tabId, { form: toItsPlace(form, tab, role) });
  await changeTab(tabId, { stage: 'signingIn', hopped: false, endsAt: form.endsAt });
  await showOwnPage(tabId, `launch.html#${nonce}`).catch(() => { throw failure('consoleGone', { role: role.name }); });
}

/** Opens a role in a tab that is there. */
type OpenIn = (asked: { roleId: string; code?: string; tabId: number }) => Promise<null>;

/**
 * Resumes consoles, each in its own tab, the first with the code: the others go on with the MFA session that it makes. One
 * that fails does not keep the others back. Throws the first failure; of the first console, before the others are tried.
 */
export async function resumeAll(openIn: OpenIn, { tabIds, code }: { tabIds: readonly number[]; code?: string }): Promise<null> {
  const failures: Failure[] = [];
  for (const [at, tabId] of tabIds.entries()) {
    const roleId = (await consoleTabs.get())[tabId]?.roleId;
    const opening = roleId === undefined ? Promise.reject(failure('consoleGone', { role: '' }))
      : openIn({ roleId, tabId, ...(at === 0 && code !== undefined ? { code } : {}) });
    await opening.catch((thrown: unknown) => {
      if (at === 0) throw thrown;
      failures.push(new Failure(failureData(thrown)));
    });
  }
  const [first, ...others] = tabIds;
  if (first !== undefined && others.length === 0) await showTab(first);
  if (failures[0]) throw failures[0];
  return null;
}
