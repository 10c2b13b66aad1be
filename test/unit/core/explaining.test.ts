import { describe, expect, it } from 'vitest';
import { secondsToNextCode } from '../../../src/core/codeStep.js';
import { explain, type Known, knownOf } from '../../../src/core/explaining.js';
import type { FailureData, FailureKind } from '../../../src/core/failure.js';
import { findChain } from '../../../src/core/chain.js';
import { alice, catalogueOf, roleBehind, roleNamed } from '../scenario.js';

const minute = 60_000;
const failed = (kind: FailureKind, values: FailureData['values'] = {}): FailureData => ({ kind, values });
const young: Known = { identity: alice, hop: {}, direct: false, sessionAgeMs: minute, mayRenew: true };
const old: Known = { ...young, sessionAgeMs: 90 * minute };

describe('a role that AWS refuses without saying why', () => {
  const refused = failed('roleRefused', { call: 'AssumeRole' });

  it('may be refused for any of several causes, which are named', () => {
    expect(explain(refused, young)).toEqual({ causes: ['trustUnknown', 'externalIdMissing', 'ownPolicies'], next: ['askAdministrator', 'editSettings', 'retry'] });
  });

  it('is tried with a fresh MFA session first when the one that was used is older than some minutes', () => {
    const { causes, next } = explain(refused, old);
    expect([causes[0], next]).toEqual(['sessionOld', ['freshSession', 'askAdministrator', 'retry']]);
    expect(explain(refused, { ...young, sessionAgeMs: 5 * minute }).next[0]).toBe('freshSession');
    expect(explain(refused, { ...young, sessionAgeMs: 5 * minute - 1 }).next[0]).toBe('askAdministrator');
  });

  it('is not when there was no session, or none can take its place', () => {
    for (const known of [{ ...old, mayRenew: false }, { ...young, sessionAgeMs: undefined }, {}] as Known[]) {
      expect(explain(refused, known).next).not.toContain('freshSession');
      expect(explain(refused, known).causes).not.toContain('sessionOld');
    }
  });

  it('is said to ask for an external ID, or for another than the one that is set', () => {
    expect(explain(refused).causes).toEqual(['trustUnknown', 'ownPolicies']);
    expect(explain(refused, { ...young, hop: { externalId: 'x' } }).causes).toEqual(['trustUnknown', 'externalIdWrong', 'ownPolicies']);
  });
});

describe('a role that a policy refuses, whose type AWS names', () => {
  const by = (policy: string, effect: string): FailureData => failed('roleRefused', { policy, effect });

  it.each([
    ['identity', 'implicit', ['implicit', 'sessionOld'], ['freshSession', 'askAdministrator', 'retry']],
    ['identity', 'explicit', ['explicit', 'sessionOld'], ['freshSession', 'askAdministrator', 'retry']],
    ['trust', 'implicit', ['implicit', 'sessionOld', 'externalIdMissing'], ['freshSession', 'askAdministrator', 'retry']],
    ['trust', 'explicit', ['explicit', 'sessionOld'], ['freshSession', 'askAdministrator', 'retry']],
    ['boundary', 'implicit', ['implicit', 'sessionOld'], ['askAdministrator', 'freshSession', 'retry']],
    ['serviceControl', 'explicit', ['explicit', 'sessionOld'], ['askAdministrator', 'freshSession', 'retry']],
    ['session', 'implicit', ['implicit'], ['askAdministrator', 'retry']],
    ['resourceControl', 'explicit', ['explicit'], ['askAdministrator', 'retry']],
    ['vpcEndpoint', 'explicit', ['explicit'], ['askAdministrator', 'retry']],
  ])('%s, %s, with an old session', (policy, effect, causes, next) => {
    expect(explain(by(policy, effect), old)).toEqual({ causes, next });
  });

  it('is for the administrator when the session is new', () => {
    expect(explain(by('identity', 'explicit'), young)).toEqual({ causes: ['explicit'], next: ['askAdministrator', 'retry'] });
    expect(explain(by('trust', 'implicit'), young).next).toEqual(['askAdministrator', 'editSettings', 'retry']);
  });
});

describe('an MFA device that AWS does not take', () => {
  const withSerial = (mfaSerial: string): Known => ({ ...young, identity: { ...alice, mfaSerial } });

  it.each([
    ['arn:aws:iam::111111111111:u2f/user/alice/key-ABC', 'serialFido'],
    ['arn:aws-cn:iam::111111111111:u2f/user/alice/key-ABC', 'serialFido'],
    ['arn:aws:iam::111111111111:sms-mfa/alice', 'serialSms'],
    ['arn:aws:iam::111111111111:mfa/u2f', 'serialElse'],
    ['GAHT12345678', 'serialElse'],
  ])('%s is explained by %s', (serial, cause) => {
    expect(explain(failed('serialRefused'), withSerial(serial))).toEqual({ causes: [cause], next: ['editSettings', 'retry'] });
  });
});

describe('a key that AWS does not know', () => {
  it('was good when its MFA session was made, so that another session is taken or the key changed', () => {
    expect(explain(failed('keyUnknown', { call: 'AssumeRole' }), young)).toEqual({ causes: ['sessionOfOldKey'], next: ['freshSession', 'editSettings'] });
  });

  it('may be of an account that has not enabled the region, unless it is the one that is always on', () => {
    const asked = failed('keyUnknown', { call: 'GetSessionToken' });
    expect(explain(asked, { ...young, identity: { ...alice, stsRegion: 'ap-east-1' } }).causes).toEqual(['regionNotEnabled']);
    expect(explain(asked, young)).toEqual({ causes: [], next: ['editSettings', 'retry'] });
  });
});

describe('what came in the place of an answer', () => {
  it('may be a proxy’s, and its code may be spent where it carried one', () => {
    expect(explain(failed('answerForeign', { call: 'AssumeRole', device: 'phone' }), young).causes).toEqual(['between']);
    expect(explain(failed('answerForeign', { call: 'AssumeRole', device: 'phone' }), { ...young, direct: true }).causes).toEqual(['between', 'codeSpent']);
    expect(explain(failed('awsFailing', { call: 'GetSessionToken', device: 'phone' }), young).causes).toEqual(['codeSpent']);
    expect(explain(failed('awsFailing', { call: 'AssumeRole', device: 'phone' }), young).causes).toEqual([]);
    expect(explain(failed('answerCut', { call: 'GetSessionToken', device: 'phone' }), young).causes).toEqual(['codeSpent']);
  });
});

describe('what is known of a journey', () => {
  const first = roleNamed('first');
  const second = roleBehind(first, 'second', { externalId: 'x' });
  const chain = findChain(catalogueOf([first, second]), second.id);
  const endsAt = Date.UTC(2026, 0, 1, 12);

  it('is how old its MFA session is, and which of its roles was refused', () => {
    const now = endsAt - alice.sessionSeconds * 1000 + 7 * minute;
    expect(knownOf(chain, failed('roleRefused', { role: second.arn }), endsAt, now)).toEqual({ identity: alice, hop: second, direct: false, sessionAgeMs: 7 * minute });
    expect(knownOf(chain, failed('roleRefused', { role: first.arn }), endsAt, now - 8 * minute)).toEqual({ identity: alice, hop: first, direct: false, sessionAgeMs: 0 });
  });

  it('is no session where the role signs in directly', () => {
    const direct = findChain(catalogueOf([{ ...first, strategy: 'direct' }]), first.id);
    expect(knownOf(direct, failed('roleRefused', { role: 'another' }), endsAt, endsAt)).toEqual({ identity: alice, direct: true });
  });
});

describe('the best next step', () => {
  it.each([
    ['codeRefused', 'newCode'], ['codeReused', 'newCode'], ['unanswered', 'newCode'], ['sessionExpired', 'newCode'],
    ['clockWrong', 'setClock'], ['mfaHalf', 'editSettings'], ['regionOff', 'editSettings'], ['scopeWrong', 'editSettings'], ['durationOfRole', 'editSettings'],
    ['policyTooLarge', 'editSettings'], ['tagsRefused', 'askAdministrator'], ['sessionRefused', 'askAdministrator'], ['throttled', 'retry'], ['awsFailing', 'retry'],
    ['answerForeign', 'retry'], ['awsRefused', 'retry'], ['directRefused', 'useMfaSession'], ['readOnlyCombined', 'openAsItIs'],
  ] as const)('after %s is %s', (kind, step) => {
    expect(explain(failed(kind)).next[0]).toBe(step);
  });

  it('is to allow what is not allowed yet', () => {
    expect(explain({ ...failed('unreachable'), origins: ['https://sts.us-east-1.amazonaws.com/*'] }).next).toEqual(['allowAccess', 'retry']);
  });
});

describe('the wait for the next code', () => {
  it.each([[0, 0, 30], [12_000, 12_000, 18], [12_000, 29_001, 1], [12_000, 30_000, 0], [29_999, 29_999, 1], [30_000, 30_000, 30], [12_000, 300_000, 0]])(
    'after one that was sent at %i ms is, at %i ms, %i s', (sentAt, now, seconds) => {
      expect(secondsToNextCode(sentAt, now)).toBe(seconds);
    });
});
