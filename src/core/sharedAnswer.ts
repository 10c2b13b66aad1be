import { failure } from './failure.js';
import { sharedMost } from './sharedAddress.js';
import { isSigned } from './signatures.js';

/** What came of asking for a shared catalogue. */
export type SharedAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly type: string; readonly etag: string; readonly text: string; readonly signature?: string }
  | { readonly kind: 'redirected' } | { readonly kind: 'tooLarge' } | { readonly kind: 'notText' } | { readonly kind: 'unreachable' };

/** A catalogue's text, or that it is still the one with the ETag that was sent. */
export type SharedText = { readonly kind: 'same' } | { readonly kind: 'text'; readonly text: string; readonly etag: string };

/** Whether a page was answered where a catalogue should be, as sign-in pages are. */
const isPage = (type: string, text: string): boolean => type.includes('html') || /^\s*</.test(text);

/**
 * What an answer holds. Throws a `Failure`: `sharedUnreachable`, `sharedPage` for a redirect or a page, `sharedStatus`,
 * `sharedTooLarge`, `sharedNotText`, and `sharedUnsigned` when the signature that is wanted is missing or another's.
 */
export async function sharedText(address: string, answer: SharedAnswer, publicKey?: string): Promise<SharedText> {
  const { host } = new URL(address);
  if (answer.kind === 'unreachable') throw failure('sharedUnreachable', { host });
  if (answer.kind === 'redirected') throw failure('sharedPage', { host });
  if (answer.kind === 'tooLarge') throw failure('sharedTooLarge');
  if (answer.kind === 'notText') throw failure('sharedNotText');
  const { status, type, etag, text, signature } = answer;
  if (status === 304) return { kind: 'same' };
  if (status !== 200) throw failure(status === 401 || status === 403 ? 'sharedForbidden' : 'sharedStatus', { host, status: String(status) });
  if (isPage(type, text)) throw failure('sharedPage', { host });
  if (publicKey !== undefined && !(signature !== undefined && await isSigned(text, signature, publicKey))) throw failure('sharedUnsigned');
  // The server chooses it: one that is too long to keep counts as none.
  return { kind: 'text', text, etag: etag.length <= sharedMost.etag ? etag : '' };
}
