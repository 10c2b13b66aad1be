import { answerAsset } from './assets.js';
import { consolePage } from './consolePage.js';
import type { ConsoleSession } from './consoleSessions.js';
import { browserOf } from './cookies.js';
import { AwsError } from './errors.js';
import { multiSessionHost } from './federation.js';
import { type Call, html, json, redirect, type Reply } from './http.js';
import type { Partition } from './partitions.js';
import { createBucket, listBuckets } from './s3.js';
import type { World } from './world.js';

/** The console host that is asked. */
export interface ConsoleHost {
  partition: Partition;
  region?: string;
  label?: string;
}

const contentSecurityPolicy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'";

/** A console host: any path is a page of the service that its first part names, for whoever the cookies say is signed in. */
export async function answerConsole(world: World, host: ConsoleHost, call: Call): Promise<Reply> {
  const asset = answerAsset(call.path);
  if (asset !== undefined) return asset;
  const browser = browserOf(world, call);
  const url = new URL(`https://${call.host}${call.url}`);
  const session = host.label === undefined ? browser.classic : browser.sessions.find(({ differentiator }) => differentiator === host.label);
  if (session === undefined) return call.path.startsWith('/api/') ? json(401, { state: 'signed out' }) : elsewhere(host, browser.sessions, url);
  const asked = url.searchParams.get('region') ?? '';
  const region = host.region ?? (host.partition.regions.test(asked) ? asked : host.partition.defaultRegion);
  if (call.path === '/api/list-buckets') return buckets(world, session, region, call);
  if (call.path === '/api/create-bucket' && call.method === 'POST') return newBucket(world, session, region, call);
  const page = consolePage({
    session, region, path: call.path, multiSession: host.label !== undefined, header: world.behaviour.header,
    account: world.organization.accounts.find(({ id }) => id === session.credential.principal.accountId),
    signinHost: `${region}.signin.${host.partition.webDomain}`,
  });
  return html(200, page, { 'content-security-policy': contentSecurityPolicy });
}

/**
 * With multi-session, the plain host leads to the session, or to the choice of one. Otherwise to the sign-in page: so does a session
 * that has ended. That AWS leads there with the place to come back to is seen; that it says nothing else there is a guess.
 */
function elsewhere(host: ConsoleHost, sessions: ConsoleSession[], url: URL): Reply {
  const { partition } = host;
  const region = host.region ?? partition.defaultRegion;
  const [only] = sessions;
  if (host.label !== undefined || only === undefined) {
    const query = new URLSearchParams({ client_id: 'console', redirect_uri: url.href });
    return redirect(`https://${region}.signin.${partition.webDomain}/oauth?${query}`);
  }
  if (sessions.length > 1) return redirect(`https://${region}.signin.${partition.webDomain}/sessions/selector`);
  url.host = multiSessionHost(only.differentiator, url, partition);
  return redirect(url.href);
}

async function buckets(world: World, { credential }: ConsoleSession, region: string, call: Call): Promise<Reply> {
  return denying(async () => json(200, { state: 'ok', buckets: await listBuckets(world, credential, originOf(region, call)) }));
}

/** The bucket is called after its account and how many there are, so that nothing need be typed. */
async function newBucket(world: World, { credential }: ConsoleSession, region: string, call: Call): Promise<Reply> {
  const { accountId } = credential.principal;
  const count = world.organization.accounts.find(({ id }) => id === accountId)?.buckets.length ?? 0;
  const name = `new-${accountId}-${count + 1}`;
  return denying(async () => {
    await createBucket(world, credential, name, originOf(region, call));
    return json(200, { state: 'ok', name });
  });
}

function originOf(region: string, call: Call) {
  return { region, host: `s3.${region}.amazonaws.com`, userAgent: call.headers['user-agent'], fromConsole: true };
}

async function denying(answer: () => Promise<Reply>): Promise<Reply> {
  try {
    return await answer();
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    return json(cause.status, { state: 'denied', code: cause.code, message: cause.message });
  }
}
