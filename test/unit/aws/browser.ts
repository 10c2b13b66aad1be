import { request } from 'node:https';
import type { Emulator } from '../../aws/emulator.js';
import type { Key } from './clients.js';

/** What a browser gets for one request; redirects are not followed. */
export interface Page {
  status: number;
  location: string;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** A browser with a cookie jar of its own, for which all hosts are the emulator. */
export interface Browser {
  cookies: Map<string, string>;
  setCookies: string[];
  get(url: string): Promise<Page>;
  post(url: string, form: Record<string, string>): Promise<Page>;
  send(method: string, url: string, headers?: Record<string, string>, body?: string): Promise<Page>;
}

export function openBrowser(emulator: Emulator): Browser {
  const cookies = new Map<string, string>();
  const setCookies: string[] = [];
  const send: Browser['send'] = async (method, url, headers = {}, body = '') => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const page = await exchange(emulator, method, new URL(url), { ...headers, ...(cookie === '' ? {} : { cookie }) }, body);
    for (const line of [page.headers['set-cookie'] ?? []].flat()) {
      setCookies.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (line.includes('Max-Age=0')) cookies.delete(name);
      else cookies.set(name, value);
    }
    return page;
  };
  return {
    cookies, setCookies, send,
    get: (url) => send('GET', url),
    post: (url, form) => send('POST', url, { 'content-type': 'application/x-www-form-urlencoded' }, new URLSearchParams(form).toString()),
  };
}

export const signin = 'https://us-east-1.signin.aws.amazon.com';
export const consoleHome = 'https://us-east-1.console.aws.amazon.com/console/home?region=us-east-1';

/** The form of getSigninToken. */
export function exchangeForm({ accessKeyId: sessionId, secretAccessKey: sessionKey, sessionToken = '' }: Key): Record<string, string> {
  return { Action: 'getSigninToken', Session: JSON.stringify({ sessionId, sessionKey, sessionToken }) };
}

/** A sign-in token for a role session. */
export async function signinToken(browser: Browser, key: Key): Promise<string> {
  const { body } = await browser.post(`${signin}/federation`, exchangeForm(key));
  return (JSON.parse(body) as { SigninToken: string }).SigninToken;
}

/** Exchanges and logs in. */
export async function logIn(browser: Browser, key: Key, destination = consoleHome): Promise<Page> {
  return browser.post(`${signin}/federation`, { Action: 'login', Issuer: '', Destination: destination, SigninToken: await signinToken(browser, key) });
}

function exchange({ tls }: Emulator, method: string, url: URL, headers: Record<string, string>, body: string): Promise<Page> {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1', port: tls?.port, method, path: url.pathname + url.search, rejectUnauthorized: false, agent: false,
      headers: { host: url.host, 'content-length': Buffer.byteLength(body), ...headers },
    };
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      }).on('end', () => resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', headers: response.headers, body: text }));
    });
    sent.on('error', reject).end(body);
  });
}
