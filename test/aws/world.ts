import type { HeaderKind } from './consoleHeaders.js';
import { type ConsoleSessions, createConsoleSessions } from './consoleSessions.js';
import { createCredentials, type CredentialStore } from './credentials.js';
import type { SigninToken } from './federation.js';
import { createFaults, type Faults } from './faults.js';
import { createHolds, type Holds } from './holds.js';
import { createOrganization, type Organization } from './organization.js';
import type { Partition } from './partitions.js';
import { createDevice, type Device } from './totp.js';
import { type CloudTrailEvent, describeEvent, type Happening } from './trail.js';

/** One HTTP request that arrived, for tests to look at. */
export interface RequestRecord {
  at: number;
  method: string;
  host: string;
  url: string;
  origin?: string;
  referer?: string;
  action?: string;
}

/** Every secret that was given out or taken in, for searching what a program left behind. */
export interface Issued {
  sessionTokens: string[];
  secretAccessKeys: string[];
  signinTokens: string[];
  codes: string[];
}

/** All that the emulated AWS knows. Each service is a function of it and of a call. */
export interface World {
  organization: Organization;
  credentials: CredentialStore;
  device: Device;
  consoleSessions: ConsoleSessions;
  /** Those not used yet, by token. */
  signinTokens: Map<string, SigninToken>;
  /** 'on': every browser counts as opted in to multi-session; 'opt-in': by its cookie. */
  multiSession: 'opt-in' | 'on';
  /** Changed at run time by tests. */
  behaviour: {
    stsCors: boolean; header: HeaderKind;
    /** How long every request takes, preflights too, and how long a browser may keep the answer to a preflight: AWS's is kept for two days. */
    latencyMs: number; preflightSeconds: number;
    /** How long sessions of roles last, whatever is asked for. */
    roleSeconds?: number;
    /** How many accounts each page of ListAccounts has, in turn; pages may be empty. What is left comes twenty at a time, as AWS gives it. */
    accountPages?: readonly number[];
    /** How long no service knows an access key that was just made. */
    newKeyUnknownMs?: number;
  };
  holds: Holds;
  faults: Faults;
  /** Regions in which STS is deactivated. */
  disabledRegions: Set<string>;
  /** How far AWS's clock is off from the one that it was started with. */
  clock: { offsetMs: number };
  events: CloudTrailEvent[];
  requests: RequestRecord[];
  issued: Issued;
  now: () => number;
  record(happening: Omit<Happening, 'now'>): void;
}

/** A new world with the scenario's Organization. */
export function createWorld(startNow: () => number, multiSession: World['multiSession'], partition?: Partition['name']): World {
  const organization = createOrganization(partition);
  const clock = { offsetMs: 0 };
  const now = () => startNow() + clock.offsetMs;
  const issued: Issued = { sessionTokens: [], secretAccessKeys: [], signinTokens: [], codes: [] };
  const events: CloudTrailEvent[] = [];
  return {
    organization,
    credentials: createCredentials(organization, now, ({ secretAccessKey, sessionToken }) => {
      issued.secretAccessKeys.push(secretAccessKey);
      if (sessionToken !== undefined) issued.sessionTokens.push(sessionToken);
    }),
    device: createDevice(now, undefined, (code) => {
      if (!issued.codes.includes(code)) issued.codes.push(code);
    }),
    consoleSessions: createConsoleSessions(now),
    signinTokens: new Map(),
    multiSession,
    behaviour: { stsCors: true, header: 'present', latencyMs: 0, preflightSeconds: 0 },
    holds: createHolds(),
    faults: createFaults(),
    disabledRegions: new Set(),
    clock,
    events,
    requests: [],
    issued,
    now,
    record: (happening) => void events.push(describeEvent({ ...happening, now: now() })),
  };
}
