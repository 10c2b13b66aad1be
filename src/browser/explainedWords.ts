import { parseAssumedRoleArn, parseUserArn } from '../core/arn.js';
import type { PolicyType } from '../core/denial.js';
import type { Explanation, Known } from '../core/explaining.js';
import type { FailureData } from '../core/failure.js';
import { say, timeLeft, type Values } from './words.js';

/** What AWS said, as it is shown and copied. */
export interface Said {
  readonly heading: string;
  readonly text: string;
  readonly copy: string;
  readonly copied: string;
}

/** The hosts of match patterns, for a button that asks for them. */
export function hostsOf(origins: readonly string[]): string {
  return origins.map((origin) => origin.replace(/^https:\/\/|\/\*$/g, '')).join(', ');
}

/** AWS's own words under their heading, when it answered, and those of the button that copies them. */
export function answerWords({ answer }: FailureData): Said | undefined {
  if (!answer) return undefined;
  const id = answer.requestId === undefined ? [] : [say('requestIdIs', { id: answer.requestId })];
  return {
    heading: say('awsSaid'), text: [`${answer.code} (${answer.status})`, answer.message, ...id].join('\n'),
    copy: say('copyAnswer'), copied: say('textCopied'),
  };
}

/** The likely causes of a failure as sentences. */
export function causeSentences({ causes }: Explanation, failure: FailureData, known: Known = {}): string[] {
  const values = causeValues(failure, known);
  return causes.map((cause) => say(`cause_${cause}`, values));
}

function causeValues({ values }: FailureData, { sessionAgeMs = 0 }: Known): Values {
  const { policy, caller, user } = values;
  return {
    ...values,
    age: ageWords(sessionAgeMs),
    caller: nameOf(caller) ?? user ?? '',
    ...(policy === undefined ? {} : { policy: say(`policy_${policy as PolicyType}`) }),
  };
}

function ageWords(ms: number): string {
  return timeLeft(Math.max(1, Math.round(ms / 60_000)));
}

/** The user's or the role's own name, from the caller's ARN. */
function nameOf(caller: string | undefined): string | undefined {
  return caller === undefined ? undefined : parseUserArn(caller)?.userName ?? parseAssumedRoleArn(caller)?.roleName;
}

/**
 * A text to hand to an administrator: who was refused what, by which type of policy, and how to find it in CloudTrail. It holds no
 * secret and no access key ID.
 */
export function administratorText({ values, answer }: FailureData, known: Known, at: number): string {
  const action = values['action'] ?? `sts:${values['call'] ?? 'AssumeRole'}`;
  const resource = values['resource'] ?? values['role'];
  return [
    say('ask_title', { action }),
    '',
    say('ask_who', { who: values['caller'] ?? `${values['user'] ?? ''} (${values['account'] ?? ''})` }),
    say('ask_action', { action }),
    ...(resource === undefined ? [] : [say('ask_resource', { resource })]),
    deniedBy(values),
    ...mfaLine(known),
    say('ask_time', { time: new Date(at).toISOString() }),
    ...(answer?.requestId === undefined ? [] : [say('ask_request', { id: answer.requestId })]),
    ...(answer ? [say('ask_answer', { answer: `${answer.code} (${answer.status}) ${answer.message}` })] : []),
  ].join('\n');
}

function deniedBy({ policy, effect, policyArn }: FailureData['values']): string {
  if (policy === undefined) return say('ask_unnamed');
  const name = say(`policy_${policy as PolicyType}`);
  return say(effect === 'explicit' ? 'ask_explicit' : 'ask_implicit', { policy: policyArn === undefined ? name : `${name} ${policyArn}` });
}

function mfaLine({ direct, sessionAgeMs }: Known): string[] {
  if (direct) return [say('ask_mfaCode')];
  return sessionAgeMs === undefined ? [] : [say('ask_mfaSession', { age: ageWords(sessionAgeMs) })];
}
