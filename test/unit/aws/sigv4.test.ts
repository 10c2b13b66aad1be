import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { openBrowser } from './browser.js';
import { signed } from './signing.js';

interface Signing {
  secret?: string;
  region?: string;
  service?: string;
  at?: number;
  host?: string;
  signedHost?: string;
  signedBody?: string;
  sentBody?: string;
  headers?: Record<string, string>;
  unsigned?: Record<string, string>;
  tamper?: (authorization: string) => string;
}

const identityBody = 'Action=GetCallerIdentity&Version=2011-06-15';
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ tls: true });
});
afterAll(() => emulator.close());

/** A call of GetCallerIdentity, with one thing or another wrong with it. */
function call(signing: Signing): { headers: Record<string, string>; body: string; host: string } {
  const { region = 'us-east-1', service = 'sts', at = Date.now(), host = 'sts.us-east-1.amazonaws.com', tamper = (text: string) => text } = signing;
  const { signedBody = identityBody, sentBody = signedBody, signedHost = host, secret = emulator.alice.secretAccessKey } = signing;
  const headers = signed({ ...emulator.alice, secretAccessKey: secret }, {
    method: 'POST', host: signedHost, body: signedBody, service, region, at, headers: { 'content-type': 'application/x-www-form-urlencoded', ...signing.headers },
  });
  return { headers: { ...headers, ...signing.unsigned, host, authorization: tamper(headers['authorization'] ?? '') }, body: sentBody, host };
}

async function answer(signing: Signing = {}): Promise<string> {
  const { headers, body, host } = call(signing);
  const page = await openBrowser(emulator).send('POST', `https://${host}/`, headers, body);
  return page.status === 200 ? 'ok' : `${page.status} ${/<Code>(.*)<\/Code><Message>(.*)<\/Message>/.exec(page.body)?.slice(1).join(': ') ?? page.body}`;
}

const mismatch = /^403 SignatureDoesNotMatch: The request signature we calculated does not match/;

describe('a signature', () => {
  it('is taken when it is right', async () => {
    expect(await answer()).toBe('ok');
  });

  it('is taken for a body with a hash in its header, if it is the hash of that body', async () => {
    const hash = createHash('sha256').update(identityBody).digest('hex');
    expect(await answer({ headers: { 'x-amz-content-sha256': hash } })).toBe('ok');
  });

  it.each<[string, Signing]>([
    ['with another secret', { secret: 'x'.repeat(40) }],
    ['over another body', { sentBody: `${identityBody}&DurationSeconds=900` }],
    ['for another host', { signedHost: 'sts.eu-west-1.amazonaws.com' }],
    ['with a header changed on the way', { unsigned: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' } }],
    ['with an x-amz header that is not signed', { unsigned: { 'x-amz-more': '1' } }],
    ['with a bit changed', { tamper: (text) => text.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }],
  ])('%s is refused as one that does not match', async (_how, signing) => {
    expect(await answer(signing)).toMatch(mismatch);
  });

  it('whose hash header belongs to another body is refused, although everything in it is consistent', async () => {
    const other = createHash('sha256').update('something else').digest('hex');
    const honest = call({ headers: { 'x-amz-content-sha256': other }, signedBody: 'something else', sentBody: identityBody });
    const page = await openBrowser(emulator).send('POST', `https://${honest.host}/`, honest.headers, honest.body);
    expect([page.status, page.body.includes('SignatureDoesNotMatch')]).toEqual([403, true]);
  });

  it('for another region or service than the host is refused, although it is consistent in itself', async () => {
    expect(await answer({ region: 'eu-west-1' })).toMatch(/^403 SignatureDoesNotMatch: Credential should be scoped to a valid region, not &#39;eu-west-1&#39;/);
    expect(await answer({ service: 's3' })).toMatch(/^403 SignatureDoesNotMatch: Credential should be scoped to correct service/);
  });

  it('older than a quarter of an hour has expired, and the refusal names both times', async () => {
    expect(await answer({ at: Date.now() - 16 * 60_000 })).toMatch(
      /^403 SignatureDoesNotMatch: Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$/,
    );
  });

  it('from the future is not yet current', async () => {
    expect(await answer({ at: Date.now() + 16 * 60_000 })).toMatch(/^403 SignatureDoesNotMatch: Signature not yet current: /);
    expect(await answer({ at: Date.now() + 14 * 60_000 })).toBe('ok');
  });

  it('is required', async () => {
    const page = await openBrowser(emulator).send('POST', 'https://sts.us-east-1.amazonaws.com/', { 'content-type': 'application/x-www-form-urlencoded' }, identityBody);
    expect([page.status, page.body.includes('<Code>MissingAuthenticationToken</Code>')]).toEqual([403, true]);
  });

  it('by a key of another partition is by nobody', async () => {
    expect(await answer({ host: 'sts.cn-north-1.amazonaws.com.cn', region: 'cn-north-1' })).toMatch(/^403 InvalidClientTokenId/);
  });
});
