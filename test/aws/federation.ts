import { browserOf, signInCookies } from './cookies.js';
import { type Credential, sameSecret } from './credentials.js';
import { type Call, json, parametersOf, redirect, type Reply } from './http.js';
import { readHost } from './hosts.js';
import type { Partition } from './partitions.js';
import { randomSigninToken } from './random.js';
import { logOutFirstPage, refusalPage } from './signinPages.js';
import type { World } from './world.js';

const tokenLifeMs = 15 * 60_000;
const sessionLimit = 5;
const badCredentials = 'Invalid credentials parameter';

/** A sign-in token that has not been used yet. */
export interface SigninToken {
  credential: Credential;
  durationSeconds?: number;
  expiresAt: number;
}

/** The sign-in host that is asked. */
export interface SigninHost {
  partition: Partition;
  region?: string;
}

/** `/federation`, with GET and POST (IAM User Guide, "Enable custom identity broker access to the AWS console"). */
export async function answerFederation(world: World, host: SigninHost, call: Call): Promise<Reply> {
  const parameters = parametersOf(call);
  const action = parameters.get('Action') ?? '';
  await world.holds.pass(action);
  if (action === 'getSigninToken') return getSigninToken(world, host, parameters, call.headers['user-agent']);
  if (action === 'login') return login(world, host, parameters, call);
  return refusalPage('Invalid Action parameter');
}

/**
 * Only role sessions are exchanged: GetSessionToken credentials are not (IAM User Guide, comparison of the STS calls). SessionDuration
 * is refused for a session that was assumed with temporary credentials (reported by several tools).
 */
function getSigninToken(world: World, host: SigninHost, parameters: URLSearchParams, userAgent: string | undefined): Reply {
  const sent = parameters.get('Session') ?? '';
  const credential = credentialIn(world, sent);
  if (credential?.principal.kind !== 'role' || world.organization.partition !== host.partition) return refusalPage(badCredentials, sent);
  const duration = parameters.get('SessionDuration');
  if (duration !== null && (credential.chained || !isDuration(duration))) return refusalPage(badCredentials, sent);
  const token = randomSigninToken();
  world.signinTokens.set(token, {
    credential, expiresAt: world.now() + tokenLifeMs, ...(duration === null ? {} : { durationSeconds: Number(duration) }),
  });
  world.issued.signinTokens.push(token);
  world.record({
    caller: credential, eventSource: 'signin.amazonaws.com', eventName: 'GetSigninToken',
    region: host.region ?? host.partition.defaultRegion, userAgent, readOnly: false, responseElements: { GetSigninToken: 'Success' },
  });
  return json(200, { SigninToken: token });
}

function login(world: World, host: SigninHost, parameters: URLSearchParams, call: Call): Reply {
  const sent = parameters.get('SigninToken') ?? '';
  const token = world.signinTokens.get(sent);
  world.signinTokens.delete(sent);
  if (token === undefined || token.expiresAt <= world.now()) return refusalPage('Invalid SigninToken parameter');
  const destination = destinationIn(parameters.get('Destination') ?? '', host.partition);
  if (destination === undefined) return refusalPage('Invalid Destination parameter');
  const { credential, durationSeconds } = token;
  const browser = browserOf(world, call);
  const { arn } = credential.principal;
  if (browser.classic !== undefined && browser.classic.credential.principal.arn !== arn) {
    return logOutFirstPage(`https://${call.host}/oauth?${new URLSearchParams({ Action: 'logout', redirect_uri: destination.href })}`);
  }
  const earlier = browser.sessions.find((session) => session.credential.principal.arn === arn) ?? browser.classic;
  if (browser.multiSession && earlier === undefined && browser.sessions.length >= sessionLimit) return redirect(`https://${call.host}/sessions/limit`);
  if (earlier !== undefined) world.consoleSessions.end(earlier.id);
  const expiresAt = durationSeconds === undefined ? credential.expiresAt ?? 0 : world.now() + durationSeconds * 1000;
  if (expiresAt <= world.now()) return refusalPage('Invalid SigninToken parameter');
  const session = world.consoleSessions.start({ ...credential, expiresAt }, parameters.get('Issuer') ?? '', expiresAt);
  world.record({
    caller: credential, eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin',
    region: host.region ?? host.partition.defaultRegion, userAgent: call.headers['user-agent'], readOnly: false,
    responseElements: { ConsoleLogin: 'Success' }, additionalEventData: { LoginTo: destination.href, MobileVersion: 'No', MFAUsed: 'No' },
  });
  if (browser.multiSession) destination.host = multiSessionHost(session.differentiator, destination, host.partition);
  return redirect(destination.href, { 'set-cookie': signInCookies(session, host.partition, browser.multiSession) });
}

function credentialIn(world: World, text: string): Credential | undefined {
  const session = parsed(text);
  if (session === undefined) return undefined;
  const { sessionId, sessionKey, sessionToken } = session;
  if (typeof sessionId !== 'string' || typeof sessionKey !== 'string' || typeof sessionToken !== 'string') return undefined;
  const credential = world.credentials.find(sessionId);
  if (credential?.sessionToken === undefined || (credential.expiresAt ?? 0) <= world.now()) return undefined;
  const good = sameSecret(sessionKey, credential.secretAccessKey) && sameSecret(sessionToken, credential.sessionToken);
  return good ? credential : undefined;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return undefined;
  }
}

function isDuration(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 900 && Number(text) <= 43_200;
}

/** The destination, if it is on a console host of the partition; a multi-session host is refused, as users report. */
function destinationIn(text: string, partition: Partition): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const place = readHost(url.hostname);
  const good = url.protocol === 'https:' && url.port === '' && place.kind === 'console' && place.partition === partition && place.label === undefined;
  return good ? url : undefined;
}

/** The host of a session's console in the region that an address names by its host or, on the bare host, by its query. */
export function multiSessionHost(differentiator: string, url: URL, partition: Partition): string {
  const place = readHost(url.hostname);
  const named = place.kind === 'console' ? place.region : undefined;
  const asked = url.searchParams.get('region') ?? '';
  const region = named ?? (partition.regions.test(asked) ? asked : partition.defaultRegion);
  return `${differentiator}.${region}.console.${partition.webDomain}`;
}
