import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Credential, sameSecret } from './credentials.js';
import type { Call } from './http.js';

/** The credential scope of an Authorization header. */
export interface Scope {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
}

/** Why a signature is not taken. Each service has its own code and words for these. `detail` is the text where AWS gives one. */
export interface Refusal {
  refused: 'missing' | 'malformed' | 'unknown key' | 'bad token' | 'expired token' | 'mismatch' | 'stale' | 'early' | 'scope';
  detail?: string;
}

/** Whose signature it is. */
export interface Verified {
  credential: Credential;
  scope: Scope;
}

/** What a call must be signed for. `region` is left out where any will do; `windowMinutes` is how far the clocks may differ. */
export interface Expectation {
  service: string;
  region?: string | undefined;
  windowMinutes: number;
  now: number;
  find: (accessKeyId: string) => Credential | undefined;
}

/** What most services say of a signature that does not match. */
export const signatureMismatch = 'The request signature we calculated does not match the signature you provided. '
  + 'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

interface Authorization {
  scope: Scope;
  signedHeaders: string[];
  signature: string;
}

type HashConstructor = ConstructorParameters<typeof SignatureV4>[0]['sha256'];

/**
 * Verifies Signature Version 4 (AWS General Reference, "Signing AWS API requests") by signing the raw request anew with the key
 * that it names and the headers that its client chose to sign. The body's hash is always taken from the bytes that arrived.
 */
export async function verifySignature(call: Call, expected: Expectation): Promise<Verified | Refusal> {
  if (call.headers['authorization'] === undefined) return { refused: 'missing' };
  const authorization = readAuthorization(call.headers['authorization']);
  const signedAt = readDate(call.headers['x-amz-date']);
  if (authorization === undefined || signedAt === undefined) return { refused: 'malformed' };
  const { scope, signedHeaders, signature } = authorization;
  const misfit = checkScope(scope, expected) ?? checkHeaders(call, signedHeaders);
  if (misfit !== undefined) return misfit;
  const credential = expected.find(scope.accessKeyId);
  if (credential === undefined) return { refused: 'unknown key' };
  if (!sameSecret(call.headers['x-amz-security-token'] ?? '', credential.sessionToken ?? '')) return { refused: 'bad token' };
  const problem = checkDate(signedAt, scope, expected);
  if (problem !== undefined) return problem;
  const sent = call.headers['x-amz-content-sha256'];
  if (sent !== undefined && sent !== createHash('sha256').update(call.body).digest('hex')) return { refused: 'mismatch' };
  if (!sameSecret(signature, await sign(call, credential, scope, signedHeaders, signedAt))) return { refused: 'mismatch' };
  if (credential.expiresAt !== undefined && credential.expiresAt <= expected.now) return { refused: 'expired token' };
  return { credential, scope };
}

/** The scope that a call claims, before anything is verified: enough to know which service it is meant for. */
export function claimedScope(call: Call): Scope | undefined {
  return readAuthorization(call.headers['authorization'] ?? '')?.scope;
}

function readAuthorization(header: string): Authorization | undefined {
  const parts = /^AWS4-HMAC-SHA256 +Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})$/.exec(header);
  const [accessKeyId, date, region, service, end] = parts?.[1]?.split('/') ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined || end !== 'aws4_request') return undefined;
  return { scope: { accessKeyId, date, region, service }, signedHeaders: parts?.[2]?.split(';') ?? [], signature: parts?.[3] ?? '' };
}

function checkScope(scope: Scope, expected: Expectation): Refusal | undefined {
  if (scope.service !== expected.service) return { refused: 'scope', detail: `Credential should be scoped to correct service: '${expected.service}'. ` };
  if (expected.region !== undefined && scope.region !== expected.region) {
    return { refused: 'scope', detail: `Credential should be scoped to a valid region, not '${scope.region}'. ` };
  }
  return undefined;
}

function checkHeaders(call: Call, signedHeaders: string[]): Refusal | undefined {
  const unsigned = Object.keys(call.headers).find((name) => name.startsWith('x-amz-') && !signedHeaders.includes(name));
  const complete = signedHeaders.includes('host') && signedHeaders.includes('x-amz-date') && signedHeaders.every((name) => name in call.headers);
  return unsigned !== undefined || !complete ? { refused: 'mismatch' } : undefined;
}

function checkDate(signedAt: number, scope: Scope, expected: Expectation): Refusal | undefined {
  const { now, windowMinutes } = expected;
  const signed = compactDate(signedAt);
  if (!signed.startsWith(scope.date)) {
    const what = 'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP';
    return { refused: 'scope', detail: `${what}: '${scope.date}' != '${signed.slice(0, 8)}', from '${signed}'.` };
  }
  const windowMs = windowMinutes * 60_000;
  const limits = (limitAt: number, sign: string) => `${compactDate(limitAt)} (${compactDate(now)} ${sign} ${windowMinutes} min.)`;
  if (signedAt < now - windowMs) return { refused: 'stale', detail: `Signature expired: ${signed} is now earlier than ${limits(now - windowMs, '-')}` };
  if (signedAt > now + windowMs) return { refused: 'early', detail: `Signature not yet current: ${signed} is still later than ${limits(now + windowMs, '+')}` };
  return undefined;
}

async function sign(call: Call, credential: Credential, scope: Scope, signedHeaders: string[], signedAt: number): Promise<string> {
  const { accessKeyId, secretAccessKey } = credential;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey }, region: scope.region, service: scope.service,
    sha256: NodeSha256, applyChecksum: false, uriEscapePath: scope.service !== 's3',
  });
  const headers = Object.fromEntries(signedHeaders.map((name) => [name, name === 'host' ? call.authority : call.headers[name] ?? '']));
  const request = { method: call.method, protocol: 'https:', hostname: call.host, path: call.path, query: rawQuery(call.url), headers, body: call.body };
  const signed = await signer.sign(request, { signingDate: new Date(signedAt), signableHeaders: new Set(signedHeaders) });
  return readAuthorization(signed.headers['authorization'] ?? '')?.signature ?? '';
}

/** The query by the rules of RFC 3986, where a plus sign is a plus sign. */
function rawQuery(url: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  const mark = url.indexOf('?');
  for (const pair of mark < 0 ? [] : url.slice(mark + 1).split('&').filter((part) => part !== '')) {
    const [key = '', ...rest] = pair.split('=').map(decoded);
    const value = rest.join('=');
    const earlier = query[key];
    query[key] = earlier === undefined ? value : [earlier, value].flat();
  }
  return query;
}

/** Text that is no percent-encoding stays as it is: no client signs such a query, so nothing will match. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    if (!(cause instanceof URIError)) throw cause;
    return text;
  }
}

function readDate(text = ''): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function compactDate(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Node's own hash in the shape that the signer constructs: plain SHA-256, or HMAC when it is handed a key. */
const NodeSha256 = function (secret?: string | Uint8Array) {
  const hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  return {
    update: (chunk: string | Uint8Array) => void hash.update(chunk),
    digest: () => Promise.resolve(new Uint8Array(hash.digest())),
    reset: () => undefined,
  };
} as unknown as HashConstructor;
