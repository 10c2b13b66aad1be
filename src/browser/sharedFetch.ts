import browser from 'webextension-polyfill';
import { failure } from '../core/failure.js';
import { sharedDoorstep, sharedMost, signatureAddress } from '../core/sharedAddress.js';
import type { SharedAnswer } from '../core/sharedAnswer.js';

/** How long a page may take until it is there. */
const patienceMs = 20_000;

/** Waits until a tab has loaded what it shows, or the patience is over. */
function loaded(tabId: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      browser.tabs.onUpdated.removeListener(listener);
      resolve();
    };
    const listener = (id: number, { status }: { readonly status?: string }): void => {
      if (id === tabId && status === 'complete') done();
    };
    const timer = setTimeout(done, patienceMs);
    browser.tabs.onUpdated.addListener(listener);
    void browser.tabs.get(tabId).then(({ status }) => { if (status === 'complete') done(); }, done);
  });
}

/**
 * Runs in a page of the address' origin, and uses nothing but what it is given. A sandboxed page has no origin of its own:
 * there an ETag would need a preflight that such servers refuse.
 */
async function fetchThere(address: string, etag: string, signature: string, most: number): Promise<SharedAnswer> {
  const get = async (url: string, headers: Record<string, string>): Promise<SharedAnswer> => {
    const response = await fetch(url, { headers, redirect: 'manual', cache: 'no-store', credentials: 'same-origin', referrerPolicy: 'no-referrer' });
    const about = { status: response.status, type: response.headers.get('content-type') ?? '', etag: response.headers.get('etag') ?? '' };
    if (response.type === 'opaqueredirect') return { kind: 'redirected' };
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    for (const reader = response.body?.getReader(); reader;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > most) {
        await reader.cancel();
        return { kind: 'tooLarge' };
      }
      parts.push(value);
    }
    const bytes = await new Blob(parts).arrayBuffer();
    try {
      return { kind: 'answered', ...about, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
    } catch {
      return { kind: 'notText' };
    }
  };
  if (location.origin !== new URL(address).origin) return { kind: 'redirected' };
  try {
    const answer = await get(address, etag !== '' && self.origin !== 'null' ? { 'if-none-match': etag } : {});
    if (answer.kind !== 'answered' || answer.status !== 200 || signature === '') return answer;
    const signed = await get(signature, {});
    return signed.kind === 'answered' && signed.status === 200 ? { ...answer, signature: signed.text } : answer;
  } catch {
    return { kind: 'unreachable' };
  }
}

/**
 * Asks for a shared catalogue, and its signature if one is wanted. The content security policy of our own pages lets them
 * reach AWS alone, so that it is asked for from a page of its own origin, in a tab that stays behind for a moment; a company's
 * sign-in counts there. Throws `sharedUnreachable` where no script may run: there is no such page, or it leads elsewhere.
 */
export async function fetchShared(address: string, { etag, signed }: { readonly etag: string; readonly signed: boolean }): Promise<SharedAnswer> {
  const { id } = await browser.tabs.create({ url: sharedDoorstep(address), active: false });
  if (id === undefined) throw new TypeError('the browser opened a tab without an id');
  try {
    await loaded(id);
    const [injected] = await browser.scripting.executeScript({
      target: { tabId: id }, func: fetchThere, args: [address, etag, signed ? signatureAddress(address) : '', sharedMost.bytes],
    });
    if (!injected?.result) throw failure('sharedUnreachable');
    return injected.result as SharedAnswer;
  } catch {
    throw failure('sharedUnreachable', { host: new URL(address).host });
  } finally {
    // It may have been closed by the person.
    await browser.tabs.remove(id).catch(() => undefined);
  }
}
