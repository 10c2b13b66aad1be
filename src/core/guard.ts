import type * as v from 'valibot';
import type { Checked } from './arn.js';
import type { Opening } from './assumptions.js';
import type { Catalogue, Role } from './catalogue.js';
import type { guardSchema } from './catalogueSchema.js';
import { type ColourRule, rulesFitting } from './colourRules.js';
import { failure } from './failure.js';
import { hasBlank } from './templates.js';

/** What stands between a person and a console. */
export type Guard = v.InferOutput<typeof guardSchema>;

/** The longest time after which a console may be closed: as long as one can last. */
export const closeMinutesMost = 720;

/** Checks the minutes after which a console is closed. */
export function checkCloseMinutes(text: string): Checked<number> {
  const minutes = Number(text.trim());
  return /^\d{1,3}$/.test(text.trim()) && minutes >= 1 && minutes <= closeMinutesMost ? { value: minutes } : { problem: 'minutesMalformed' };
}

const flags = ['confirm', 'reason', 'readOnlyFirst'] as const;

/** Reads a guard: `confirm`, `reason`, `readOnlyFirst` and `closeAfter <minutes>`, with commas between them. */
export function checkGuard(text: string): Checked<Guard> {
  const guard: { -readonly [Key in keyof Guard]: Guard[Key] } = {};
  for (const word of text.split(',').map((part) => part.trim()).filter((part) => part !== '')) {
    const flag = flags.find((name) => name === word);
    const [, digits] = /^closeAfter\s+(\S+)$/.exec(word) ?? [];
    const minutes = digits === undefined ? undefined : checkCloseMinutes(digits);
    if (minutes && 'problem' in minutes) return minutes;
    if (!flag && !minutes) return { problem: 'guardUnknown' };
    if (flag) guard[flag] = true;
    if (minutes) guard.closeAfterMinutes = minutes.value;
  }
  return Object.keys(guard).length === 0 ? { problem: 'guardUnknown' } : { value: guard };
}

/** What `checkGuard` reads. */
export function guardText(guard: Guard): string {
  const words: string[] = flags.filter((flag) => guard[flag]);
  return [...words, ...guard.closeAfterMinutes === undefined ? [] : [`closeAfter ${guard.closeAfterMinutes}`]].join(', ');
}

/** The stricter of guards: whatever one of them asks is asked, and the shortest time counts. */
export function strictest(guards: readonly (Guard | undefined)[]): Guard {
  const asked = flags.filter((flag) => guards.some((guard) => guard?.[flag]));
  const minutes = guards.flatMap((guard) => guard?.closeAfterMinutes ?? []);
  return { ...Object.fromEntries(asked.map((flag) => [flag, true as const])), ...(minutes.length > 0 ? { closeAfterMinutes: Math.min(...minutes) } : {}) };
}

/** Whether AWS is told the reason, so that it must be asked. */
function sendsReason({ sourceIdentity = '', sessionTags = [] }: Role): boolean {
  return hasBlank(sourceIdentity, 'reason') || sessionTags.some(({ value }) => hasBlank(value, 'reason'));
}

/**
 * What guards a role: its own guard and that of every rule that fits it. Colours are given by the first such rule, but a rule
 * that somebody puts before another must not take that one's guard away.
 */
export function guardOf(role: Role, rules: readonly ColourRule[]): Guard {
  const fitting = rulesFitting(rules.filter(({ guard }) => guard), role).map(({ guard }) => guard);
  return strictest([role.guard, ...fitting, sendsReason(role) ? { reason: true } : undefined]);
}

/** The catalogue as it is shown: every role with all that guards it, wherever that was said. */
export function withGuards(catalogue: Catalogue): Catalogue {
  const guarding = catalogue.rules.filter(({ guard }) => guard);
  return { ...catalogue, roles: catalogue.roles.map((role) => {
    const guard = guardOf(role, guarding);
    return Object.keys(guard).length === 0 ? role : { ...role, guard };
  }) };
}

/** Whether a role can be opened read-only: one with session policies of its own cannot, see `assumptionsOf`. */
export function canReadOnly({ sessionPolicy, sessionPolicyArns }: Role): boolean {
  return sessionPolicy === undefined && sessionPolicyArns === undefined;
}

/** What of a guard is still to be asked before an opening: a read-only one needs no confirmation, as it can break nothing. */
export function stillAsked(guard: Guard, { readOnly, confirmed, reason = '' }: Opening): { readonly confirm: boolean; readonly reason: boolean } {
  return {
    confirm: (guard.confirm ?? guard.readOnlyFirst ?? false) && !readOnly && !confirmed,
    reason: (guard.reason ?? false) && reason.trim() === '',
  };
}

/** Refuses an opening that its role's guard stands against. Throws `guarded`. */
export function passGuard(role: Role, rules: readonly ColourRule[], opening: Opening): void {
  const asked = stillAsked(guardOf(role, rules), opening);
  if (asked.confirm || asked.reason) throw failure('guarded', { role: role.name });
}
