import { createHash, createPublicKey } from 'node:crypto';
import { generate } from 'selfsigned';
import { partitions } from './partitions.js';

/** A key with a certificate for it, and the hash by which Chromium trusts it (`--ignore-certificate-errors-spki-list`). */
export interface TlsIdentity {
  key: string;
  cert: string;
  spki: string;
}

/** A new key and certificate, in memory only. */
export async function createTlsIdentity(): Promise<TlsIdentity> {
  const names = partitions.flatMap(({ apiDomain, webDomain }) => [`*.${apiDomain}`, `*.${webDomain}`, `*.signin.${webDomain}`, `*.console.${webDomain}`]);
  const made = await generate([{ name: 'commonName', value: 'Emulated AWS' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...[...names, 'localhost'].map((value) => ({ type: 2, value }) as const), { type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const publicKey = createPublicKey(made.cert).export({ type: 'spki', format: 'der' });
  return { key: made.private, cert: made.cert, spki: createHash('sha256').update(publicKey).digest('base64') };
}
