import { daysSince, keyDaysMost, keyTail } from './accessKeys.js';
import { groupedAccount, mfaDeviceName, parseUserArn } from './arn.js';
import { checkMfaSerial } from './arnFields.js';
import { type Identity, sessionSecondsRange } from './catalogue.js';
import { type CheckNote, type Finding, found, foundFailure, type Planned } from './checkUp.js';
import type { CheckUpPorts, Progress } from './checkUpPorts.js';
import { Failure, failure, failureData } from './failure.js';

const minuteMs = 60_000;
/** A clock that is off by less disturbs nobody: STS allows 15 minutes, some services 5. */
const clockAllowanceMs = 2 * minuteMs;
/** An MFA session this short asks for a code as often as a role session ends. */
const shortSessionSeconds = 3600;

/** The checks of an identity, in order; a role's come after them. `direct` when the code is wanted for the role itself. */
export function identityChecks(identity: Identity, ports: CheckUpPorts, progress: Progress, direct = false): Planned[] {
  return [
    { check: 'access', run: () => checkAccess(ports) },
    { check: 'key', run: () => checkKey(identity, ports, progress) },
    { check: 'clock', run: () => checkClock(ports, progress) },
    { check: 'mfa', run: () => checkMfa(identity, ports, progress, direct) },
    { check: 'mfaLength', run: () => Promise.resolve(checkMfaLength(identity)) },
    { check: 'keyAge', run: () => checkKeyAge(identity, ports, progress) },
  ];
}

async function checkAccess(ports: CheckUpPorts): Promise<Finding> {
  const origins = await ports.missingPages();
  return origins.length === 0 ? found('passed', ['accessGiven']) : foundFailure('failed', failure('originMissing', {}, { origins }));
}

/** Whose the stored key is, and whether that is still the user it was stored for. */
async function checkKey({ userName, accountId }: Identity, ports: CheckUpPorts, progress: Progress): Promise<Finding> {
  try {
    const arn = await ports.callerArn();
    const owner = parseUserArn(arn);
    if (!owner) return foundFailure('failed', failure(arn.endsWith(':root') ? 'keyOfRoot' : 'keyNotOfUser'));
    const values = { user: owner.userName, account: groupedAccount(owner.accountId), known: userName, knownAccount: groupedAccount(accountId) };
    const same = owner.userName === userName && owner.accountId === accountId;
    return same ? found('passed', ['keyBelongs'], values) : found('failed', ['keyOther'], values);
  } catch (thrown) {
    const { kind, values } = failureData(thrown);
    if (kind === 'clockWrong' && values['minutes'] !== undefined) progress.clock = values;
    return foundFailure(kind === 'unreachable' ? 'unknown' : 'failed', thrown);
  }
}

/** How far this computer's clock is off. AWS's time is taken for that of the middle of the question, and of the middle of its second. */
async function checkClock(ports: CheckUpPorts, { clock }: Progress): Promise<Finding> {
  const time = await ports.awsTime();
  if (!time && clock) return found('failed', [clock['direction'] === 'behind' ? 'clockBehind' : 'clockAhead'], clock);
  if (!time) return found('unknown', ['clockUnread']);
  const difference = (time.askedAt + time.answeredAt) / 2 - (time.at + 500);
  const off = Math.abs(difference);
  if (off < clockAllowanceMs) return found('passed', ['clockRight'], { seconds: String(Math.max(1, Math.ceil(off / 1000))) });
  return found('warning', [difference < 0 ? 'clockBehind' : 'clockAhead'], { minutes: String(Math.round(off / minuteMs)) });
}

/** The device's serial, and that STS takes it: by the session that lives, or by making one. */
async function checkMfa(identity: Identity, ports: CheckUpPorts, progress: Progress, direct: boolean): Promise<Finding> {
  const device = mfaDeviceName(identity.mfaSerial);
  const serial = checkMfaSerial(identity.mfaSerial, identity);
  if ('problem' in serial) return found('failed', [], { device }, { problem: serial.problem });
  const lives = (await ports.sessionEndsAt()) !== undefined;
  if (!lives && direct) return found('skipped', ['mfaDirect'], { device });
  if (!lives && progress.code === undefined) return found('skipped', ['mfaNoCode'], { device });
  const code = lives ? undefined : progress.code;
  if (!lives) progress.code = undefined;
  try {
    progress.mfaSession = await ports.mfaSession(code);
    const left = progress.mfaSession.expiresAt - ports.now();
    return found('passed', [lives ? 'mfaLives' : 'mfaMade'], { device, minutesLeft: String(Math.round(left / minuteMs)) });
  } catch (thrown) {
    return foundFailure('failed', thrown);
  }
}

function checkMfaLength({ sessionSeconds }: Identity): Finding {
  const values = { minutesLeft: String(Math.round(sessionSeconds / 60)) };
  if (sessionSeconds <= shortSessionSeconds) return found('warning', ['lengthShort'], values);
  return sessionSeconds >= sessionSecondsRange.most ? found('warning', ['lengthMost'], values) : found('passed', ['lengthUsual'], values);
}

/** How old the stored key is, and whether there is another beside it. */
async function checkKeyAge({ accessKeyId, userName }: Identity, ports: CheckUpPorts, { mfaSession }: Progress): Promise<Finding> {
  if (!mfaSession) return found('skipped', ['keyAgeSession']);
  const origins = await ports.missingIam();
  if (origins.length > 0) return found('unknown', ['keyAgeHost'], {}, { origins });
  try {
    const keys = await ports.accessKeys(mfaSession);
    const ours = keys.find((key) => key.accessKeyId === accessKeyId);
    if (!ours) return found('unknown', ['keyAgeAbsent'], { user: userName });
    const days = daysSince(ours.createdAt, ports.now());
    const other = keys.find((key) => key.active && key.accessKeyId !== accessKeyId);
    const notes: CheckNote[] = [days >= keyDaysMost ? 'keyOld' : 'keyYoung', ...other ? ['keySecond' as const] : []];
    return found(days >= keyDaysMost ? 'warning' : 'passed', notes, { user: userName, days: String(days), ...(other ? { key: keyTail(other.accessKeyId) } : {}) });
  } catch (thrown) {
    const refused = thrown instanceof Failure && /^AccessDenied/.test(thrown.data.answer?.code ?? '');
    return refused ? found('unknown', ['keyAgeDenied'], { user: userName }, { failure: thrown.data }) : foundFailure('unknown', thrown);
  }
}
