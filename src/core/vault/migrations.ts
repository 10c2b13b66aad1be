import type { Envelope, RecordType } from './envelope.js';
import { envelopeVersion } from './envelope.js';

/** Turns a record's value of one version into the next. It is given a name, and never changed once it was released. */
export type Migration = (value: unknown) => unknown;

/** By record type, oldest first: the first leads from version 1 to 2. */
export type Migrations = Readonly<Record<RecordType, readonly Migration[]>>;

/** Catalogues had no colour rules. */
function withColourRules(catalogue: unknown): unknown {
  return { ...(catalogue as object), rules: [] };
}

/** Catalogues were not packed: one that is not is as good as one that is. */
function asItIs(catalogue: unknown): unknown {
  return catalogue;
}

/** Settings said only when the vault locks. */
function withMarks(settings: unknown): unknown {
  return { ...(settings as object), openIn: 'automatic', groupTabs: false, rememberColours: false };
}

/** Settings knew nothing of favourites and hidden roles, nor of copying credentials. */
function withPicks(settings: unknown): unknown {
  return { ...(settings as object), copyCredentials: false, favourites: [], hidden: [] };
}

/** Every form that records have ever had on people's disks. */
export const recordMigrations: Migrations = {
  key: [], catalog: [withColourRules, asItIs], settings: [withMarks, withPicks], containers: [], log: [], shared: [], sync: [], index: [],
};

/** Whether records of a type can be read here. */
export function isKnown(type: string): type is RecordType {
  return Object.hasOwn(recordMigrations, type);
}

/** The version that records of a type are written in. */
export function recordVersion(type: RecordType, migrations = recordMigrations): number {
  return migrations[type].length + 1;
}

/**
 * The value in its present form. It is sealed in that form at the next change, and may be read in the old one for ever.
 * A value of a later version is given as it is.
 */
export function migrated(type: string, version: number, value: unknown, migrations = recordMigrations): unknown {
  if (!isKnown(type)) return value;
  return migrations[type].slice(version - 1).reduce((older, next) => next(older), value);
}

/** Whether a later Sallyport has written to the vault: what it meant may be read, but writing would lose it. */
export function isNewer({ v, records }: Envelope): boolean {
  return v > envelopeVersion || Object.values(records).some(({ t, sv }) => !isKnown(t) || sv > recordVersion(t));
}
