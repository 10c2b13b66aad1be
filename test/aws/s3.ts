import { randomUUID } from 'node:crypto';
import { identifyCaller } from './callers.js';
import type { Credential } from './credentials.js';
import { AwsError } from './errors.js';
import type { Call, Reply } from './http.js';
import { escapeMarkup } from './markup.js';
import type { Account } from './organization.js';
import { mayDo } from './policy.js';
import type { Refusal } from './sigv4.js';
import type { World } from './world.js';

/** Where a ListBuckets call comes from. */
export interface Origin {
  region: string;
  host: string;
  userAgent: string | undefined;
  fromConsole?: boolean;
}

/** S3's REST protocol: ListBuckets and CreateBucket are all that there is of it. */
export async function answerS3(world: World, call: Call, region: string | undefined): Promise<Reply> {
  try {
    const verified = await identifyCaller(world, call, { service: 's3', region, windowMinutes: 15 });
    if ('refused' in verified) throw errorOf(verified);
    const origin = { region: verified.scope.region, host: call.authority, userAgent: call.headers['user-agent'] };
    const [, bucket] = /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$/.exec(call.path) ?? [];
    if (call.method === 'PUT' && bucket !== undefined) {
      await createBucket(world, verified.credential, bucket, origin);
      return { status: 200, headers: { location: `/${bucket}` }, body: '' };
    }
    if (call.method !== 'GET' || call.path !== '/') throw new AwsError(501, 'NotImplemented', 'The emulated S3 knows ListBuckets and CreateBucket only');
    return xml(200, bucketList(verified.credential, await listBuckets(world, verified.credential, origin)));
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    return s3Error(cause);
  }
}

/** A refusal in the form of S3. */
export function s3Error({ status, code, message }: AwsError): Reply {
  return xml(status, `<Error><Code>${escapeMarkup(code)}</Code><Message>${escapeMarkup(message)}</Message><RequestId>${randomUUID()}</RequestId></Error>`);
}

/** ListBuckets by somebody who is known already: evaluated and recorded. Throws AccessDenied as S3 words it. */
export async function listBuckets(world: World, caller: Credential, origin: Origin): Promise<Account['buckets']> {
  const { accountId } = caller.principal;
  const answer = await mayDo(world.organization, {
    caller, action: 's3:ListAllMyBuckets', resource: '*', resourceAccountId: accountId, region: origin.region, now: world.now(),
  });
  const error = answer.allowed ? undefined : new AwsError(403, 'AccessDenied', 'Access Denied');
  world.record({
    caller, eventSource: 's3.amazonaws.com', eventName: 'ListBuckets', region: origin.region, userAgent: origin.userAgent,
    requestParameters: { Host: origin.host }, error, fromConsole: origin.fromConsole === true,
  });
  if (error !== undefined) throw error;
  return world.organization.accounts.find(({ id }) => id === accountId)?.buckets ?? [];
}

/** CreateBucket, a call that writes: evaluated and recorded as ListBuckets is. Throws AccessDenied, or BucketAlreadyExists. */
export async function createBucket(world: World, caller: Credential, name: string, origin: Origin): Promise<void> {
  const { accountId } = caller.principal;
  const { accounts, partition } = world.organization;
  const answer = await mayDo(world.organization, {
    caller, action: 's3:CreateBucket', resource: `arn:${partition.name}:s3:::${name}`, resourceAccountId: accountId, region: origin.region, now: world.now(),
  });
  const taken = accounts.some(({ buckets }) => buckets.some((bucket) => bucket.name === name));
  const error = !answer.allowed ? new AwsError(403, 'AccessDenied', 'Access Denied')
    : taken ? new AwsError(409, 'BucketAlreadyExists', 'The requested bucket name is not available.') : undefined;
  world.record({
    caller, eventSource: 's3.amazonaws.com', eventName: 'CreateBucket', region: origin.region, userAgent: origin.userAgent, readOnly: false,
    requestParameters: { bucketName: name, Host: origin.host }, error, fromConsole: origin.fromConsole === true,
  });
  if (error !== undefined) throw error;
  accounts.find(({ id }) => id === accountId)?.buckets.push({ name, region: origin.region, createdAt: world.now() });
}

function bucketList(caller: Credential, buckets: Account['buckets']): string {
  const rows = buckets.map(({ name, region, createdAt }) => {
    const created = new Date(createdAt).toISOString();
    return `<Bucket><Name>${name}</Name><CreationDate>${created}</CreationDate><BucketRegion>${region}</BucketRegion></Bucket>`;
  });
  const content = `<Owner><ID>${caller.principal.accountId}</ID></Owner><Buckets>${rows.join('')}</Buckets>`;
  return `<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</ListAllMyBucketsResult>`;
}

/** The codes and texts of S3 for a signature that is not taken (S3 API reference, "Error responses"). */
function errorOf({ refused }: Refusal): AwsError {
  switch (refused) {
    case 'missing': return new AwsError(403, 'AccessDenied', 'Access Denied');
    case 'malformed':
    case 'scope': return new AwsError(400, 'AuthorizationHeaderMalformed', 'The authorization header that you provided is not valid.');
    case 'unknown key': return new AwsError(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
    case 'bad token': return new AwsError(400, 'InvalidToken', 'The provided token is malformed or otherwise not valid.');
    case 'expired token': return new AwsError(400, 'ExpiredToken', 'The provided token has expired.');
    case 'stale':
    case 'early': return new AwsError(403, 'RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.');
    case 'mismatch': return new AwsError(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided. Check your key and signing method.');
  }
}

function xml(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'application/xml' }, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` };
}
