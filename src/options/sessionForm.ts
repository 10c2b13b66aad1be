import { type Signal, signal } from '@preact/signals';
import type { Checked } from '../core/arn.js';
import { parseRoleArn } from '../core/arnFields.js';
import type { Role } from '../core/catalogue.js';
import {
  checkPolicyArns, checkSessionName, checkSessionPolicy, checkSessionTags, checkSourceIdentity, sessionPoliciesProblem, sessionTagsText, type Strategy,
} from '../core/sessionFields.js';
import { type FormField, formField, optional } from './formField.js';
import { createGuardForm } from './guardForm.js';

/** The fields of what a role's sessions are like; none may last longer than `most` seconds. */
export function createSessionForm(arnText: () => string, known: Role | undefined, most: number) {
  const policyArns = (text: string): Checked<string[]> => {
    const arn = parseRoleArn(arnText());
    return checkPolicyArns(text, 'value' in arn ? arn.value : undefined);
  };
  return {
    sessionName: formField(optional(checkSessionName), known?.sessionName),
    sourceIdentity: formField(optional(checkSourceIdentity), known?.sourceIdentity),
    sessionTags: formField(checkSessionTags, sessionTagsText(known?.sessionTags ?? [])),
    sessionPolicyArns: formField(policyArns, known?.sessionPolicyArns?.join('\n')),
    sessionPolicy: formField(optional(checkSessionPolicy), known?.sessionPolicy && JSON.stringify(JSON.parse(known.sessionPolicy), null, 2)),
    strategy: signal<Strategy>(known?.strategy ?? 'mfaSession'),
    /** Asked only where the role is assumed directly; the MFA session has its own limit. */
    consoleSeconds: signal(Math.min(known?.durationSeconds ?? 3600, most)),
    most,
    guard: createGuardForm(known?.guard),
  };
}

export type SessionForm = ReturnType<typeof createSessionForm>;

/** The fields that are checked before a role is saved. */
export function sessionFieldsOf({ sessionName, sourceIdentity, sessionTags, sessionPolicyArns, sessionPolicy, guard }: SessionForm): FormField<unknown>[] {
  return [sessionName, sourceIdentity, sessionTags, sessionPolicyArns, sessionPolicy, guard.closeAfter];
}

/** All that a person can change of it. */
export function sessionValues(form: SessionForm): Signal<unknown>[] {
  const { strategy, consoleSeconds, guard: { confirm, reason, readOnlyFirst } } = form;
  return [...sessionFieldsOf(form).map(({ text }) => text), strategy, consoleSeconds, confirm, reason, readOnlyFirst];
}

type SessionSettings = Pick<Role,
  'sessionName' | 'sourceIdentity' | 'sessionTags' | 'sessionPolicyArns' | 'sessionPolicy' | 'strategy' | 'durationSeconds' | 'guard'>;

/** What sound fields say; undefined when the policies do not go together, which their field then shows. */
export function sessionSettings(form: SessionForm, arn: string, known: Role | undefined): SessionSettings | undefined {
  const [sessionName, sourceIdentity, sessionPolicy] = [form.sessionName.check(), form.sourceIdentity.check(), form.sessionPolicy.check()];
  const [sessionTags = [], sessionPolicyArns = []] = [form.sessionTags.check(), form.sessionPolicyArns.check()];
  const direct = form.strategy.value === 'direct';
  const durationSeconds = direct ? form.consoleSeconds.value : known?.durationSeconds;
  const guard = form.guard.guard();
  const settings: SessionSettings = {
    ...(sessionName && { sessionName }),
    ...(sourceIdentity && { sourceIdentity }),
    ...(sessionTags.length > 0 && { sessionTags }),
    ...(sessionPolicyArns.length > 0 && { sessionPolicyArns }),
    ...(sessionPolicy && { sessionPolicy }),
    ...(direct && { strategy: 'direct' }),
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(guard && { guard }),
  };
  const problem = sessionPoliciesProblem({ ...settings, arn });
  form.sessionPolicy.problem.value = problem;
  return problem ? undefined : settings;
}
