import { del, get, promisifyRequest, set, type UseStore } from 'idb-keyval';
import type { Envelope } from '../core/vault/envelope.js';

/** The last good copy of the vault, in a database of its own, for when `storage.local` is damaged or lost. */
export interface Mirror {
  readonly envelope: unknown;
  readonly savedAt: number;
}

const mirrorKey = 'vault';
let opened: Promise<IDBDatabase> | undefined;

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('sallyport-mirror', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('mirror');
  return promisifyRequest(request);
}

/** Written through to the disk before it counts as written, which is not what browsers do by themselves. */
const mirrorStore: UseStore = async (mode, run) => {
  opened ??= openDatabase().catch((thrown: unknown) => {
    opened = undefined;
    throw thrown;
  });
  return run((await opened).transaction('mirror', mode, { durability: 'strict' }).objectStore('mirror'));
};

/** Undefined when there is none, or the browser refuses IndexedDB, as in some private windows. */
export function readMirror(): Promise<Mirror | undefined> {
  return Promise.resolve().then(() => get<Mirror>(mirrorKey, mirrorStore)).catch(() => undefined);
}

/** The vault works without its mirror: where the browser refuses one, there is none, and not an old one either. */
export function writeMirror(envelope: Envelope, savedAt: number): Promise<void> {
  return Promise.resolve().then(() => set(mirrorKey, { envelope, savedAt } satisfies Mirror, mirrorStore)).catch(removeMirror);
}

export function removeMirror(): Promise<void> {
  return Promise.resolve().then(() => del(mirrorKey, mirrorStore)).catch(() => undefined);
}
