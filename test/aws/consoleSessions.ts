import { createHash } from 'node:crypto';
import type { Credential } from './credentials.js';
import { randomSessionId } from './random.js';

/** A person signed in to an account's console, in one browser. */
export interface ConsoleSession {
  /** The value of its cookie. */
  id: string;
  /** `<account>-<8 characters>`, the same for one principal each time: the first label of a multi-session console host. */
  differentiator: string;
  credential: Credential;
  issuer: string;
  signedInAt: number;
  expiresAt: number;
}

/** The console sessions of all browsers. An expired one is not found. */
export interface ConsoleSessions {
  start(credential: Credential, issuer: string, expiresAt: number): ConsoleSession;
  find(id: string): ConsoleSession | undefined;
  end(id: string): void;
  /** Ends those of a role by its name, or all: as an administrator does who revokes its sessions. */
  endOf(roleName?: string): void;
}

export function createConsoleSessions(now: () => number): ConsoleSessions {
  const sessions = new Map<string, ConsoleSession>();
  return {
    start: (credential, issuer, expiresAt) => {
      const session = { id: randomSessionId(), differentiator: differentiatorOf(credential), credential, issuer, signedInAt: now(), expiresAt };
      sessions.set(session.id, session);
      return session;
    },
    find: (id) => {
      const session = sessions.get(id);
      return session !== undefined && session.expiresAt > now() ? session : undefined;
    },
    end: (id) => void sessions.delete(id),
    endOf: (roleName) => {
      for (const { id, credential: { principal } } of [...sessions.values()]) {
        if (roleName === undefined || (principal.kind === 'role' && principal.role.name === roleName)) sessions.delete(id);
      }
    },
  };
}

function differentiatorOf({ principal }: Credential): string {
  const suffix = BigInt(`0x${createHash('sha256').update(principal.arn).digest('hex')}`).toString(36).slice(0, 8);
  return `${principal.accountId}-${suffix}`;
}
