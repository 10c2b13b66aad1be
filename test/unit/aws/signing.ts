import { createHash, createHmac } from 'node:crypto';
import type { Key } from './clients.js';

/** What is signed, and with what. Header names are in lower case; all of them are signed. */
export interface Unsigned {
  method: string;
  host: string;
  /** `/` unless it says otherwise. */
  path?: string;
  body: string;
  service: string;
  region: string;
  at: number;
  headers?: Record<string, string>;
}

/** Signature Version 4 in a few lines of its own, so that the emulator is not measured by the library that it verifies with. */
export function signed(key: Key, { method, host, path = '/', body, service, region, at, headers: more }: Unsigned): Record<string, string> {
  const amzDate = new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = amzDate.slice(0, 8);
  const headers: Record<string, string> = {
    host, 'x-amz-date': amzDate, ...(key.sessionToken === undefined ? {} : { 'x-amz-security-token': key.sessionToken }), ...more,
  };
  const names = Object.keys(headers).sort();
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest();
  const canonical = [method, path, '', ...names.map((name) => `${name}:${headers[name]}`), '', names.join(';'), sha(body)].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const signingKey = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${key.secretAccessKey}`);
  const signature = hmac(signingKey, ['AWS4-HMAC-SHA256', amzDate, scope, sha(canonical)].join('\n')).toString('hex');
  return { ...headers, authorization: `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}` };
}
