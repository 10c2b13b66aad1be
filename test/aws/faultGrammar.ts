import type { Fault, Mishap } from './faults.js';

const actions = [
  'GetCallerIdentity', 'GetSessionToken', 'AssumeRole', 'GetAccessKeyInfo', 'getSigninToken', 'login', 'logout', 'console', 'LookupEvents',
  'ListAccessKeys', 'CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey', 'GetAccessKeyLastUsed', 'GetUser', 'ListMFADevices', 'ListAccountAliases',
  'ListAccounts', '*',
];
const unitsMs: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const longestDelayMs = 86_400_000;
const largestBodyBytes = 100_000_000;

const mishaps: Readonly<Record<Mishap['kind'], { takes?: string; read: (value: string) => Mishap | undefined }>> = {
  delay: { takes: 'a time such as 3000 or 3s, of at most a day', read: delay },
  hang: { read: () => ({ kind: 'hang' }) },
  drop: { takes: 'before or after', read: (when) => when === 'before' || when === 'after' ? { kind: 'drop', when } : undefined },
  html: { takes: 'a status from 200 to 599', read: (text) => isStatus(text) ? { kind: 'html', status: Number(text) } : undefined },
  empty: { takes: 'a status from 200 to 599', read: (text) => isStatus(text) ? { kind: 'empty', status: Number(text) } : undefined },
  garbled: { read: () => ({ kind: 'garbled' }) },
  huge: { takes: `a number of bytes up to ${largestBodyBytes}`, read: huge },
  throttle: { read: () => ({ kind: 'throttle' }) },
  error: { takes: 'a status, a code and a message with commas between', read: error },
};

/** Reads a fault: the action, and the mishap with its counts. Throws with a sentence that says what is wrong. */
export function readFault(action: string, text: string): Fault {
  if (!actions.includes(action)) throw new Error(`"${action}" is no action: there are ${actions.join(', ')}.`);
  const [, told = '', times, skip, every] = /^(.*?)(?:\*(\d+))?(?:\+(\d+))?(?:\/(\d+))?$/s.exec(text) ?? [];
  return {
    action, mishap: readMishap(told),
    ...(times === undefined ? {} : { times: countIn('*', times) }),
    ...(skip === undefined ? {} : { skip: countIn('+', skip) }),
    ...(every === undefined ? {} : { every: countIn('/', every) }),
  };
}

/** A fault as `readFault` reads it, with its action in front. */
export function writeFault({ action, mishap, times, skip, every }: Fault): string {
  return `${action}:${writeMishap(mishap)}${mark('*', times)}${mark('+', skip)}${mark('/', every)}`;
}

/** Milliseconds in a text like `3000`, `3s` or `-11m`, or undefined when it is no time. */
export function durationIn(text: string): number | undefined {
  const [, sign, count, unit = ''] = /^([+-]?)(\d{1,9})(ms|s|m|h|d)?$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * (unitsMs[unit] ?? 1) * (sign === '-' && Number(count) > 0 ? -1 : 1);
}

function readMishap(text: string): Mishap {
  const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (!isKind(name)) throw new Error(`"${name}" is no mishap: there are ${Object.keys(mishaps).join(', ')}.`);
  const { takes, read } = mishaps[name];
  if (takes === undefined && value !== undefined) throw new Error(`${name} takes nothing, not "${value}".`);
  const mishap = read(value ?? '');
  if (mishap === undefined) throw new Error(`${name} takes ${takes}${value === undefined ? '' : `, not "${value}"`}.`);
  return mishap;
}

function writeMishap(mishap: Mishap): string {
  switch (mishap.kind) {
    case 'delay': return `delay=${mishap.ms}`;
    case 'drop': return `drop=${mishap.when}`;
    case 'html':
    case 'empty': return `${mishap.kind}=${mishap.status}`;
    case 'huge': return `huge=${mishap.bytes}`;
    case 'error': return `error=${mishap.status},${mishap.code},${mishap.message}`;
    default: return mishap.kind;
  }
}

function isKind(name: string): name is Mishap['kind'] {
  return Object.hasOwn(mishaps, name);
}

function delay(text: string): Mishap | undefined {
  const ms = durationIn(text);
  return ms !== undefined && ms >= 0 && ms <= longestDelayMs ? { kind: 'delay', ms } : undefined;
}

function huge(text: string): Mishap | undefined {
  return /^\d{1,9}$/.test(text) && Number(text) <= largestBodyBytes ? { kind: 'huge', bytes: Number(text) } : undefined;
}

function error(text: string): Mishap | undefined {
  const [, status = '', code, message] = /^(\d+),(\w+),(.+)$/s.exec(text) ?? [];
  return isStatus(status) && code !== undefined && message !== undefined ? { kind: 'error', status: Number(status), code, message } : undefined;
}

function isStatus(text: string): boolean {
  return /^[2-5]\d\d$/.test(text);
}

function countIn(sign: string, text: string): number {
  const count = Number(text);
  if (count < 1 || !Number.isSafeInteger(count)) throw new Error(`${sign} takes a count from 1, not "${text}".`);
  return count;
}

function mark(sign: string, count: number | undefined): string {
  return count === undefined ? '' : `${sign}${count}`;
}
