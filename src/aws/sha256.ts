import type { SignatureV4 } from '@smithy/signature-v4';
import { joined } from '../core/vault/bytes.js';

type Sha256 = ConstructorParameters<typeof SignatureV4>[0]['sha256'];
type Source = string | ArrayBuffer | ArrayBufferView;

function bytesOf(source: Source): Uint8Array<ArrayBuffer> {
  if (typeof source === 'string') return new TextEncoder().encode(source);
  return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice() : new Uint8Array(source.slice(0));
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>, secret: Source | undefined): Promise<Uint8Array> {
  if (secret === undefined) return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const key = await crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes));
}

/** SHA-256, and HMAC where there is a secret, as the SDK's signer takes them: by the browser alone. The SDK's own brings a second one in JavaScript. */
function createHash(secret?: Source) {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  return {
    update(source: Source): void { parts.push(bytesOf(source)); },
    digest: (): Promise<Uint8Array> => digestOf(joined(parts), secret),
  };
}

// The signer calls it with `new`, for which a function that gives an object does as well as a class.
export const sha256 = function hash(secret?: Source) { return createHash(secret); } as unknown as Sha256;
