import { answerAsset } from './assets.js';
import { browserOf, optInCookie, signInCookies, signOutCookies } from './cookies.js';
import { answerFederation, type SigninHost } from './federation.js';
import { readHost } from './hosts.js';
import { type Call, json, parametersOf, redirect, type Reply } from './http.js';
import { limitPage, refusalPage, selectorPage, signinPage, signInPage } from './signinPages.js';
import type { World } from './world.js';

/** The sign-in host. It never answers CORS, so only a program with permission for the host can read it. */
export async function answerSignin(world: World, host: SigninHost, call: Call): Promise<Reply> {
  if (call.method !== 'GET' && call.method !== 'POST') return { status: 403, headers: {}, body: '' };
  if (call.path === '/federation') return answerFederation(world, host, call);
  if (call.path === '/oauth' && parametersOf(call).get('Action') === 'logout') return logOut(world, host, call);
  if (call.path === '/sessions/v1/opt-in') return optIn(world, host, call);
  if (call.path === '/sessions/v1/list') return json(200, { sessions: listed(world, call) });
  const ended = /^\/sessions\/(\d{12}-[a-z0-9]{8})\/v1\/logout$/.exec(call.path)?.[1];
  if (ended !== undefined) return endSession(world, host, call, ended);
  if (call.path === '/sessions/limit') return limitPage(browserOf(world, call).sessions);
  if (call.path === '/sessions/selector') {
    return selectorPage(browserOf(world, call).sessions, `${host.region ?? host.partition.defaultRegion}.console.${host.partition.webDomain}`);
  }
  return answerAsset(call.path) ?? signInPage();
}

/**
 * The logout hop. It works only where both hosts name a region, and not at all with multi-session (both reported by the tools that
 * use it: leapp, guardian/janus).
 */
function logOut(world: World, host: SigninHost, call: Call): Reply {
  const browser = browserOf(world, call);
  if (browser.multiSession) return refusalPage('Invalid request');
  const target = redirectTarget(call, host);
  if (target === undefined || host.region === undefined) return refusalPage('Invalid redirect_uri parameter');
  if (browser.classic !== undefined) world.consoleSessions.end(browser.classic.id);
  return redirect(target.href, { 'set-cookie': signOutCookies(host.partition) });
}

/** Turns multi-session on for this browser, and carries over who is signed in. */
function optIn(world: World, host: SigninHost, call: Call): Reply {
  const browser = browserOf(world, call);
  const target = redirectTarget(call, host);
  if (target === undefined || (browser.multiSession && browser.sessions.length > 0)) return refusalPage('Invalid request');
  target.searchParams.set('newPrism', 'true');
  if (browser.classic !== undefined) target.searchParams.set('login_hint', browser.classic.differentiator);
  const carried = browser.classic === undefined ? [] : signInCookies(browser.classic, host.partition, true);
  return redirect(target.href, { 'set-cookie': [optInCookie(host.partition), ...signOutCookies(host.partition), ...carried] });
}

/** The `redirect_uri`, if it is a console or sign-in address of the partition on a regional host. */
function redirectTarget(call: Call, host: SigninHost): URL | undefined {
  const text = parametersOf(call).get('redirect_uri') ?? '';
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const place = readHost(url.hostname);
  const ours = (place.kind === 'signin' || place.kind === 'console') && place.partition === host.partition && place.region !== undefined;
  return ours && url.protocol === 'https:' && url.port === '' ? url : undefined;
}

function listed(world: World, call: Call): Record<string, unknown>[] {
  const { classic, sessions } = browserOf(world, call);
  return (classic === undefined ? sessions : [classic]).map((session) => ({
    differentiator: session.differentiator,
    principal_arn: session.credential.principal.arn,
    expiry: Math.floor(session.expiresAt / 1000),
    auth_time: Math.floor(session.signedInAt / 1000),
    account_alias: world.organization.accounts.find(({ id }) => id === session.credential.principal.accountId)?.alias ?? '',
  }));
}

function endSession(world: World, host: SigninHost, call: Call, differentiator: string): Reply {
  const session = browserOf(world, call).sessions.find((candidate) => candidate.differentiator === differentiator);
  if (session === undefined) return refusalPage('Invalid session');
  world.consoleSessions.end(session.id);
  const reply = signinPage(200, 'Signed out', '<h1>Signed out</h1><p>You are signed out of this session.</p>');
  return { ...reply, headers: { ...reply.headers, 'set-cookie': signOutCookies(host.partition, session) } };
}
