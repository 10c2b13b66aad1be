import * as v from 'valibot';

const text = v.pipe(v.string(), v.maxLength(2048));

const logEntrySchema = v.strictObject({
  /** When it was opened, or refused, in milliseconds since the epoch. */
  at: v.number(),
  /** What the person called the role then, and its ARN. */
  role: text,
  arn: text,
  /** The IAM user, and the auth account. */
  user: text,
  accountId: text,
  /** `opened`, `copied`, `listed`, or the kind of the failure. */
  outcome: text,
  reason: v.exactOptional(text),
  readOnly: v.exactOptional(v.literal(true)),
  /** AWS's ids of the requests, by which CloudTrail finds them. */
  requests: v.array(v.strictObject({ call: text, id: text })),
});
export const logSchema = v.array(logEntrySchema);

/** What was opened, when, as whom and why. Holds no secret; sealed in the vault. */
export type LogEntry = v.InferOutput<typeof logEntrySchema>;
/** Oldest first. */
export type Log = readonly LogEntry[];

/** The oldest entries make way. */
const entriesMost = 2000;

export function withEntry(log: Log, entry: LogEntry): LogEntry[] {
  return [...log, entry].slice(-entriesMost);
}

const columns = ['at', 'role', 'arn', 'user', 'accountId', 'outcome', 'readOnly', 'reason', 'requests'] as const;

/** A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection"), quoted as RFC 4180 has it. */
function cell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The log as CSV with a line of names first, the times as ISO 8601. */
export function printLog(log: Log): string {
  const rows = log.map((entry) => columns.map((column) => {
    if (column === 'at') return new Date(entry.at).toISOString();
    if (column === 'requests') return entry.requests.map(({ call, id }) => `${call} ${id}`).join(' ');
    return String(entry[column] ?? '');
  }));
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
