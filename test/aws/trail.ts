import { randomUUID } from 'node:crypto';
import type { Credential } from './credentials.js';
import type { AwsError } from './errors.js';

/** Who made a call, as CloudTrail says it (CloudTrail User Guide, "userIdentity element"). */
export interface UserIdentity {
  type: 'IAMUser' | 'AssumedRole';
  principalId: string;
  arn: string;
  accountId: string;
  accessKeyId: string;
  userName?: string;
  sessionContext?: {
    sessionIssuer?: { type: 'Role'; principalId: string; arn: string; accountId: string; userName: string };
    /** Empty, and there only when the session's MFA came from GetSessionToken. */
    webIdFederationData?: Record<string, never>;
    attributes: { creationDate: string; mfaAuthenticated: 'true' | 'false' };
    sourceIdentity?: string;
  };
}

/** One record of CloudTrail. No secret and no MFA code is ever in it. */
export interface CloudTrailEvent {
  eventVersion: string;
  eventID: string;
  eventTime: string;
  eventSource: string;
  eventName: string;
  awsRegion: string;
  sourceIPAddress: string;
  userAgent: string;
  requestID: string;
  readOnly: boolean;
  eventType: 'AwsApiCall' | 'AwsConsoleSignIn';
  managementEvent: true;
  eventCategory: 'Management';
  recipientAccountId: string;
  userIdentity: UserIdentity;
  requestParameters: Record<string, unknown> | null;
  responseElements: Record<string, unknown> | null;
  additionalEventData?: Record<string, unknown>;
  errorCode?: string;
  errorMessage?: string;
  sessionCredentialFromConsole?: 'true';
}

/** What the caller of `record` knows of a call. */
export interface Happening {
  caller: Credential;
  eventSource: string;
  eventName: string;
  region: string;
  now: number;
  userAgent?: string | undefined;
  readOnly?: boolean;
  requestParameters?: Record<string, unknown> | undefined;
  responseElements?: Record<string, unknown> | undefined;
  additionalEventData?: Record<string, unknown>;
  error?: AwsError | undefined;
  fromConsole?: boolean;
}

/** The record of one call, filed in the caller's account. */
export function describeEvent(happening: Happening): CloudTrailEvent {
  const { caller, now, error, additionalEventData } = happening;
  return {
    eventVersion: '1.11',
    userIdentity: identityOf(caller),
    eventTime: wholeSeconds(now),
    eventSource: happening.eventSource,
    eventName: happening.eventName,
    awsRegion: happening.region,
    sourceIPAddress: '127.0.0.1',
    userAgent: happening.userAgent ?? '',
    ...(error === undefined ? {} : { errorCode: error.code, errorMessage: error.message }),
    requestParameters: happening.requestParameters ?? null,
    responseElements: error === undefined ? happening.responseElements ?? null : null,
    ...(additionalEventData === undefined ? {} : { additionalEventData }),
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: happening.readOnly ?? true,
    eventType: happening.eventName === 'ConsoleLogin' ? 'AwsConsoleSignIn' : 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: caller.principal.accountId,
    eventCategory: 'Management',
    ...(happening.fromConsole === true ? { sessionCredentialFromConsole: 'true' } : {}),
  };
}

function identityOf(caller: Credential): UserIdentity {
  const { principal, accessKeyId } = caller;
  const { arn, accountId, userId: principalId } = principal;
  const mfaAuthenticated = caller.mfa?.present === true ? 'true' : 'false';
  const attributes = { creationDate: wholeSeconds(caller.issuedAt), mfaAuthenticated } as const;
  if (principal.kind === 'user') {
    const sessionContext = caller.sessionToken === undefined ? {} : { sessionContext: { attributes } };
    return { type: 'IAMUser', principalId, arn, accountId, accessKeyId, userName: principal.user.name, ...sessionContext };
  }
  const { role } = principal;
  return {
    type: 'AssumedRole', principalId, arn, accountId, accessKeyId,
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId: role.id, arn: role.arn, accountId: role.accountId, userName: role.name },
      ...(mfaAuthenticated === 'true' ? { webIdFederationData: {} } : {}),
      attributes,
      ...(caller.sourceIdentity === undefined ? {} : { sourceIdentity: caller.sourceIdentity }),
    },
  };
}

function wholeSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
