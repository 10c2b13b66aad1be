import * as v from 'valibot';
import type { KeyOwner } from './core/arn.js';
import { identitySchema, roleSchema } from './core/catalogue.js';
import type { SignInForm } from './core/journey.js';
import type { ConsoleMark } from './core/marks.js';
import { settingsSchema } from './core/settings.js';

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
const nothing = v.strictObject({});

/** What the popup and the options page may ask. No answer ever holds a secret. */
export const pageCalls = {
  checkKey: call<KeyOwner>()(v.strictObject({ accessKeyId: text, secretAccessKey: text, stsRegion: text })),
  /** A new identity brings its secret; a changed one may leave it out, and keeps the one it has. */
  saveIdentity: call<null>()(v.strictObject({ identity: identitySchema, secretAccessKey: v.exactOptional(text) })),
  removeIdentity: call<null>()(v.strictObject({ id: text })),
  saveRole: call<null>()(v.strictObject({ role: roleSchema })),
  removeRole: call<null>()(v.strictObject({ id: text })),
  importAll: call<null>()(v.strictObject({
    identities: v.array(v.strictObject({ identity: identitySchema, secretAccessKey: text })),
    roles: v.array(roleSchema),
  })),
  saveSettings: call<null>()(v.strictObject({ settings: settingsSchema })),
  openRole: call<null>()(v.strictObject({ roleId: text, code: v.exactOptional(text) })),
  dismissFlow: call<null>()(v.strictObject({ roleId: text })),
  lock: call<null>()(nothing),
};

/**
 * The calls of our own pages that carry a secret access key. They are sealed on their way, because the browser that hands
 * them on keeps what it has handed on in its memory for as long as it likes.
 */
export const sealedCalls = ['checkKey', 'saveIdentity', 'importAll'] as const satisfies readonly (keyof typeof pageCalls)[];

export function isSealed(call: string): boolean {
  return (sealedCalls as readonly string[]).includes(call);
}

/** What the page that signs a tab in may ask, from that tab alone and once. */
export const launchCalls = {
  takeLaunch: call<SignInForm>()(v.strictObject({ nonce: text })),
};

/** What a content script on a console page may ask. It learns what its own tab is marked with, and nothing else. */
export const consoleCalls = {
  hello: call<ConsoleMark | null>()(nothing),
};

export interface CallTables {
  page: typeof pageCalls;
  launch: typeof launchCalls;
  console: typeof consoleCalls;
}

type Calls = CallTables['page'] & CallTables['launch'] & CallTables['console'];
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
}
