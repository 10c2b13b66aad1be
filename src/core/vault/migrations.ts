import type { Envelope, RecordType } from './envelope.js';
import { envelopeVersion } from './envelope.js';

/** Turns a record's value of one version into the next. It is given a name, and never changed once it was released. */
export type Migration = (value: unknown) => unknown;

/** By record type, oldest first: the first leads from version 1 to 2. */
export type Migrations = Readonly<Record<RecordType, readonly Migration[]>>;

/** Every form that records have ever had on people's disks. */
export const recordMigrations: Migrations = { key: [], catalog: [], settings: [], index: [] };

/** The version that records of a type are written in. */
export function recordVersion(type: RecordType, migrations = recordMigrations): number {
  return migrations[type].length + 1;
}

/**
 * The value in its present form. It is sealed in that form at the next change, and may be read in the old one for ever.
 * A value of a later version is given as it is.
 */
export function migrated(type: RecordType, version: number, value: unknown, migrations = recordMigrations): unknown {
  return migrations[type].slice(version - 1).reduce((older, next) => next(older), value);
}

/** Whether a later Sallyport has written to the vault: what it meant may be read, but writing would lose it. */
export function isNewer({ v, records }: Envelope): boolean {
  return v > envelopeVersion || Object.values(records).some(({ t, sv }) => sv > recordVersion(t));
}
