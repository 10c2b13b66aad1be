/** In place of `browser/updates.ts` under `npm run dev`: Firefox counts a reload as an update, which would wait until nothing is open. */
export function updateWhenIdle(): void {
  // Who does not listen for updates gets them at once.
}
