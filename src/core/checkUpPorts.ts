import type { AccessKeyFacts } from './accessKeys.js';
import type { Assumption } from './assumptions.js';
import type { Credentials } from './journey.js';

/** The time at AWS, between two looks at this computer's clock. Milliseconds since the epoch. */
export interface AwsTime {
  readonly askedAt: number;
  readonly answeredAt: number;
  /** To the second. */
  readonly at: number;
}

/** What a check-up of one identity needs from outside. None of it changes anything at AWS. */
export interface CheckUpPorts {
  now(): number;
  /** The match patterns of sign-in and console pages that the person has not allowed. */
  missingPages(): Promise<readonly string[]>;
  /** The match pattern of IAM's host, unless it is allowed. */
  missingIam(): Promise<readonly string[]>;
  /** The ARN of whoever the stored key belongs to, from GetCallerIdentity. */
  callerArn(): Promise<string>;
  awsTime(): Promise<AwsTime | undefined>;
  /** When the MFA session ends that lives; undefined when none does. */
  sessionEndsAt(): Promise<number | undefined>;
  /** The MFA session that lives, or one from the code. */
  mfaSession(code: string | undefined): Promise<Credentials>;
  accessKeys(session: Credentials): Promise<readonly AccessKeyFacts[]>;
  assumeRole(credentials: Credentials, assumption: Assumption): Promise<Credentials>;
  /** AssumeRole with the user's own key and a code on the call. */
  assumeWithCode(assumption: Assumption, code: string): Promise<Credentials>;
  /** AssumeRole with the user's own key and no code. */
  assumeWithBareKey(assumption: Assumption): Promise<Credentials>;
  /** Whether a service control policy denies everything to a session, as far as can be seen. */
  isDenied(credentials: Credentials): Promise<boolean>;
}

/** What earlier checks have come to, for the later ones. It holds credentials, and goes when the check-up is over. */
export interface Progress {
  /** A code that was not spent yet. */
  code: string | undefined;
  mfaSession?: Credentials;
  /** How wrong the clock is, in the words of a refusal. */
  clock?: Readonly<Record<string, string>>;
  /** The session of each hop so far. */
  hops: Credentials[];
  /** A session of the first role that was had without MFA. */
  bareSession?: Credentials;
}
