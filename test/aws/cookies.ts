import type { ConsoleSession } from './consoleSessions.js';
import type { Call } from './http.js';
import type { Partition } from './partitions.js';
import type { World } from './world.js';

const prismPrefix = '__Secure-aws-session-id-';
const optIn = 'aws-prism-opt-in';
const yearSeconds = 31_536_000;

/** Who is signed in, in the browser that makes a call. */
export interface Browser {
  /** Whether multi-session support is on. */
  multiSession: boolean;
  /** The one session of a browser without multi-session. */
  classic?: ConsoleSession;
  /** The sessions of a browser with multi-session, oldest first. */
  sessions: ConsoleSession[];
}

/** Reads the cookies of a call. Sessions that have ended or expired are left out. */
export function browserOf(world: World, call: Call): Browser {
  const cookies = readCookies(call.headers['cookie'] ?? '');
  const classic = world.consoleSessions.find(cookies.get('aws-creds') ?? '');
  const sessions = [...cookies].flatMap(([name, value]) => {
    const session = name.startsWith(prismPrefix) ? world.consoleSessions.find(value) : undefined;
    return session === undefined ? [] : [session];
  });
  sessions.sort((left, right) => left.signedInAt - right.signedInAt);
  const multiSession = world.multiSession === 'on' || cookies.get(optIn) === 'true';
  return { multiSession, sessions, ...(classic === undefined || multiSession ? {} : { classic }) };
}

/**
 * The cookies of a sign-in. Names as the console's own scripts and tools know them; `aws-userInfo` is JSON that pages may read, and
 * with multi-session it tells only who signed in last. What the sign-in host must see when an extension's page posts to it is
 * `SameSite=None`, since such a post comes from another site.
 */
export function signInCookies(session: ConsoleSession, partition: Partition, multiSession: boolean): string[] {
  const expires = `Expires=${new Date(session.expiresAt).toUTCString()}`;
  const userInfo = encodeURIComponent(JSON.stringify(userInfoOf(session)));
  return [
    multiSession
      ? cookie(prismPrefix + session.differentiator, session.id, partition, `HttpOnly; SameSite=None; ${expires}`)
      : cookie('aws-creds', session.id, partition, `HttpOnly; SameSite=None; ${expires}`),
    cookie('aws-userInfo', userInfo, partition, `SameSite=Lax; ${expires}`),
    cookie('aws-userInfo-signed', `${base64url({ alg: 'ES384' })}.${base64url(userInfoOf(session))}.emulated`, partition, `HttpOnly; SameSite=Lax; ${expires}`),
    ...(multiSession ? [optInCookie(partition)] : []),
  ];
}

/** The mark of a browser that has turned on multi-session. */
export function optInCookie(partition: Partition): string {
  return cookie(optIn, 'true', partition, `SameSite=None; Max-Age=${yearSeconds}`);
}

/** What makes a browser forget a session. */
export function signOutCookies(partition: Partition, session?: ConsoleSession): string[] {
  const names = session === undefined ? ['aws-creds', 'aws-userInfo', 'aws-userInfo-signed'] : [prismPrefix + session.differentiator];
  return names.map((name) => cookie(name, '', partition, 'Max-Age=0'));
}

function userInfoOf({ credential: { principal }, issuer }: ConsoleSession): Record<string, string> {
  const username = encodeURIComponent(principal.arn.slice(principal.arn.lastIndexOf(':') + 1));
  return { arn: principal.arn, alias: '', username, keybase: '', issuer: encodeURIComponent(issuer), signinType: 'PUBLIC' };
}

function cookie(name: string, value: string, partition: Partition, attributes: string): string {
  return `${name}=${value}; Domain=${partition.webDomain}; Path=/; Secure; ${attributes}`;
}

function readCookies(header: string): Map<string, string> {
  return new Map(header.split(/; */).filter((pair) => pair.includes('=')).map((pair) => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  }));
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
