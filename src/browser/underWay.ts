/** The lock that a journey to a role holds while it is under way, in whichever context. */
export function openingLock(roleId: string): string {
  return `open ${roleId}`;
}

/** Waits until nobody is at work on opening the role: it has arrived or failed, or the worker was stopped. */
export async function whenOver(roleId: string): Promise<void> {
  await navigator.locks.request(openingLock(roleId), { mode: 'shared' }, () => undefined);
}

/** Whether any context is at work on opening the role. A worker that was stopped has let go of its locks. */
export async function isUnderWay(roleId: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === openingLock(roleId));
}
