import * as v from 'valibot';
import { checkAccessKeyId } from './accessKey.js';
import type { Checked } from './arn.js';
import { checkMfaSerial, parseRoleArn } from './arnFields.js';
import { ruleSubjects } from './colourRules.js';
import { parseColour } from './colours.js';
import { isDestination } from './destinations.js';
import { checkExternalId, checkName, checkRegion, checkStsRegion, checkTag, tagsMost, withoutControls } from './fields.js';
import { partitionNames } from './partitions.js';
import {
  checkPolicyArns, checkSessionName, checkSessionPolicy, checkSourceIdentity, policyArnsMost, sessionPoliciesProblem, sessionTagsMost, sessionTagsProblem, strategies,
} from './sessionFields.js';

const line = v.pipe(v.string(), v.maxLength(64), v.check((text) => withoutControls(text) === text));

const on = v.exactOptional(v.literal(true));

/** What stands between a person and a console. */
export const guardSchema = v.strictObject({
  /** The role's name is to be typed. */
  confirm: on,
  /** The person is asked why. */
  reason: on,
  /** The console opens read-only unless the person asks for more. */
  readOnlyFirst: on,
  /** The console is closed after so many minutes, 1 to 720. */
  closeAfterMinutes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(720))),
});

/** What a colour rule is, but for its id. */
export const ruleEntries = {
  /** What the pattern is held against: the role's names, its account's name and number, or its region. */
  on: v.picklist(ruleSubjects),
  /** Text with `*` for anything, in any case; it must fit the whole. */
  pattern: v.pipe(line, v.check((text) => text.trim() !== '')),
  /** `#rrggbb`. */
  colour: v.pipe(v.string(), v.check((colour) => parseColour(colour) === colour)),
  /** A word that is shown beside the role's name, such as PROD. */
  label: v.exactOptional(line),
  /** What guards the roles that the rule fits. */
  guard: v.exactOptional(guardSchema),
};

/** Says once what colour, and what word, many roles have: the first rule that fits a role counts. */
export const colourRuleSchema = v.strictObject({ id: v.pipe(v.string(), v.maxLength(2048)), ...ruleEntries });

const text = v.pipe(v.string(), v.maxLength(2048));
/** Text that one of the field checks accepts as it stands: what a form refuses, a message and a stored vault may not hold. */
const checkedText = (check: (text: string) => Checked<unknown>) => v.pipe(text, v.check((value) => 'value' in check(value)));
const seconds = v.pipe(v.number(), v.integer());

/** An IAM user of an auth account. Its secret access key is a record of the vault, never part of the catalogue. */
export const identitySchema = v.strictObject({
  id: text,
  userName: text,
  accountId: v.pipe(text, v.regex(/^\d{12}$/)),
  partition: v.picklist(partitionNames),
  accessKeyId: checkedText(checkAccessKeyId),
  mfaSerial: checkedText((serial) => checkMfaSerial(serial)),
  /** Region whose STS and sign-in hosts are used. */
  stsRegion: checkedText((region) => checkStsRegion(region)),
  /** Lifetime asked of GetSessionToken, 900 to 129600. */
  sessionSeconds: seconds,
});

/** Where a role is assumed from: an identity, or another role. */
export const sourceSchema = v.strictObject({ kind: v.picklist(['identity', 'role']), id: text });

const sessionTagSchema = v.strictObject({ key: v.string(), value: v.string(), transitive: on });

/** What a role is, but for its id and where it is assumed from. */
export const roleEntries = {
  /** What the person calls it; unique in the catalogue. */
  name: checkedText((name) => checkName(name)),
  /** What the person calls the account, if anything. */
  accountName: v.exactOptional(checkedText((name) => checkName(name))),
  arn: checkedText(parseRoleArn),
  /** `#rrggbb`. */
  colour: v.pipe(text, v.check((colour) => parseColour(colour) === colour)),
  /** Region the console opens in. */
  region: checkedText((region) => checkRegion(region)),
  /** Path of the console page to land on, without a leading slash; empty for the console's home. */
  destination: v.pipe(text, v.check(isDestination)),
  /** The heading under which the picker shows the role. */
  group: v.exactOptional(checkedText((name) => checkName(name))),
  /** Words by which the role is found. */
  tags: v.exactOptional(v.pipe(v.array(checkedText(checkTag)), v.minLength(1), v.maxLength(tagsMost))),
  /** Lifetime of the role session, which an MFA session caps at 3600; of the console, where the role is assumed directly. */
  durationSeconds: v.exactOptional(seconds),
  externalId: v.exactOptional(checkedText(checkExternalId)),
  /** May have `{user}`, `{role}` and `{account}` in it. */
  sessionName: v.exactOptional(checkedText(checkSessionName)),
  /** May have `{reason}` in it too. */
  sourceIdentity: v.exactOptional(checkedText(checkSourceIdentity)),
  /** Values may have `{user}`, `{role}`, `{account}` and `{reason}` in them. */
  sessionTags: v.exactOptional(v.pipe(v.array(sessionTagSchema), v.minLength(1), v.maxLength(sessionTagsMost), v.check((tags) => !sessionTagsProblem(tags)))),
  /** ARNs of managed policies that narrow the role's sessions. */
  sessionPolicyArns: v.exactOptional(v.pipe(v.array(checkedText((arn) => checkPolicyArns(arn))), v.minLength(1), v.maxLength(policyArnsMost))),
  /** A policy that narrows them, as `checkSessionPolicy` gives it. */
  sessionPolicy: v.exactOptional(checkedText(checkSessionPolicy)),
  /** How the first door is gone through; `mfaSession` unless it says otherwise. */
  strategy: v.exactOptional(v.picklist(strategies)),
  guard: v.exactOptional(guardSchema),
};

/** An IAM role in a target account. */
export const roleSchema = v.pipe(v.strictObject({ id: text, ...roleEntries, source: sourceSchema }), v.check((role) => !sessionPoliciesProblem(role)));

export const catalogueSchema = v.strictObject({
  identities: v.array(identitySchema),
  roles: v.array(roleSchema),
  /** In order: the first that fits a role counts. */
  rules: v.array(colourRuleSchema),
});
