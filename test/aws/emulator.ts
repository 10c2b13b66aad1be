import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { actionOf, answerApi } from './api.js';
import { type Changes, createChanges } from './changes.js';
import { answerConsole } from './console.js';
import { answerControl, isControl } from './control.js';
import type { Credential } from './credentials.js';
import type { Faults } from './faults.js';
import type { Hold } from './holds.js';
import { readHost } from './hosts.js';
import { type Call, listener, type Reply } from './http.js';
import { answerOrMisbehave } from './mishaps.js';
import type { Organization } from './organization.js';
import type { Partition } from './partitions.js';
import { answerSignin } from './signin.js';
import { createTlsIdentity } from './tls.js';
import type { CloudTrailEvent } from './trail.js';
import { createWorld, type Issued, type RequestRecord, type World } from './world.js';

/** How to start. Ports are free ones unless given; `tls` serves the browser's hosts too; `now` is the clock of all AWS. */
export interface EmulatorOptions {
  apiPort?: number;
  tls?: boolean;
  tlsPort?: number;
  multiSession?: 'opt-in' | 'on';
  partition?: Partition['name'];
  now?: () => number;
}

/** A role as a person would write it into a catalogue. `behind` is the ARN of the role that it is reached from. */
export interface ListedRole {
  name: string;
  accountId: string;
  accountName: string;
  arn: string;
  region: string;
  behind?: string;
}

/** An emulated AWS that runs. */
export interface Emulator extends Changes, Pick<Faults, 'misbehave' | 'behave'> {
  /** Plain HTTP on 127.0.0.1, for command-line clients. */
  api: { endpoint: string; port: number };
  /** TLS on 127.0.0.1, for a browser to which all hosts resolve there. */
  tls: { port: number; spki: string } | undefined;
  alice: { accountId: string; userName: string; accessKeyId: string; secretAccessKey: string; mfaSerial: string; totpSecret: string };
  roles: ListedRole[];
  /** Alice's access keys as they are now, oldest first: a test may make one older. */
  keys(): Credential[];
  /** The Organization itself: a test may add a role or change a policy. */
  organization: Organization;
  /** What an authenticator app shows, and a code that is good still without waiting for the next step. */
  device: { code(): { code: string; secondsLeft: number }; freshCode(): string };
  behaviour: World['behaviour'];
  /** Oldest first, of all accounts. */
  events: CloudTrailEvent[];
  requests: RequestRecord[];
  /** When each TLS handshake was done, in milliseconds since the epoch. */
  handshakes: number[];
  /** Stops the next call of an STS or federation action until it is released. */
  hold(action: string): Hold;
  issued: Issued;
  /** Ends the console sessions of a role, or all of them, before their time. */
  endSessions(roleName?: string): void;
  close(): Promise<void>;
}

/** Starts an emulated AWS with the scenario's Organization and fresh secrets. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { apiPort = 0, tls = false, tlsPort = 0, multiSession = 'opt-in', partition, now = Date.now } = options;
  const world = createWorld(now, multiSession, partition);
  const { changes, changed } = createChanges(world);
  const { misbehave, behave } = world.faults;
  const api = createServer(listening(world, false, (call) => answerApi(world, call), (call) => {
    return isControl(call) ? answerControl(call, { ...changes, misbehave, behave }, { faults: world.faults, changed }) : undefined;
  }));
  const identity = tls ? await createTlsIdentity() : undefined;
  const web = identity && createTlsServer(identity, listening(world, true, (call) => route(world, call)));
  const handshakes: number[] = [];
  web?.on('secureConnection', () => void handshakes.push(Date.now()));
  const port = await listen(api, apiPort);
  const { organization, credentials, device } = world;
  const { user } = organization;
  return {
    api: { endpoint: `http://127.0.0.1:${port}`, port },
    tls: identity && web && { port: await listen(web, tlsPort), spki: identity.spki },
    alice: {
      accountId: user.accountId, userName: user.name, mfaSerial: user.mfaSerial, totpSecret: device.secret,
      accessKeyId: credentials.longTerm.accessKeyId, secretAccessKey: credentials.longTerm.secretAccessKey,
    },
    roles: listed(organization),
    keys: () => credentials.ofUser(),
    organization,
    device: { code: () => device.code(), freshCode: () => device.freshCode() },
    behaviour: world.behaviour,
    events: world.events,
    requests: world.requests,
    handshakes,
    hold: (action) => world.holds.hold(action),
    issued: world.issued,
    endSessions: (roleName) => world.consoleSessions.endOf(roleName),
    misbehave, behave, ...changes,
    close: async () => {
      world.holds.releaseAll();
      await Promise.all([api, web].map((server) => server && stop(server)));
    },
  };
}

/** `control` answers what is no call of AWS: it is not recorded, and nothing befalls it. */
function listening(world: World, secure: boolean, answer: (call: Call) => Promise<Reply>, control?: (call: Call) => Reply | undefined): RequestListener {
  return listener(secure, world.now, async (call) => {
    const told = control?.(call);
    if (told !== undefined) return told;
    const { origin, referer } = call.headers;
    const action = actionOf(call);
    world.requests.push({
      at: world.now(), method: call.method, host: call.host, url: call.url,
      ...(origin === undefined ? {} : { origin }), ...(referer === undefined ? {} : { referer }), ...(action === undefined ? {} : { action }),
    });
    const { latencyMs } = world.behaviour;
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    return answerOrMisbehave(world, call, answer);
  });
}

async function route(world: World, call: Call): Promise<Reply> {
  const place = readHost(call.host);
  switch (place.kind) {
    case 'api': return answerApi(world, call, place);
    case 'signin': return answerSignin(world, place, call);
    case 'console': return answerConsole(world, place, call);
    case 'unknown': return { status: 404, headers: { 'content-type': 'text/plain' }, body: `The emulated AWS has no host ${call.host}\n` };
  }
}

function listed({ roles, accounts }: Organization): ListedRole[] {
  return roles.map(({ name, accountId, arn, region, behind }) => ({
    name, accountId, accountName: accounts.find(({ id }) => id === accountId)?.name ?? '', arn, region, ...(behind === undefined ? {} : { behind }),
  }));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
