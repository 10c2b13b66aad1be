import { groupedAccount, roleArn } from './arn.js';
import { type Assumption, assumptionsOf, isDirect, wantedRole } from './assumptions.js';
import type { Chain } from './chain.js';
import { type Finding, found, foundFailure, type Planned } from './checkUp.js';
import { identityChecks } from './checkUpIdentity.js';
import type { CheckUpPorts, Progress } from './checkUpPorts.js';
import { Failure, failure } from './failure.js';
import type { Credentials } from './journey.js';

/** The shortest session that AssumeRole gives (STS API reference): it is only looked at. */
const shortestSeconds = 900;
/** A console of a session that came from temporary credentials ends with it, after an hour at most. */
const chainedSecondsMost = 3600;

/** What a trust policy needs, so that the key alone is not enough. */
export const trustCondition = '"Condition": {\n  "Bool": { "aws:MultiFactorAuthPresent": "true" }\n}';

/** The checks of a role: those of its identity, each hop, and what becomes of MFA on the way. Throws what `assumptionsOf` throws. */
export function roleChecks(chain: Chain, ports: CheckUpPorts, progress: Progress): Planned[] {
  // Where the source identity asks for a reason, this is it.
  const assumptions = assumptionsOf(chain, { reason: 'check-up' }).map((assumption) => ({ ...assumption, durationSeconds: shortestSeconds }));
  const [first] = assumptions;
  if (!first) return [];
  return [
    ...identityChecks(chain.identity, ports, progress, isDirect(chain)),
    ...assumptions.map((assumption, at): Planned => ({ check: 'hop', role: chain.roles[at]?.name ?? '', run: () => checkHop(chain, at, assumption, ports, progress) })),
    { check: 'bareKey', run: () => checkBareKey(chain, first, ports, progress) },
    { check: 'mfaArrives', run: () => checkArrival(chain, assumptions, ports, progress) },
    { check: 'consoleLength', run: () => Promise.resolve(checkConsoleLength(chain)) },
  ];
}

/** AssumeRole of one hop, with what the hop before gave. */
async function checkHop(chain: Chain, at: number, assumption: Assumption, ports: CheckUpPorts, progress: Progress): Promise<Finding> {
  const direct = isDirect(chain);
  const source = at === 0 ? progress.mfaSession : progress.hops[at - 1];
  const { accountId } = roleArn(assumption.roleArn);
  const values = { role: chain.roles[at]?.name ?? '', account: groupedAccount(accountId), before: chain.roles[at - 1]?.name ?? '' };
  if (at > 0 && !source) return found('skipped', ['hopSkipped'], values);
  try {
    if (at === 0 && direct) {
      const { code } = progress;
      if (code === undefined) return found('skipped', ['hopNoCode'], values);
      progress.code = undefined;
      progress.hops.push(await ports.assumeWithCode(assumption, code));
    } else {
      if (!source) return found('skipped', ['hopNoSession'], values);
      progress.hops.push(await ports.assumeRole(source, assumption));
    }
    return found('passed', ['hopPassed'], values);
  } catch (thrown) {
    // A hop that is refused to a session without MFA may be let through with it.
    const refused = direct && at > 0 && thrown instanceof Failure && thrown.data.kind === 'roleRefused';
    return foundFailure('failed', refused ? new Failure({ ...thrown.data, kind: 'directRefused' }) : thrown);
  }
}

/**
 * Whether whoever has the key alone gets in. That AWS refuses it says something only where it lets the person in with MFA: it
 * gives the same answer for a role that does not exist.
 */
async function checkBareKey(chain: Chain, first: Assumption, ports: CheckUpPorts, progress: Progress): Promise<Finding> {
  const values = { role: chain.roles[0].name, user: chain.identity.userName };
  try {
    progress.bareSession = await ports.assumeWithBareKey(first);
    return found('failed', ['bareOpens'], values);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.data.kind !== 'roleRefused') return foundFailure('unknown', thrown);
    return progress.hops.length > 0 ? found('passed', ['bareRefused'], values) : found('unknown', ['bareUnclear'], values);
  }
}

/**
 * Whether the role's session carries MFA. No call says so; that an organisation which denies everything without MFA does not
 * deny it this session does, and only beside a session without MFA that it does deny: one of the bare key, or one that was
 * made with a code on AssumeRole itself, which leaves no MFA behind (IAM User Guide, "Configuring MFA-protected API access").
 */
async function checkArrival(chain: Chain, assumptions: readonly Assumption[], ports: CheckUpPorts, progress: Progress): Promise<Finding> {
  const { roles } = chain;
  const session = progress.hops[roles.length - 1];
  const values = { role: wantedRole(chain).name, account: groupedAccount(roleArn(wantedRole(chain).arn).accountId) };
  if (!session) return found('skipped', ['arrivesSkipped'], values);
  const denied = await ports.isDenied(session);
  if (isDirect(chain)) return denied ? foundFailure('failed', failure('directDenied', values)) : found('warning', ['arrivesDirect'], values);
  if (denied) return found('failed', ['arrivesNot'], values);
  if (roles.length === 1 && progress.bareSession && await ports.isDenied(progress.bareSession)) return found('passed', ['arrivesProved'], values);
  const { code } = progress;
  if (code === undefined) return found('unknown', ['arrivesUnproved'], values);
  progress.code = undefined;
  const beside = await withoutMfa(assumptions, code, ports);
  if ('refusedAt' in beside) return found('passed', ['arrivesAtHop'], { ...values, hop: roles[beside.refusedAt]?.name ?? '' });
  return await ports.isDenied(beside.session) ? found('passed', ['arrivesProved'], values) : found('unknown', ['arrivesNotDemanded'], values);
}

/** The same way without MFA in the session: how far it leads. Throws what the first hop, which spends the code, throws. */
async function withoutMfa([first, ...others]: readonly Assumption[], code: string, ports: CheckUpPorts): Promise<{ session: Credentials } | { refusedAt: number }> {
  if (!first) return { refusedAt: 0 };
  let session = await ports.assumeWithCode(first, code);
  for (const [at, assumption] of others.entries()) {
    try {
      session = await ports.assumeRole(session, assumption);
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.data.kind === 'roleRefused') return { refusedAt: at + 1 };
      throw thrown;
    }
  }
  return { session };
}

/** How long the role's console lasts, and why. */
function checkConsoleLength(chain: Chain): Finding {
  const asked = wantedRole(chain).durationSeconds ?? chainedSecondsMost;
  const minutes = (seconds: number): string => String(Math.round(seconds / 60));
  if (isDirect(chain) && chain.roles.length === 1) return found('passed', ['consoleDirect'], { minutesLeft: minutes(asked) });
  const values = { minutesLeft: minutes(Math.min(asked, chainedSecondsMost)), asked: minutes(asked) };
  return asked > chainedSecondsMost ? found('warning', ['consoleCapped'], values) : found('passed', ['consoleHour'], values);
}
