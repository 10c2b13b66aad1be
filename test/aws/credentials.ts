import { timingSafeEqual } from 'node:crypto';
import type { Organization, Role, User } from './organization.js';
import type { PolicyDocument } from './policies.js';
import { randomId, randomSecret, randomSessionToken } from './random.js';

/** Who a key speaks for. A GetSessionToken session keeps the user as its principal. */
export type Principal =
  | { kind: 'user'; user: User; accountId: string; arn: string; userId: string }
  | { kind: 'role'; role: Role; sessionName: string; accountId: string; arn: string; userId: string };

/** A session tag; a transitive one passes to the next hop. */
export interface SessionTag {
  key: string;
  value: string;
  transitive: boolean;
}

/** One key that the emulator knows. Some fields are those of temporary credentials only. */
export interface Credential {
  principal: Principal;
  accessKeyId: string;
  secretAccessKey: string;
  issuedAt: number;
  sessionToken?: string;
  expiresAt?: number;
  /** True for a long-term key that was made inactive: it is nobody's until it is active again. */
  inactive?: boolean;
  /** When the services come to know a long-term key: IAM is eventually consistent (IAM User Guide, "Troubleshoot IAM"). */
  knownFrom?: number;
  /** What a long-term key was last used for. */
  lastUsed?: { at: number; service: string; region: string };
  /** Whether the session carries MFA; undefined for a long-term key, of which the context key is absent. */
  mfa?: { present: false } | { present: true; authenticatedAt: number };
  /** True for a role session that was assumed with temporary credentials. */
  chained: boolean;
  sessionPolicies: PolicyDocument[];
  tags: SessionTag[];
  sourceIdentity?: string;
}

/** What the caller of `issue` decides about new temporary credentials; key, secret and token are made. */
export type Session = Omit<Credential, 'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'expiresAt' | 'inactive' | 'knownFrom' | 'lastUsed'> & { expiresAt: number };

/** The keys that exist, by access key id. */
export interface CredentialStore {
  /** The user's first access key. */
  longTerm: Credential;
  /** All access keys of the user, oldest first. */
  ofUser(): Credential[];
  /** Another access key for the user, which the services know after some milliseconds. */
  create(unknownMs?: number): Credential;
  remove(accessKeyId: string): void;
  find(accessKeyId: string): Credential | undefined;
  issue(session: Session): Required<Pick<Credential, 'sessionToken' | 'expiresAt'>> & Credential;
  /** Ends the temporary credentials that are meant before their time, whatever the clock will say. */
  expire(isMeant: (credential: Credential) => boolean): void;
}

/** Keys for the Organization's user, and whatever STS issues later. `onIssue` sees each new credential once. */
export function createCredentials(organization: Organization, now: () => number, onIssue: (credential: Credential) => void): CredentialStore {
  const known = new Map<string, Credential>();
  const keep = <C extends Credential>(credential: C): C => {
    known.set(credential.accessKeyId, credential);
    onIssue(credential);
    return credential;
  };
  const { user } = organization;
  const create = (unknownMs = 0): Credential => keep({
    principal: { kind: 'user', user, accountId: user.accountId, arn: user.arn, userId: user.id },
    accessKeyId: randomId('AKIA'), secretAccessKey: randomSecret(), issuedAt: now(),
    ...(unknownMs > 0 ? { knownFrom: now() + unknownMs } : {}), chained: false, sessionPolicies: [], tags: [],
  });
  return {
    longTerm: create(),
    ofUser: () => [...known.values()].filter(({ sessionToken }) => sessionToken === undefined),
    create,
    remove: (accessKeyId) => void known.delete(accessKeyId),
    find: (accessKeyId) => known.get(accessKeyId),
    issue: (session) => keep({
      ...session, accessKeyId: randomId('ASIA'), secretAccessKey: randomSecret(), sessionToken: randomSessionToken(),
    }),
    expire: (isMeant) => {
      for (const credential of known.values()) {
        if (credential.sessionToken !== undefined && isMeant(credential)) credential.expiresAt = 0;
      }
    },
  };
}

/** The principal of a role session. Its ARN carries the role's name without the path (STS API reference, AssumedRoleUser). */
export function roleSession(role: Role, sessionName: string): Principal {
  const partition = role.arn.split(':')[1] ?? 'aws';
  return {
    kind: 'role', role, sessionName, accountId: role.accountId,
    arn: `arn:${partition}:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
    userId: `${role.id}:${sessionName}`,
  };
}

/** Whether two secrets are the same, in constant time for secrets of one length. */
export function sameSecret(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
