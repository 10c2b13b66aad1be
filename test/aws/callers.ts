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

/** Finds out who calls. Keys are known in their own partition only and while they are active, whatever else is right. */
export async function identifyCaller(world: World, call: Call, signed: SignedService): Promise<Verified | Refusal> {
  const claimed = claimedScope(call)?.region;
  const partition = claimed === undefined ? undefined : partitionOfRegion(claimed);
  if (claimed !== undefined && partition === undefined) return { refused: 'scope', detail: `Credential should be scoped to a valid region, not '${claimed}'. ` };
  return verifySignature(call, {
    ...signed, now: world.now(),
    find: (accessKeyId) => {
      const credential = partition === world.organization.partition ? world.credentials.find(accessKeyId) : undefined;
      return credential?.inactive === true ? undefined : credential;
    },
  });
}
