import { say, timeLeft } from '../browser/words.js';
import type { Popup } from './state.js';

/** Whose MFA session lives, and for how long: the one that ends first, when there are several. */
export function SessionsLeft({ popup }: { readonly popup: Popup }) {
  const live = popup.listing.catalogue.value.identities
    .map((identity) => ({ user: identity.userName, left: popup.sessionLeftMs(identity) }))
    .filter(({ left }) => left > 0)
    .sort((one, other) => one.left - other.left)[0];
  if (!live) return null;
  return <span class="left" title={say('sessionLeft', { user: live.user })}>{live.user} · {timeLeft(Math.floor(live.left / 60_000))}</span>;
}
