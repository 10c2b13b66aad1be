/** The lock that a journey to a role holds while it is under way. A worker that is stopped lets go of it. */
export function openingLock(roleId: string): string {
  return `open ${roleId}`;
}
