import { failure } from '../failure.js';
import { type Bytes, fromBase64, fromUtf8, joined, toBase64, utf8 } from './bytes.js';

/** A JSON value made smaller before it is sealed: raw DEFLATE (RFC 1951) of its text, as base64. */
export interface Packed {
  readonly deflated: string;
}

/** More than any catalogue has, so that a forged file cannot fill the memory. In bytes, inflated. */
const inflatedMost = 64 * 1024 * 1024;

async function collected(stream: ReadableStream<Bytes>, most: number): Promise<Bytes> {
  const parts: Bytes[] = [];
  let length = 0;
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return joined(parts);
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw failure('vaultDamaged');
    }
    parts.push(value);
  }
}

/** Goes through no `Blob`, which lies in the browser's own memory: what is packed may hold a secret. */
async function through(bytes: Bytes, { readable, writable }: CompressionStream | DecompressionStream, most = Infinity): Promise<Bytes> {
  const writer = writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  const [all] = await Promise.all([collected(readable as ReadableStream<Bytes>, most), written]);
  return all;
}

/** A text made smaller: raw DEFLATE (RFC 1951) of its UTF-8. */
export function deflated(text: string): Promise<Bytes> {
  return through(utf8(text), new CompressionStream('deflate-raw'));
}

/** The text that was deflated. Throws what the browser throws for other bytes, and `vaultDamaged` for more than is ever packed. */
export async function inflated(bytes: Bytes): Promise<string> {
  return fromUtf8((await through(bytes, new DecompressionStream('deflate-raw'), inflatedMost)).buffer);
}

/** Packs a JSON value. */
export async function packed(value: unknown): Promise<Packed> {
  return { deflated: toBase64(await deflated(JSON.stringify(value))) };
}

function isPacked(value: unknown): value is Packed {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Packed>).deflated === 'string';
}

/** What was packed; a value that never was is given as it is. Throws `vaultDamaged` for one that cannot be unpacked. */
export async function unpacked(value: unknown): Promise<unknown> {
  if (!isPacked(value)) return value;
  try {
    return JSON.parse(await inflated(fromBase64(value.deflated))) as unknown;
  } catch {
    throw failure('vaultDamaged');
  }
}
