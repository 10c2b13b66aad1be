import { say } from '../browser/words.js';
import type { Popup } from './state.js';

/** `11 h 42 m` or `42 min`. */
export function timeLeft(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return hours > 0 ? say('hoursMinutes', { hours, minutes: rest }) : say('minutes', { minutes: rest });
}

/** Whose MFA session lives, and for how long: the one that ends first, when there are several. */
export function SessionsLeft({ popup }: { readonly popup: Popup }) {
  const live = popup.listing.catalogue.value.identities
    .map((identity) => ({ user: identity.userName, left: popup.sessionLeftMs(identity) }))
    .filter(({ left }) => left > 0)
    .sort((one, other) => one.left - other.left)[0];
  if (!live) return null;
  return <span class="left" title={say('sessionLeft', { user: live.user })}>{live.user} · {timeLeft(live.left)}</span>;
}
