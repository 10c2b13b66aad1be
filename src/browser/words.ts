import browser from 'webextension-polyfill';
import type messages from '../../public/_locales/en/messages.json';

export type WordKey = keyof typeof messages;
export type Values = Readonly<Record<string, string | number>>;

/**
 * A sentence in the browser's language, with `{name}` filled from the values. The placeholders are ours and not the
 * browser's numbered ones, so that each language may order them as it likes.
 */
export function say(key: WordKey, values: Values = {}): string {
  return browser.i18n.getMessage(key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The language that the words are in: what the browser calls its own may be another. */
export function language(): string {
  return say('language');
}

/** The words of the form that asks for the passphrase. */
export function unlockWords() {
  return { title: say('unlockTitle'), passphrase: say('passphrase'), unlock: say('unlock'), unlocking: say('unlocking'), passkey: say('passkeyUnlock') };
}

/** `11 h 42 m` or `42 min`, and that it is over for none. */
export function timeLeft(minutes: number): string {
  if (minutes <= 0) return say('ended');
  const hours = Math.floor(minutes / 60);
  return minutes > 60 ? say('hoursMinutes', { hours, minutes: minutes % 60 }) : say('minutes', { minutes });
}

/** A moment as a person says it: the time alone for today, the date with it otherwise. */
export function dateTime(at: number): string {
  const today = new Date(at).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language(), { timeStyle: 'short', ...(today ? {} : { dateStyle: 'medium' as const }) }).format(at);
}
