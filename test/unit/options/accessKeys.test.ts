import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import { type AccessKeys, createAccessKeys } from '../../../src/options/accessKeys.js';
import { alice, bob } from '../scenario.js';
import { fakeBrowser, settled } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let keys: AccessKeys;
let refreshed: number;
const old = { accessKeyId: 'AKIAOLD00000EXAMPLE0', active: true };
const next = { accessKeyId: 'AKIANEW00000EXAMPLE0', createdAt: 9 };
const ours = { accessKeyId: alice.accessKeyId, active: true, createdAt: 5, lastUse: {} };
const lives = { [alice.id]: { expiresAt: 3_600_000, accessKeyId: alice.accessKeyId } };

beforeEach(() => {
  const fake = fakeBrowser();
  browser = fake.browser;
  refreshed = 0;
  keys = createAccessKeys(fake.ports, async () => { refreshed += 1; });
  keys.follow();
});

describe('the age of a key', () => {
  it('is learned without a question where an MFA session lives and IAM may be asked', async () => {
    browser.sessions = { ...lives, [bob.id]: { expiresAt: 3_600_000, accessKeyId: 'AKIAANOTHER000000000' } };
    await keys.learn([alice, bob]);
    expect(browser.askedFor('lookUpKeys')).toEqual([]);
    browser.iamAllowed = true;
    await keys.learn([alice, bob]);
    expect(browser.askedFor('lookUpKeys')).toEqual([{ identityId: alice.id }]);
    expect(browser.requested).toEqual([]);
  });

  it('is not asked for again once it is known, and is again for another key', async () => {
    [browser.sessions, browser.iamAllowed] = [lives, true];
    browser.keyMemories = { [alice.id]: { made: { accessKeyId: alice.accessKeyId, at: 5 } } };
    await keys.learn([alice]);
    expect(browser.askedFor('lookUpKeys')).toEqual([]);
    browser.keyMemories = { [alice.id]: { made: { accessKeyId: old.accessKeyId, at: 5 } } };
    await keys.learn([alice]);
    expect(browser.askedFor('lookUpKeys')).toHaveLength(1);
  });

  it('stays unknown without a word when IAM refuses', async () => {
    [browser.sessions, browser.iamAllowed] = [lives, true];
    browser.answer = (call) => (call === 'lookUpKeys' ? Promise.reject(failure('awsRefused')) : undefined);
    await keys.learn([alice]);
    expect(keys.failure.value).toBeUndefined();
  });
});

describe('the keys of an identity', () => {
  it('are looked up with the code, once the browser lets us, and shown with the one in use first', async () => {
    browser.keyFacts = [{ ...ours, accessKeyId: 'AKIAOTHER000000OTHER', active: false }, ours];
    await keys.show(alice);
    keys.typeCode('123 456');
    await keys.lookUp(alice);
    expect(browser.requested).toEqual([['https://iam.amazonaws.com/*']]);
    expect(browser.askedFor('lookUpKeys')).toEqual([{ identityId: alice.id, code: '123456' }]);
    expect(keys.rowsOf(alice)).toEqual([
      { ...ours, use: 'inUse' }, { accessKeyId: 'AKIAOTHER000000OTHER', active: false, createdAt: 5, lastUse: {}, use: 'other' },
    ]);
    expect([keys.code.value, keys.isFull(alice), keys.isFull(bob)]).toEqual(['', true, false]);
  });

  it('are not asked for without a whole code, or without access, and the code stays then', async () => {
    await keys.show(alice);
    await keys.lookUp(alice);
    expect([keys.failure.value?.kind, keys.failure.value?.values['user']]).toEqual(['codeNeeded', 'alice']);
    keys.typeCode('123');
    await keys.lookUp(alice);
    expect(keys.failure.value?.kind).toBe('codeMalformed');
    browser.allowed = false;
    keys.typeCode('123456');
    await keys.lookUp(alice);
    expect([keys.failure.value?.kind, keys.code.value, browser.askedFor('lookUpKeys')]).toEqual(['iamWithheld', '123456', []]);
  });

  it('are asked for without a code while an MFA session of the key in use lives', async () => {
    browser.sessions = lives;
    await keys.learn([alice]);
    await keys.show(alice);
    keys.typeCode('123456');
    await keys.lookUp(alice);
    expect(browser.askedFor('lookUpKeys')).toEqual([{ identityId: alice.id }]);
  });

  it('are shown as they are remembered where IAM was not asked', async () => {
    browser.keyMemories = { [alice.id]: { made: { accessKeyId: alice.accessKeyId, at: 5 }, next, old } };
    await keys.load();
    expect(keys.rowsOf(alice)).toEqual([
      { accessKeyId: alice.accessKeyId, use: 'inUse', createdAt: 5 }, { ...next, use: 'next' }, { ...old, use: 'old' },
    ]);
  });
});

describe('a rotation', () => {
  it('is begun with the code, shows how it goes, and has the catalogue read anew', async () => {
    await keys.show(alice);
    keys.typeCode('123456');
    await keys.rotate(alice);
    expect([browser.askedFor('rotateKey'), refreshed]).toEqual([[{ identityId: alice.id, code: '123456' }], 1]);
    const steps = [{ step: 'verify', state: 'running' }] as const;
    browser.showRotation({ identityId: alice.id, steps });
    expect(keys.steps.value).toEqual(steps);
    browser.showRotation({ identityId: bob.id, steps });
    expect(keys.steps.value).toEqual([]);
  });

  it('that was broken off shows the step that it was at as the one that failed', async () => {
    await keys.show(alice);
    keys.typeCode('123456');
    browser.answer = (call) => (call === 'rotateKey' ? Promise.reject(failure('interrupted')) : undefined);
    browser.showRotation({ identityId: alice.id, steps: [{ step: 'verify', state: 'running' }, { step: 'swap', state: 'waiting' }] });
    await keys.rotate(alice);
    expect(keys.steps.value.map(({ state }) => state)).toEqual(['failed', 'waiting']);
  });

  it('says what was in the way, and shows the keys that were, where that takes no code', async () => {
    [browser.sessions, browser.iamAllowed] = [lives, true];
    await keys.learn([alice]);
    await keys.show(alice);
    browser.keyFacts = [ours, { ...ours, accessKeyId: 'AKIAOTHER000000OTHER' }];
    browser.answer = (call) => (call === 'rotateKey' ? Promise.reject(failure('twoKeys', { user: 'alice' })) : undefined);
    await keys.rotate(alice);
    await settled();
    expect([keys.failure.value?.kind, keys.rowsOf(alice).length, keys.isFull(alice)]).toEqual(['twoKeys', 2, true]);
  });

  it('is possible with two keys where one of them is its own, and not with an old one that is inactive', async () => {
    browser.keyMemories = { [alice.id]: { next }, [bob.id]: { old } };
    await keys.load();
    expect([keys.isFull(alice), keys.isFull(bob)]).toEqual([false, false]);
    browser.keyMemories = { [bob.id]: { old: { ...old, active: false } } };
    await keys.load();
    expect(keys.isFull(bob)).toBe(true);
  });

  it('leaves another key to be switched off, on or deleted', async () => {
    await keys.show(alice);
    for (const to of ['inactive', 'active', 'deleted'] as const) {
      keys.deleting.value = old.accessKeyId;
      keys.typeCode('123456');
      await keys.change(alice, old.accessKeyId, to);
      expect(keys.deleting.value).toBeUndefined();
    }
    expect(browser.askedFor('changeKey')).toEqual(['inactive', 'active', 'deleted'].map((to) => ({ identityId: alice.id, code: '123456', accessKeyId: old.accessKeyId, to })));
  });
});
