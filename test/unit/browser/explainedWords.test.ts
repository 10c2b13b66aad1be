import { held } from '../emulatedBrowser.js';
import { beforeEach, describe, expect, it } from 'vitest';
import en from '../../../public/_locales/en/messages.json' with { type: 'json' };
import ja from '../../../public/_locales/ja/messages.json' with { type: 'json' };
import { administratorText, answerWords, causeSentences } from '../../../src/browser/explainedWords.js';
import { failureSentence } from '../../../src/browser/failureWords.js';
import { policyTypes } from '../../../src/core/denial.js';
import { explain, type Known } from '../../../src/core/explaining.js';
import type { FailureData } from '../../../src/core/failure.js';
import { alice, secret } from '../scenario.js';
import { madeOf, refused, roleArn } from '../aws-client/answers.js';

const caller = 'arn:aws:iam::111111111111:user/alice';
const scp = 'arn:aws:organizations::111111111111:policy/o-example/service_control_policy/p-example';
const denied = `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
const at = Date.UTC(2026, 10, 25, 9, 30, 15);
const known: Known = { identity: alice, hop: { externalId: secret }, direct: false, sessionAgeMs: 3 * 3_600_000, mayRenew: true };
const withoutBlanks = (text: string): string => text.replace(/[^{}]/g, '');

describe.each([
  ['English', en, 'a service control policy (SCP)', 'does not say which', '3 h 0 m', 'explicit deny'],
  ['Japanese', ja, 'サービスコントロールポリシー', '記載なし', '3 時間 0 分', '明示的な拒否'],
])('in %s', (_, words, policy, unnamed, age, explicit) => {
  let failure: FailureData;
  beforeEach(async () => {
    held.words = words;
    failure = await madeOf(refused('AccessDenied', `${denied} with an explicit deny in a service control policy: ${scp}. Go to https://example.com/`), 'AssumeRole');
  });

  it('the text for the administrator names who, action, resource, policy, time and request', () => {
    const lines = administratorText(failure, known, at).split('\n');
    const text = lines.join('\n');
    for (const part of [caller, 'sts:AssumeRole', roleArn, policy, scp, explicit, age, '2026-11-25T09:30:15.000Z', 'request-1', 'AccessDenied (403)']) expect(text).toContain(part);
    // On a line of its own, and in AWS's answer; the action in the first line too.
    expect([roleArn, 'sts:AssumeRole', caller].map((part) => lines.filter((line) => line.includes(part)).length)).toEqual([2, 3, 2]);
    expect(withoutBlanks(text)).toBe('');
  });

  it('it holds no secret, no key and no external ID', () => {
    const text = administratorText(failure, known, at);
    for (const hidden of [secret, alice.accessKeyId]) expect(text).not.toContain(hidden);
  });

  it('it says so when AWS names no policy, and still names user, action and role', async () => {
    const text = administratorText(await madeOf(refused('AccessDenied', 'Access denied'), 'AssumeRole'), { direct: true }, at);
    for (const part of [unnamed, 'alice (1111 1111 1111)', 'sts:AssumeRole', roleArn]) expect(text).toContain(part);
    expect(withoutBlanks(text)).toBe('');
  });

  it.each(policyTypes)('%s is named in the cause and in the text', (type) => {
    const data: FailureData = { kind: 'roleRefused', values: { ...failure.values, policy: type, effect: 'implicit' } };
    const name = (words as Record<string, { message: string }>)[`policy_${type}`]?.message ?? 'missing';
    expect(causeSentences(explain(data, known), data, known)[0]).toContain(name);
    expect(administratorText(data, known, at)).toContain(name);
  });

  it('every cause is a sentence without blanks', async () => {
    const plain = await madeOf(refused('AccessDenied', 'Access denied'), 'AssumeRole');
    const sentences = causeSentences(explain(plain, known), plain, known);
    expect(sentences).toHaveLength(4);
    expect(sentences[0]).toContain(age);
    expect(sentences.map(withoutBlanks).join('')).toBe('');
  });

  it('a role is called by its name and account, and not by its ARN', () => {
    expect(failureSentence(failure)).toContain('prod (2222 2222 2222)');
    expect(failureSentence({ kind: 'chainLoops', values: { role: 'my role', source: 'x' } })).toContain('my role');
  });

  it('what AWS said is shown with the id of the request', () => {
    const { text = '' } = answerWords(failure) ?? {};
    expect(text.startsWith(`AccessDenied (403)\n${denied}`)).toBe(true);
    expect(text).toContain('request-1');
  });
});
