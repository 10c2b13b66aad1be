/** A value of a text and the line it stands on, from 1. */
export interface Located {
  readonly text: string;
  readonly line: number;
}

/** A user's access key, as `~/.aws/credentials` holds it. */
export interface KeyProfile {
  readonly profile: string;
  readonly line: number;
  readonly accessKeyId: Located;
  readonly secretAccessKey: Located;
  readonly mfaSerial?: Located;
  readonly region?: Located;
}

/** A role, as `~/.aws/config` holds it. */
export interface RoleProfile {
  readonly profile: string;
  readonly line: number;
  readonly roleArn: Located;
  /** The profile the role is assumed from. */
  readonly sourceProfile?: Located;
  readonly mfaSerial?: Located;
  readonly region?: Located;
  readonly durationSeconds?: Located;
  readonly externalId?: Located;
  readonly roleSessionName?: Located;
  /** What the role is called, where the profile's own name cannot say it. */
  readonly name?: Located;
  readonly accountName?: Located;
  /** `#rrggbb`, or without the `#`. */
  readonly colour?: Located;
  readonly destination?: Located;
  readonly group?: Located;
  readonly tags?: readonly Located[];
  readonly sourceIdentity?: Located;
  /** As `checkSessionTags` reads them. */
  readonly sessionTags?: Located;
  /** With spaces between them. */
  readonly sessionPolicyArns?: Located;
  readonly sessionPolicy?: Located;
  readonly strategy?: Located;
  /** As `checkGuard` reads it. */
  readonly guard?: Located;
  /** The auth account of the user that the role is assumed from, where a file names no user. */
  readonly sourceAccount?: Located;
}

/** What a file says of a user without the user's key: it can change an identity that is there, and never add one. */
export interface IdentityProfile {
  readonly profile: string;
  readonly line: number;
  readonly userName: Located;
  readonly accountId: Located;
  readonly partition?: Located;
  readonly mfaSerial?: Located;
  readonly stsRegion?: Located;
  readonly sessionSeconds?: Located;
}

/** A colour for many roles at once. */
export interface RuleProfile {
  readonly line: number;
  /** `role`, `account` or `region`. */
  readonly on: Located;
  readonly pattern: Located;
  readonly colour: Located;
  readonly label?: Located;
  /** As `checkGuard` reads it. */
  readonly guard?: Located;
}

/** What a file of another tool holds of ours, before anything is known of whose keys they are. */
export interface Profiles {
  readonly keys: readonly KeyProfile[];
  readonly roles: readonly RoleProfile[];
  readonly identities?: readonly IdentityProfile[];
  readonly rules?: readonly RuleProfile[];
}
