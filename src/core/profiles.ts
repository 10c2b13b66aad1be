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
}

/** What a file of another tool holds of ours, before anything is known of whose keys they are. */
export interface Profiles {
  readonly keys: readonly KeyProfile[];
  readonly roles: readonly RoleProfile[];
}
