import { came, forget, keep, kept, type Soaked } from './setup.js';

/**
 * Code before the background's own, by which it stops for good at a place that is named in `storage.session`: before a call leaves
 * or after its answer has come, before and after a tab is opened or a sign-in form is kept or given. So it is killed there, and not
 * somewhere near. All else runs as it is built.
 */
export const stopping = `{
  const { session } = chrome.storage;
  const [get, set] = [session.get.bind(session), session.set.bind(session)];
  const pass = async (place) => {
    const { soakStop } = await get('soakStop');
    if (soakStop !== place) return;
    await set({ soakStopped: place });
    await new Promise(() => undefined);
  };
  const around = async (what, run) => {
    if (what === undefined) return run();
    await pass('before ' + what);
    const done = await run();
    await pass('after ' + what);
    return done;
  };
  const calledBy = async (input, init) => {
    const form = new URLSearchParams(input instanceof Request ? await input.clone().text() : String(init?.body ?? ''));
    const name = form.get('Action') ?? undefined;
    return form.has('RoleArn') ? name + ' ' + form.get('RoleArn').split('/').pop() : name;
  };
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => around(await calledBy(input, init), () => fetch(input, init));
  const written = ({ launches }) => {
    if (launches === undefined || Object.keys(launches).length === 0) return undefined;
    return JSON.stringify(launches).includes('"given":true') ? 'giving the form' : 'keeping the form';
  };
  const spaces = [...new Set([chrome, globalThis.browser ?? chrome])];
  for (const { storage } of spaces) storage.session.set = (items) => around(written(items), () => set(items));
  for (const { tabs } of spaces) {
    const create = tabs.create.bind(tabs);
    tabs.create = (how) => around('opening the tab', () => create(how));
  }
}`;

/** Has the background stop at a place. */
export async function stopAt(soaked: Soaked, place: string): Promise<{ reached(): Promise<boolean>; goOn(): Promise<void> }> {
  await forget(soaked, 'soakStopped');
  await keep(soaked, { soakStop: place });
  return {
    reached: () => came(async () => await kept(soaked, 'soakStopped') === place, 10_000),
    goOn: () => forget(soaked, 'soakStop'),
  };
}
