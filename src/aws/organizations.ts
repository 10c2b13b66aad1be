import * as v from 'valibot';
import type { AwsClock } from '../core/clock.js';
import type { Account } from '../core/discovery.js';
import { failure } from '../core/failure.js';
import { organizationsHost, type Partition, partitions } from '../core/partitions.js';
import type { Attempt } from './attempts.js';
import { callSigned, type Service } from './signedCalls.js';
import type { SigningKey } from './stsCalls.js';

const pageSchema = v.object({
  Accounts: v.array(v.pipe(
    v.object({ Id: v.pipe(v.string(), v.regex(/^\d{12}$/)), Name: v.optional(v.string(), ''), State: v.optional(v.string(), 'ACTIVE') }),
    // `Status` was given up on 9 September 2026; an account of which no state is given is not known to be closed.
    v.transform(({ Id, Name, State }): Account => ({ id: Id, name: Name, active: State === 'ACTIVE' })),
  )),
  NextToken: v.optional(v.nullable(v.string())),
});

/** Errors are named with or without what comes before `#`, and their message has either name. */
type ErrorContent = Partial<Readonly<Record<'__type' | 'message' | 'Message', unknown>>>;

/** Organizations over AWS's JSON protocol, version 1.1. */
function organizationsOf(partition: Partition): Service {
  return {
    name: 'organizations', host: organizationsHost(partition), region: partitions[partition].organizationsRegion,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSOrganizationsV20161128.ListAccounts' },
    parse: (text) => JSON.parse(text) as unknown,
    refusedIn(content, headers) {
      const { __type: type, message, Message = message } = content as ErrorContent;
      if (type === undefined) return undefined;
      return { code: String(type).replace(/^.*#/, ''), message: String(Message ?? ''), requestId: headers.get('x-amzn-requestid') ?? undefined };
    },
  };
}

/**
 * All accounts of the organization, page by page until no token comes: a page may be empty and not the last (Organizations API
 * reference, ListAccounts). Only the management account and delegated administrators may list them. `again` makes one call as often as
 * need be. Throws `listingRefused`, `organisationMissing`, or as `callSigned` does.
 */
export async function listAccounts(
  key: SigningKey, partition: Partition, clock: AwsClock, values: Attempt['values'], again: <T>(call: () => Promise<T>) => Promise<T>,
): Promise<Account[]> {
  const service = organizationsOf(partition);
  const accounts: Account[] = [];
  for (let token: string | undefined; ;) {
    const body = JSON.stringify({ NextToken: token });
    const { Accounts, NextToken } = await again(() => callSigned(key, service, clock, { call: 'ListAccounts', values }, body, pageSchema));
    accounts.push(...Accounts);
    if (!NextToken) return accounts;
    // Whoever gives the token that was sent would do so for ever.
    if (NextToken === token) throw failure('awsRefused', { call: 'ListAccounts', host: service.host });
    token = NextToken;
  }
}
