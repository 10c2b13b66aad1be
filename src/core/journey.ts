import { type Chain, findChain } from './chain.js';
import type { Catalogue, Identity, Role } from './catalogue.js';
import { destinationUrl } from './destinations.js';
import { signInHost } from './partitions.js';

/** Temporary credentials, as STS returns them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: number;
}

/** What one hop asks of AssumeRole. */
export interface Assumption {
  readonly roleArn: string;
  readonly roleSessionName: string;
  readonly durationSeconds: number;
  readonly externalId?: string;
}

/** The form that signs a browser in: posted by a page of ours, so that the token never stands in a URL. */
export interface SignInForm {
  /** Address of the federation endpoint. */
  readonly action: string;
  readonly destination: string;
  readonly signInToken: string;
  /** When the session ends that it begins: the role session's own end, in milliseconds since the epoch. */
  readonly endsAt: number;
}

/** The steps of the journey as they are shown: the MFA session, each role by name, the sign-in, the console. */
export type StepName = { readonly kind: 'mfaSession' | 'signIn' | 'console' } | { readonly kind: 'role'; readonly role: string };

/** What the journey needs from outside, each handed in as a function. */
export interface Doors {
  mfaSession(identity: Identity): Promise<Credentials>;
  assumeRole(credentials: Credentials, assumption: Assumption): Promise<Credentials>;
  signInToken(credentials: Credentials, host: string): Promise<string>;
  openTab(form: SignInForm, role: Role): Promise<void>;
  /** Runs a step and shows how it goes. */
  step<T>(name: StepName, run: () => Promise<T>): Promise<T>;
}

/** A role session that comes from an MFA session lasts an hour at most: STS counts it as role chaining. */
const chainedSecondsMost = 3600;

/**
 * Goes from a role's id to a signed-in console: through both doors, then on.
 * Throws the `Failure` of the step that failed.
 */
export async function openConsole(catalogue: Catalogue, roleId: string, doors: Doors): Promise<void> {
  const { identity, roles } = findChain(catalogue, roleId);
  const wanted = wantedRole(roles);
  const destination = destinationUrl(wanted);
  let credentials = await doors.step({ kind: 'mfaSession' }, () => doors.mfaSession(identity));
  for (const role of roles) {
    const source = credentials;
    credentials = await doors.step({ kind: 'role', role: role.name }, () =>
      doors.assumeRole(source, assumptionOf(role, identity)));
  }
  const host = signInHost(identity.partition, identity.stsRegion);
  const signInToken = await doors.step({ kind: 'signIn' }, () => doors.signInToken(credentials, host));
  const form = { action: `https://${host}/federation`, destination, signInToken, endsAt: credentials.expiresAt };
  await doors.step({ kind: 'console' }, () => doors.openTab(form, wanted));
}

/** The steps that `openConsole` will take, for showing them before they are taken. */
export function stepsOf({ roles }: Chain): StepName[] {
  return [
    { kind: 'mfaSession' },
    ...roles.map((role) => ({ kind: 'role' as const, role: role.name })),
    { kind: 'signIn' },
    { kind: 'console' },
  ];
}

function wantedRole(roles: Chain['roles']): Role {
  return roles.at(-1) ?? roles[0];
}

/**
 * What AssumeRole is asked for. The session is named after the IAM user unless the role says otherwise, because
 * administrators may demand `${aws:username}` as `sts:RoleSessionName`; it has two characters at least. MFA parameters never go along: the credentials
 * of the MFA session carry it.
 */
export function assumptionOf(role: Role, identity: Identity): Assumption {
  return {
    roleArn: role.arn,
    roleSessionName: role.sessionName ?? identity.userName.padEnd(2, '-'),
    durationSeconds: Math.min(role.durationSeconds ?? chainedSecondsMost, chainedSecondsMost),
    ...(role.externalId === undefined ? {} : { externalId: role.externalId }),
  };
}
