import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type LogEntry, logSchema, printLog, withEntry } from '../../../src/core/log.js';

const entry: LogEntry = {
  at: Date.UTC(2026, 0, 2, 3, 4, 5), role: 'prod-admin', arn: 'arn:aws:iam::222222222222:role/prod-admin', user: 'alice', accountId: '111111111111',
  outcome: 'opened', requests: [{ call: 'AssumeRole', id: 'id-1' }, { call: 'GetSessionToken', id: 'id-2' }],
};

describe('the log', () => {
  it('keeps the latest 2,000 entries, oldest first', () => {
    const log = Array.from({ length: 2000 }, (_, at) => ({ ...entry, at }));
    const next = withEntry(log, { ...entry, at: 9999 });
    expect([next.length, next[0]?.at, next.at(-1)?.at]).toEqual([2000, 1, 9999]);
  });

  it('has the shape that the vault takes', () => {
    expect(v.safeParse(logSchema, [entry, { ...entry, reason: 'INC-1', readOnly: true }]).success).toBe(true);
    expect(v.safeParse(logSchema, [{ ...entry, secretAccessKey: 'x' }]).success).toBe(false);
  });
});

describe('the log as CSV', () => {
  it('has a line of names, and a line for each entry', () => {
    expect(printLog([{ ...entry, reason: 'incident 7', readOnly: true }])).toBe(
      'at,role,arn,user,accountId,outcome,readOnly,reason,requests\r\n'
      + '2026-01-02T03:04:05.000Z,prod-admin,arn:aws:iam::222222222222:role/prod-admin,alice,111111111111,opened,true,incident 7,AssumeRole id-1 GetSessionToken id-2\r\n');
  });

  it('quotes what would break its lines, and lets no cell be a formula', () => {
    const text = printLog([{ ...entry, role: '=HYPERLINK("http://evil.example")', reason: 'one, "two"\nthree' }]);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(text).toContain('"one, ""two""\nthree"');
    for (const begin of ['+1', '-1', '@x', '\tx']) expect(printLog([{ ...entry, role: begin }])).toContain(`"'${begin}"`);
  });
});
