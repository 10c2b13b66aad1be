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
 * Resumes consoles, each in its own tab, the first with the code: the others go on at once with the MFA session that it makes, but
 * those of one role one after another, since a journey to a role that is under way is not begun again. One that fails does not keep
 * the others back. Throws the first failure; of the first console, before the others are tried.
 */
export async function resumeAll(openIn: OpenIn, { tabIds, code }: { tabIds: readonly number[]; code?: string }): Promise<null> {
  const [first, ...others] = tabIds;
  if (first === undefined) return null;
  const tabs = await consoleTabs.get();
  const open = async (tabId: number, given: { code?: string } = {}): Promise<void> => {
    const roleId = tabs[tabId]?.roleId;
    if (roleId === undefined) throw failure('consoleGone', { role: '' });
    await openIn({ roleId, tabId, ...given });
  };
  await open(first, code === undefined ? {} : { code });
  if (others.length === 0) await showTab(first);
  const failures = await Promise.all(byRole(others, tabs).map((ofRole) => inTurn(ofRole, open)));
  const [failed] = failures.flat();
  if (failed) throw failed;
  return null;
}

function byRole(tabIds: readonly number[], tabs: Readonly<Record<number, ConsoleTab>>): number[][] {
  const groups = new Map<string | undefined, number[]>();
  for (const tabId of tabIds) {
    const roleId = tabs[tabId]?.roleId;
    groups.set(roleId, [...(groups.get(roleId) ?? []), tabId]);
  }
  return [...groups.values()];
}

/** Opens one after another, and gives what has failed. */
async function inTurn(tabIds: readonly number[], open: (tabId: number) => Promise<void>): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const tabId of tabIds) await open(tabId).catch((thrown: unknown) => failures.push(new Failure(failureData(thrown))));
  return failures;
}
