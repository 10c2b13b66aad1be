import type { Credential } from './credentials.js';
import type { Call } from './http.js';
import { partitionOfRegion } from './partitions.js';
import { claimedScope, type Refusal, type Verified, verifySignature } from './sigv4.js';
import type { World } from './world.js';

/** A service as callers sign for it. `region` is the host's, where it has one; `windowMinutes` is how far clocks may differ. */
export interface SignedService {
  service: string;
  region: string | undefined;
  windowMinutes: number;
}

/** Finds out who calls. Keys are known in their own partition only, while they are active, and not at once when they are new. */
export async function identifyCaller(world: World, call: Call, signed: SignedService): Promise<Verified | Refusal> {
  const claimed = claimedScope(call)?.region;
  const partition = claimed === undefined ? undefined : partitionOfRegion(claimed);
  if (claimed !== undefined && partition === undefined) return { refused: 'scope', detail: `Credential should be scoped to a valid region, not '${claimed}'. ` };
  const verified = await verifySignature(call, {
    ...signed, now: world.now(),
    find: (accessKeyId) => {
      const credential = partition === world.organization.partition ? world.credentials.find(accessKeyId) : undefined;
      return credential && isInUse(credential, world.now()) ? credential : undefined;
    },
  });
  if ('credential' in verified) noteUse(verified, signed.service, world.now());
  return verified;
}

function isInUse({ inactive = false, knownFrom = 0 }: Credential, now: number): boolean {
  return !inactive && knownFrom <= now;
}

/** What IAM tells of a long-term key's last use; it knows nothing of that of temporary ones. */
function noteUse({ credential, scope: { region } }: Verified, service: string, at: number): void {
  if (credential.sessionToken === undefined) credential.lastUsed = { at, service, region };
}
