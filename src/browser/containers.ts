import browser from 'webextension-polyfill';
import { containerColour } from '../core/colours.js';
import { changeRecords, type Containers, containersRecord, readContainers } from './vaultRecords.js';

/** What a container is made to look like. */
interface Look {
  readonly name: string;
  /** `#rrggbb`. */
  readonly colour: string;
}

const icon = 'fence';

/** Whether this browser has containers: Firefox, unless the person switched them off. Chrome has no such thing. */
export function containersWork(): boolean {
  return (browser.contextualIdentities as unknown) !== undefined;
}

const lookOf = ({ name, colour }: Look) => ({ name, color: containerColour(colour), icon });

/** The container that is a role's alone. One that another role has too is as good as none: its sign-ins would be shared. */
function containerOf(roleId: string, all: Containers): string | undefined {
  const known = all[roleId];
  return Object.values(all).filter((cookieStoreId) => cookieStoreId === known).length === 1 ? known : undefined;
}

/** The container of a role: made once, and made again when the person has removed it. */
export async function containerFor(roleId: string, look: Look): Promise<string> {
  const known = containerOf(roleId, await readContainers());
  if (known !== undefined && await exists(known)) return known;
  const { cookieStoreId } = await browser.contextualIdentities.create(lookOf(look));
  // A container made just now is nobody else's, whatever was noted in another profile.
  await changeContainers((all) => ({ ...Object.fromEntries(Object.entries(all).filter(([, id]) => id !== cookieStoreId)), [roleId]: cookieStoreId }));
  return cookieStoreId;
}

function exists(cookieStoreId: string): Promise<boolean> {
  return browser.contextualIdentities.get(cookieStoreId).then(() => true, () => false);
}

function changeContainers(next: (all: Containers) => Containers): Promise<void> {
  return changeRecords(async (read) => ({ [containersRecord]: { type: 'containers', value: next(await read.containers()) } }));
}

/** Gives each role's container the name and colour that the role has now. */
export async function keepContainersInStep(roles: readonly (Look & { readonly id: string })[]): Promise<void> {
  if (!containersWork()) return;
  const all = await readContainers();
  await Promise.all(roles.map(async (role) => {
    const cookieStoreId = containerOf(role.id, all);
    if (cookieStoreId === undefined) return;
    const present = await browser.contextualIdentities.get(cookieStoreId).catch(() => undefined);
    const wanted = lookOf(role);
    if (present && (present.name !== wanted.name || present.color !== wanted.color)) await browser.contextualIdentities.update(cookieStoreId, wanted);
  }));
}

/** A container whose role is no more. */
export interface LeftContainer {
  readonly roleId: string;
  readonly name: string;
}

/** The containers that are left of roles that are no more. */
export async function leftContainers(roleIds: readonly string[]): Promise<LeftContainer[]> {
  if (!containersWork()) return [];
  const all = await readContainers();
  const left = Object.entries(all).filter(([roleId]) => !roleIds.includes(roleId) && containerOf(roleId, all));
  const found = await Promise.all(left.map(async ([roleId, cookieStoreId]) => {
    const container = await browser.contextualIdentities.get(cookieStoreId).catch(() => undefined);
    return container ? [{ roleId, name: container.name }] : [];
  }));
  return found.flat();
}

/** Removes the container of a role that is no more: its tabs are closed, and its cookies go with it. */
export async function removeContainer(roleId: string): Promise<void> {
  const cookieStoreId = containerOf(roleId, await readContainers());
  if (cookieStoreId !== undefined) {
    const tabs = await browser.tabs.query({ cookieStoreId }).catch(() => []);
    await browser.tabs.remove(tabs.flatMap(({ id }) => (id === undefined ? [] : [id])));
    // The person may have removed it meanwhile.
    await browser.contextualIdentities.remove(cookieStoreId).catch(() => undefined);
  }
  await changeContainers((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== roleId)));
}
