import { failure } from '../../../src/core/failure.js';
import { type Check, type CheckName, type CheckUp, type Planned, runCheckUp } from '../../../src/core/checkUp.js';
import type { CheckUpPorts } from '../../../src/core/checkUpPorts.js';
import type { Credentials } from '../../../src/core/journey.js';

export const dayMs = 86_400_000;
export const now = Date.UTC(2026, 10, 25, 12);

export const credentialsNamed = (name: string, expiresAt = now + 3_600_000): Credentials =>
  ({ accessKeyId: name, secretAccessKey: 'a secret', sessionToken: 'a token', expiresAt });

export const refused = (kind: Parameters<typeof failure>[0], more: Parameters<typeof failure>[2] = {}) => () => Promise.reject(failure(kind, {}, more));

/** An AWS where all is well: the organisation refuses sessions without MFA, and trust policies demand it. */
export function healthy(more: Partial<CheckUpPorts> = {}): CheckUpPorts & { readonly called: string[] } {
  const called: string[] = [];
  const noted = <T>(call: string, result: T): Promise<T> => {
    called.push(call);
    return Promise.resolve(result);
  };
  return {
    called,
    now: () => now,
    missingPages: async () => [],
    missingIam: async () => [],
    callerArn: () => noted('callerArn', 'arn:aws:iam::111111111111:user/alice'),
    awsTime: async () => ({ askedAt: now, answeredAt: now + 200, at: now - 900 }),
    sessionEndsAt: async () => now + 7_200_000,
    mfaSession: (code) => noted(`mfaSession ${code ?? 'stored'}`, credentialsNamed('mfa', now + 7_200_000)),
    accessKeys: () => noted('accessKeys', [{ accessKeyId: 'AKIAALICE0000EXAMPLE', active: true, createdAt: now - 12.5 * dayMs }]),
    assumeRole: ({ accessKeyId }, { roleArn, durationSeconds }) =>
      noted(`assumeRole ${accessKeyId} ${roleArn} ${durationSeconds}`, credentialsNamed(accessKeyId.startsWith('code') ? 'code role' : 'role')),
    assumeWithCode: ({ roleArn }, code) => noted(`assumeWithCode ${roleArn} ${code}`, credentialsNamed('code')),
    assumeWithBareKey: refused('roleRefused'),
    isDenied: ({ accessKeyId }) => noted(`isDenied ${accessKeyId}`, accessKeyId !== 'role'),
    ...more,
  };
}

/** Makes the checks, and gives each as it was shown at last. */
export async function made(planned: readonly Planned[]): Promise<readonly Check[]> {
  let last: CheckUp | undefined;
  await runCheckUp({ kind: 'role', id: 'x' }, 'x', planned, () => now, async (checkUp) => { last = checkUp; });
  return last?.checks ?? [];
}

/** How the check of that name came out, in one line: `passed keyBelongs`, or `failed: roleRefused`. */
export function lineOf(checks: readonly Check[], name: CheckName, at = 0): string {
  const check = checks.filter(({ check: found }) => found === name)[at];
  if (!check) throw new TypeError(`there is no check ${name}`);
  const { state, notes, failure: wrong, problem } = check;
  const because = wrong?.kind ?? problem;
  return `${[state, ...notes].join(' ')}${because === undefined ? '' : `: ${because}`}`;
}
