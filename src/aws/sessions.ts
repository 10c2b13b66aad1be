import * as v from 'valibot';
import type { Partition } from '../core/partitions.js';
import { sessionsUrl } from '../core/signInHops.js';

/** A console session of this browser, as the sign-in host lists it. */
export interface ListedSession {
  readonly differentiator: string;
  readonly arn: string;
}

const listSchema = v.object({ sessions: v.array(v.object({ differentiator: v.string(), principal_arn: v.string() })) });

/**
 * The sessions that this browser has with multi-session on. The list is not documented (seen in Hopper's background.js), so
 * anything else than what was seen there counts as no list.
 */
export async function listSessions(partition: Partition, region: string): Promise<ListedSession[]> {
  const answer: unknown = await fetch(sessionsUrl(partition, region), { credentials: 'include', cache: 'no-store', referrerPolicy: 'no-referrer' })
    .then((response) => response.json(), () => undefined)
    .catch(() => undefined);
  const parsed = v.safeParse(listSchema, answer);
  return parsed.success ? parsed.output.sessions.map(({ differentiator, principal_arn: arn }) => ({ differentiator, arn })) : [];
}
