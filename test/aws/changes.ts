import type { Role } from './organization.js';
import { partitionOfRegion } from './partitions.js';
import type { World } from './world.js';

/** Which temporary credentials: those of GetSessionToken, those of AssumeRole, or both. */
export type SessionKind = 'mfa' | 'role' | 'all';

/** What may change in the world while somebody works in it. */
export interface Changes {
  /**
   * Sets AWS's clock off from this machine's by so many milliseconds: signatures, ends of sessions, Date headers and MFA codes all
   * go by it, so to a person it is this machine's clock that is wrong.
   */
  setClock(offsetMs: number): void;
  /**
   * Makes the user's first long-term key inactive: it is refused with InvalidClientTokenId. MFA sessions that it was used for go on until
   * they end, as at AWS, where invalidating a key leaves temporary credentials valid (AWS Security Blog, "What to Do If You
   * Inadvertently Expose an AWS Access Key"); `expireSessions` ends them.
   */
  revokeKey(): void;
  restoreKey(): void;
  /** From now on refuses the temporary credentials given out so far with ExpiredToken. Console sessions go on: see `endSessions`. */
  expireSessions(kind: SessionKind): void;
  /** Deletes the roles of that name: AssumeRole is refused as for a role that never was. Sessions of them go on. Throws when there is none. */
  removeRole(name: string): void;
  /** Puts back what `removeRole` took. Throws when it took no such role. */
  restoreRole(name: string): void;
  /**
   * Deactivates STS in a region: RegionDisabledException for whoever signs for it. AWS lets no one do so to us-east-1, here it may be,
   * since that is where most clients call. Throws when there is no such region.
   */
  disableRegion(region: string): void;
  enableRegion(region: string): void;
}

/** How the world differs now from the one that was started. */
export interface Changed {
  clockOffsetMs: number;
  keyRevoked: boolean;
  removedRoles: string[];
  disabledRegions: string[];
}

/** The ways to change a world, and what they have changed. */
export function createChanges(world: World): { changes: Changes; changed(): Changed } {
  const { organization: { roles }, credentials, disabledRegions, clock } = world;
  let removed: Role[] = [];
  const changes: Changes = {
    setClock: (offsetMs) => {
      clock.offsetMs = offsetMs;
      world.device.forgetFuture();
    },
    revokeKey: () => void (credentials.longTerm.inactive = true),
    restoreKey: () => void (credentials.longTerm.inactive = false),
    expireSessions: (kind) => credentials.expire(({ principal }) => kind === 'all' || (principal.kind === 'user') === (kind === 'mfa')),
    removeRole: (name) => {
      const going = named(roles, name);
      if (going.length === 0) throw new Error(`There is no role "${name}": there are ${roles.map((role) => role.name).join(', ')}.`);
      removed.push(...going);
      for (const role of going) roles.splice(roles.indexOf(role), 1);
    },
    restoreRole: (name) => {
      const coming = named(removed, name);
      if (coming.length === 0) throw new Error(`No role "${name}" was removed.`);
      removed = removed.filter((role) => !coming.includes(role));
      roles.push(...coming);
    },
    disableRegion: (region) => {
      if (partitionOfRegion(region) === undefined) throw new Error(`"${region}" is no region of AWS.`);
      disabledRegions.add(region);
    },
    enableRegion: (region) => void disabledRegions.delete(region),
  };
  return {
    changes,
    changed: () => ({
      clockOffsetMs: clock.offsetMs, keyRevoked: credentials.longTerm.inactive === true,
      removedRoles: removed.map(({ name }) => name), disabledRegions: [...disabledRegions],
    }),
  };
}

function named(roles: Role[], name: string): Role[] {
  return roles.filter((role) => role.name === name);
}
