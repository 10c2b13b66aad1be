import type { Changes, SessionKind } from './changes.js';
import { durationIn, readFault } from './faultGrammar.js';
import type { Faults } from './faults.js';

/** What an order is given to. */
export type Ordered = Changes & Pick<Faults, 'misbehave' | 'behave'>;

/** One thing that an emulated AWS is told from outside. Throws with a sentence when the world has no such role or region. */
export type Order = (to: Ordered) => void;

/** The orders, for `--help`. */
export const ordersHelp = `An order is either a fault or a change of the world.

A fault is <action>:<mishap>, with counts behind it if need be: *<times> +<skip> /<every>. Without counts it befalls every call.
Actions are those of STS, IAM, CloudTrail and Organizations by name, getSigninToken, login, console (a page of the console), and * for every call.
  delay=<time>          answered late: 3000, 3000ms, 3s, 2m
  hang                  never answered
  drop=before           connection destroyed before the call is performed
  drop=after            connection destroyed after it was performed, before the answer
  html=<status>         an HTML error page, as a load balancer makes
  empty=<status>        no body
  garbled               the first half of the true answer
  huge=<bytes>          a body that long, at most 100000000
  throttle              400 Throttling, "Rate exceeded"
  error=<status>,<code>,<message>
                        any error; its page on the sign-in and console hosts
  AssumeRole:throttle*2             the next two calls of AssumeRole
  getSigninToken:delay=3s/3         every third call
  GetSessionToken:drop=after*1+1    the second call only
  AssumeRole:error=403,AccessDenied,Access denied

A change of the world:
  clock=<time>          AWS's clock is off from this machine's: -11m, +1d, 0
  revoke-key            the long-term key is inactive; restore-key takes it back
  expire=<sessions>     temporary credentials given out so far are expired: mfa, role, all
  remove-role=<name>    the role is deleted; restore-role=<name> puts it back
  disable-region=<region>
                        STS is deactivated in the region; enable-region=<region> takes it back
  behave                takes all faults back, and ends what hangs`;

const sessionKinds: readonly string[] = ['mfa', 'role', 'all'] satisfies SessionKind[];

const changes: Readonly<Record<string, { takes?: string; read: (value: string) => Order | undefined }>> = {
  'clock': { takes: 'a time such as -11m, +1d or 0', read: clock },
  'revoke-key': { read: () => (to) => to.revokeKey() },
  'restore-key': { read: () => (to) => to.restoreKey() },
  'expire': { takes: 'mfa, role or all', read: (kind) => isSessionKind(kind) ? (to) => to.expireSessions(kind) : undefined },
  'remove-role': { takes: 'the name of a role', read: (name) => name === '' ? undefined : (to) => to.removeRole(name) },
  'restore-role': { takes: 'the name of a role', read: (name) => name === '' ? undefined : (to) => to.restoreRole(name) },
  'disable-region': { takes: 'a region', read: (region) => region === '' ? undefined : (to) => to.disableRegion(region) },
  'enable-region': { takes: 'a region', read: (region) => region === '' ? undefined : (to) => to.enableRegion(region) },
  'behave': { read: () => (to) => to.behave() },
};

/** Reads an order. Throws with a sentence that says what is wrong with it. */
export function readOrder(text: string): Order {
  const [, action, mishap] = /^([\w*]+):(.*)$/s.exec(text) ?? [];
  if (action !== undefined && mishap !== undefined) {
    const fault = readFault(action, mishap);
    return (to) => void to.misbehave(fault);
  }
  const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
  if (change === undefined) {
    throw new Error(`"${text}" is no order: there are <action>:<mishap> and ${Object.keys(changes).join(', ')}.`);
  }
  if (change.takes === undefined && value !== undefined) throw new Error(`${name} takes nothing, not "${value}".`);
  const order = change.read(value ?? '');
  if (order === undefined) throw new Error(`${name} takes ${change.takes}${value === undefined ? '' : `, not "${value}"`}.`);
  return order;
}

function clock(text: string): Order | undefined {
  const offsetMs = durationIn(text);
  return offsetMs === undefined ? undefined : (to) => to.setClock(offsetMs);
}

function isSessionKind(text: string): text is SessionKind {
  return sessionKinds.includes(text);
}
