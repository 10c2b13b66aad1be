import * as v from 'valibot';
import type { AccessKeyFacts, MfaDevice } from './core/accessKeys.js';
import { keyChanges, type ShownKeys } from './core/keyMemory.js';
import type { KeyOwner } from './core/arn.js';
import { reasonMost } from './core/assumptions.js';
import { colourRuleSchema, identitySchema, roleSchema, sourceSchema } from './core/catalogueSchema.js';
import { rulesMost } from './core/colourRules.js';
import { isDestination } from './core/destinations.js';
import { credentialFormats } from './core/credentialFormats.js';
import type { Account } from './core/discovery.js';
import type { FailureData } from './core/failure.js';
import { checkRegion } from './core/fields.js';
import type { SignInForm } from './core/journey.js';
import type { ConsoleView } from './core/marks.js';
import { partitionNames } from './core/partitions.js';
import { strategies } from './core/sessionFields.js';
import { settingsSchema } from './core/settings.js';
import type { Sealed } from './core/vault/envelope.js';
import { type SignInPage, signInPages, waysOn } from './core/signInHops.js';

/** One call: the shape of what is sent, checked at the door, and the type of what comes back. */
interface Call<Schema extends v.GenericSchema, Result> {
  readonly schema: Schema;
  /** Never there: carries the type alone. */
  readonly result?: Result;
}

function call<Result>() {
  return <Schema extends v.GenericSchema>(schema: Schema): Call<Schema, Result> => ({ schema });
}

const text = v.pipe(v.string(), v.maxLength(2048));
const yes = v.exactOptional(v.literal(true));
const nothing = v.strictObject({});
const tabIds = v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(1000));
const colourRules = v.pipe(v.array(colourRuleSchema), v.maxLength(rulesMost));

/** What the popup and the options page may ask. No answer ever holds a secret. */
export const pageCalls = {
  checkKey: call<KeyOwner>()(v.strictObject({ accessKeyId: text, secretAccessKey: text, stsRegion: text })),
  /** A new identity brings its secret; a changed one may leave it out, and keeps the one it has. */
  saveIdentity: call<null>()(v.strictObject({ identity: identitySchema, secretAccessKey: v.exactOptional(text) })),
  removeIdentity: call<null>()(v.strictObject({ id: text })),
  saveRole: call<null>()(v.strictObject({ role: roleSchema })),
  removeRole: call<null>()(v.strictObject({ id: text })),
  /** Puts a role before another, or at the end. */
  moveRole: call<null>()(v.strictObject({ id: text, before: v.exactOptional(text) })),
  /** New identities with their secrets, and everything else whole: what has a known id takes the place of what is there. */
  importAll: call<null>()(v.strictObject({
    added: v.array(v.strictObject({ identity: identitySchema, secretAccessKey: text })),
    identities: v.array(identitySchema),
    roles: v.array(roleSchema),
    rules: colourRules,
  })),
  /** Takes back what is still as the last import left it; what is not stays, and is named. */
  undoImport: call<{ readonly left: readonly string[] }>()(nothing),
  /** The whole catalogue, of the same identities with the same keys. */
  saveCatalogue: call<null>()(v.strictObject({ identities: v.array(identitySchema), roles: v.array(roleSchema), rules: colourRules })),
  /** All colour rules, in their order. */
  saveRules: call<null>()(v.strictObject({ rules: colourRules })),
  /** What our page has written itself, shared catalogues, is to be seen in consoles and containers. */
  keepInStep: call<null>()(nothing),
  saveSettings: call<null>()(v.strictObject({ settings: settingsSchema })),
  /** What the picker shows first, and what it shows only when it is looked for. */
  setFavourite: call<null>()(v.strictObject({ roleId: text, on: v.boolean() })),
  moveFavourite: call<null>()(v.strictObject({ roleId: text, by: v.pipe(v.number(), v.integer()) })),
  setHidden: call<null>()(v.strictObject({ roleId: text, on: v.boolean() })),
  /** How the first door is gone through for a role. */
  setStrategy: call<null>()(v.strictObject({ roleId: text, strategy: v.picklist(strategies) })),
  /**
   * The console opens in front, or in a tab that stays behind; at the role's own page, or at another path and region this once;
   * see `Opening` for the rest. A fresh MFA session is taken, with a code, though one lives.
   */
  openRole: call<null>()(v.strictObject({
    roleId: text, code: v.exactOptional(text), behind: yes, readOnly: yes, confirmed: yes, anyway: yes, fresh: yes, reason: v.exactOptional(v.pipe(v.string(), v.maxLength(reasonMost))),
    destination: v.exactOptional(v.pipe(text, v.check(isDestination))), region: v.exactOptional(v.pipe(text, v.check((region) => 'value' in checkRegion(region)))),
  })),
  /** A role's credentials for a terminal, as a text that is sealed on its way. */
  copyCredentials: call<Sealed>()(v.strictObject({ roleId: text, code: v.exactOptional(text), format: v.picklist(credentialFormats) })),
  /** Looks over an identity or a role, and writes what it finds to `checkUp`. Done when it is through. */
  checkUp: call<null>()(v.strictObject({ of: sourceSchema, code: v.exactOptional(text) })),
  /** The accounts of the organization that a role may list. */
  discoverAccounts: call<{ readonly accounts: readonly Account[] }>()(v.strictObject({ roleId: text, code: v.exactOptional(text) })),
  /** Whether a role that is not in the catalogue can be assumed: done when it can, or the failure that says why not. */
  tryRole: call<null>()(v.strictObject({ arn: roleSchema.entries.arn, source: sourceSchema, code: v.exactOptional(text) })),
  /** What is remembered of each identity's access keys, by the identity's id: never a secret. */
  keyMemories: call<Readonly<Record<string, ShownKeys>>>()(nothing),
  /** Asks IAM for an identity's keys, with MFA. */
  lookUpKeys: call<readonly AccessKeyFacts[]>()(v.strictObject({ identityId: text, code: v.exactOptional(text) })),
  /** Rotates an identity's key, or goes on with that; writes how it goes to `rotation`. Done when it is through. */
  rotateKey: call<null>()(v.strictObject({ identityId: text, code: v.exactOptional(text) })),
  /** Switches a key on or off or deletes it, but never the one in use. */
  changeKey: call<null>()(v.strictObject({ identityId: text, accessKeyId: text, to: v.picklist(keyChanges), code: v.exactOptional(text) })),
  /** The MFA devices of an identity, or of whoever has a key that is being entered. */
  mfaDevices: call<readonly MfaDevice[]>()(v.union([
    v.strictObject({ identityId: text }),
    v.strictObject({ accessKeyId: text, secretAccessKey: text, userName: text, partition: v.picklist(partitionNames) }),
  ])),
  clearLog: call<null>()(nothing),
  /** Makes ready for a journey to a role that the person may begin: the answer says nothing. */
  prepare: call<null>()(v.strictObject({ roleId: text })),
  /** Goes on with a journey that a stopped worker has left, and waits for the end of one that is under way. */
  pickUp: call<null>()(v.strictObject({ roleId: text })),
  dismissFlow: call<null>()(v.strictObject({ roleId: text })),
  /** Signs consoles in again in their tabs; the code is for the first. */
  resume: call<null>()(v.strictObject({ tabIds, code: v.exactOptional(text) })),
  signOut: call<null>()(v.strictObject({ tabIds })),
  lock: call<null>()(nothing),
};

/**
 * The calls of our own pages that carry a secret access key. They are sealed on their way, because the browser that hands
 * them on keeps what it has handed on in its memory for as long as it likes.
 */
export const sealedCalls = ['checkKey', 'saveIdentity', 'importAll', 'mfaDevices'] as const satisfies readonly (keyof typeof pageCalls)[];

export function isSealed(call: string): boolean {
  return (sealedCalls as readonly string[]).includes(call);
}

/** What our own page in a tab is to do. */
export type LaunchTask =
  /** Post the form, which is given once. */
  | { readonly kind: 'post'; readonly form: SignInForm }
  | LaunchChoice
  | { readonly kind: 'go'; readonly address: string }
  | { readonly kind: 'failed'; readonly failure: FailureData };

/**
 * To ask how to go on from a page of AWS; with whose code, when signing in again needs one. The address is where a console that is
 * to be resumed was seen.
 */
export interface LaunchChoice {
  readonly kind: 'choose';
  readonly from: SignInPage;
  readonly role: string;
  readonly sessions: readonly BrowserSession[];
  readonly codeFor?: { readonly user: string; readonly account: string; readonly device: string };
  readonly address?: string;
}

/** A session that this browser has at the sign-in host. */
export interface BrowserSession {
  /** What the sign-in host calls it. */
  readonly differentiator: string;
  /** The role's name in the catalogue, or else as AWS writes it. */
  readonly name: string;
}

/** What the page that signs a tab in may ask, from that tab alone. */
export const launchCalls = {
  takeLaunch: call<LaunchTask>()(v.strictObject({ nonce: text })),
  goOn: call<LaunchTask>()(v.strictObject({
    nonce: text, way: v.picklist(waysOn), differentiator: v.exactOptional(v.pipe(text, v.regex(/^\d{12}-[a-z0-9-]+$/))),
    code: v.exactOptional(text),
  })),
};

/**
 * What a content script on a console page may ask: what its own tab is marked with, and nothing else. It may say who the
 * page reports as signed in, which a page can forge, so that the answer holds no more than the mark of that very session.
 */
export const consoleCalls = {
  hello: call<ConsoleView>()(v.strictObject({ sessionArn: v.exactOptional(text) })),
};

/** What a content script on the sign-in host may say: which page its tab has come to. */
export const signInCalls = {
  reached: call<null>()(v.strictObject({ page: v.picklist(signInPages) })),
};

export interface CallTables {
  page: typeof pageCalls;
  launch: typeof launchCalls;
  console: typeof consoleCalls;
  signIn: typeof signInCalls;
}

type Calls = CallTables['page'] & CallTables['launch'] & CallTables['console'] & CallTables['signIn'];
export type CallName = keyof Calls;
export type Asked<Name extends CallName> = v.InferOutput<Calls[Name]['schema']>;
export type Answered<Name extends CallName> = NonNullable<Calls[Name]['result']> | (null extends Calls[Name]['result'] ? null : never);

/** The functions that answer one table's calls. */
export type Answers<Table extends CallTables[keyof CallTables]> = {
  [Name in keyof Table & CallName]: (asked: Asked<Name>, sender: Asker) => Promise<Answered<Name>>;
};

/** What is known of who asks, from the browser and not from the message. */
export interface Asker {
  readonly tabId: number | undefined;
  /** Of the page that asks. */
  readonly origin: string;
}
