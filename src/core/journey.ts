import { groupedAccount, roleArn } from './arn.js';
import { type Assumption, assumptionsOf, consoleSeconds, isDirect, type Opening, wantedRole } from './assumptions.js';
import { type Chain, findChain } from './chain.js';
import type { Catalogue, Identity, Role } from './catalogue.js';
import { destinationUrl } from './destinations.js';
import { Failure, failure } from './failure.js';
import { signInHost } from './partitions.js';

/** Temporary credentials, as STS returns them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: number;
  /** AWS's id of the request that gave them. */
  readonly requestId?: string;
}

/** The form that signs a browser in: posted by a page of ours, so that the token never stands in a URL. */
export interface SignInForm {
  /** Address of the federation endpoint. */
  readonly action: string;
  readonly destination: string;
  readonly signInToken: string;
  /** When the session ends that it begins, in milliseconds since the epoch. */
  readonly endsAt: number;
}

export interface SignInToken {
  readonly token: string;
  /** The end of the session that it begins, where AWS took a length for it; otherwise that is the role session's own. */
  readonly endsAt?: number;
}

/** The steps of the journey as they are shown: the MFA session, each role by name, the sign-in, the console. */
export type StepName = { readonly kind: 'mfaSession' | 'signIn' | 'console' } | { readonly kind: 'role'; readonly role: string };

/** What the journey needs from outside, each handed in as a function. */
export interface Doors {
  mfaSession(identity: Identity): Promise<Credentials>;
  assumeRole(credentials: Credentials, assumption: Assumption): Promise<Credentials>;
  /** AssumeRole with the user's own key and a code, and no MFA session. */
  assumeDirectly(identity: Identity, assumption: Assumption): Promise<Credentials>;
  /** Whether the organisation denies everything to a session, as far as can be seen. */
  isDenied(credentials: Credentials): Promise<boolean>;
  /** The sign-in may be asked to last for some seconds. */
  signInToken(credentials: Credentials, host: string, seconds: number | undefined): Promise<SignInToken>;
  openTab(form: SignInForm, role: Role): Promise<void>;
  /** Runs a step and shows how it goes. */
  step<T>(name: StepName, run: () => Promise<T>): Promise<T>;
}

/**
 * Goes from a role's id to a signed-in console: through both doors, then on.
 * Throws the `Failure` of the step that failed.
 */
export async function openConsole(catalogue: Catalogue, roleId: string, doors: Doors, opening: Opening = {}): Promise<void> {
  const chain = findChain(catalogue, roleId);
  const { identity } = chain;
  const wanted = wantedRole(chain);
  const destination = destinationUrl(wanted);
  const credentials = await roleSession(chain, doors, opening);
  const host = signInHost(identity.partition, identity.stsRegion);
  const { token: signInToken, endsAt = credentials.expiresAt } = await doors.step({ kind: 'signIn' }, () => doors.signInToken(credentials, host, consoleSeconds(chain)));
  const form = { action: `https://${host}/federation`, destination, signInToken, endsAt };
  await doors.step({ kind: 'console' }, () => doors.openTab(form, wanted));
}

/** The session of a chain's last role: through the first door, or past it with a code for this role alone, then each hop. */
export async function roleSession(
  chain: Chain, doors: Pick<Doors, 'mfaSession' | 'assumeRole' | 'assumeDirectly' | 'isDenied' | 'step'>, opening: Opening = {},
): Promise<Credentials> {
  const { identity, roles } = chain;
  const direct = isDirect(chain);
  const [first, ...others] = assumptionsOf(chain, opening);
  const hop = (at: number, run: () => Promise<Credentials>): Promise<Credentials> => doors.step({ kind: 'role', role: roles[at]?.name ?? '' }, async () => {
    const credentials = await run().catch((thrown: unknown) => { throw direct && at > 0 ? withoutMfa(thrown) : thrown; });
    if (direct && !opening.anyway && at === roles.length - 1 && await doors.isDenied(credentials)) throw failure('directDenied', directWords(wantedRole(chain)));
    return credentials;
  });
  const session = direct ? undefined : await doors.step({ kind: 'mfaSession' }, () => doors.mfaSession(identity));
  let credentials = await hop(0, () => (session ? doors.assumeRole(session, first) : doors.assumeDirectly(identity, first)));
  for (const [at, assumption] of others.entries()) {
    const source = credentials;
    credentials = await hop(at + 1, () => doors.assumeRole(source, assumption));
  }
  return credentials;
}

function directWords(role: Role): { role: string; account: string } {
  return { role: role.name, account: groupedAccount(roleArn(role.arn).accountId) };
}

/** A hop that is refused to a session without MFA may be let through with it. */
function withoutMfa(thrown: unknown): unknown {
  if (!(thrown instanceof Failure) || thrown.data.kind !== 'roleRefused') return thrown;
  return new Failure({ ...thrown.data, kind: 'directRefused' });
}

/** The steps that `openConsole` will take, for showing them before they are taken. */
export function stepsOf(chain: Chain): StepName[] {
  return [
    ...(isDirect(chain) ? [] : [{ kind: 'mfaSession' as const }]),
    ...chain.roles.map((role) => ({ kind: 'role' as const, role: role.name })),
    { kind: 'signIn' },
    { kind: 'console' },
  ];
}
