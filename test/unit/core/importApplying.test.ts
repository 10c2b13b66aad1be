import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { withImport, withSameUsers } from '../../../src/core/importApplying.js';
import type { ImportBatch } from '../../../src/core/importChoice.js';
import { alice, bob, catalogueOf, failureFrom, roleNamed, secret } from '../scenario.js';

const here = catalogueOf([roleNamed('dev')]);
const batch = (more: Partial<ImportBatch>): ImportBatch => ({ added: [], identities: [], roles: [], rules: [], ...more });
const kindOf = async (run: () => unknown) => (await failureFrom(run)).kind;

describe('an import that is put into the catalogue', () => {
  it('adds what is new at the end, and changes what is there in its place', () => {
    const changed = roleNamed('dev', { region: 'eu-west-1' });
    const fresh = roleNamed('new', { source: { kind: 'identity', id: bob.id } });
    const rule = { id: 'r', on: 'role' as const, pattern: 'x', colour: '#c62828' };
    const more = batch({ added: [{ identity: bob, secretAccessKey: secret }], identities: [{ ...alice, stsRegion: 'eu-west-1' }], roles: [fresh, changed], rules: [rule] });
    expect(withImport(here, more)).toEqual({ identities: [{ ...alice, stsRegion: 'eu-west-1' }, bob], roles: [changed, fresh], rules: [rule] });
  });

  it.each<[string, Partial<ImportBatch>, string]>([
    ['a name that is taken', { roles: [roleNamed('x', { name: 'dev' })] }, 'nameTaken'],
    ['a name that comes twice', { roles: [roleNamed('x'), roleNamed('y', { name: 'x' })] }, 'nameTaken'],
    ['a role that leads nowhere', { roles: [roleNamed('x', { source: { kind: 'identity', id: 'nobody' } })] }, 'identityUnknown'],
    ['a role of another partition', { roles: [roleNamed('x', { arn: 'arn:aws-cn:iam::222222222222:role/x' })] }, 'partitionDiffers'],
    ['a loop', { roles: [roleNamed('x', { source: { kind: 'role', id: 'role-x' } })] }, 'chainLoops'],
    ['a user that is there', { added: [{ identity: { ...alice, id: 'other', accessKeyId: bob.accessKeyId }, secretAccessKey: secret }] }, 'identityTaken'],
    ['a key that is there', { added: [{ identity: { ...bob, accessKeyId: alice.accessKeyId }, secretAccessKey: secret }] }, 'identityTaken'],
    ['a secret for an identity that is there', { added: [{ identity: alice, secretAccessKey: secret }] }, 'identityTaken'],
    ['another key for an identity that is there', { identities: [{ ...alice, accessKeyId: bob.accessKeyId }] }, 'identityUnknown'],
    ['a change of an identity that is not there', { identities: [bob] }, 'identityUnknown'],
  ])('is refused as a whole for %s', async (_, more, kind) => {
    expect(await kindOf(() => withImport(here, batch(more)))).toBe(kind);
  });
});

describe('a whole catalogue in the place of another', () => {
  it('may change everything but who the identities are', async () => {
    const next: Catalogue = { ...here, identities: [{ ...alice, mfaSerial: 'GAHT12345678' }], roles: [] };
    expect(withSameUsers(here, next)).toEqual(next);
    expect(await kindOf(() => withSameUsers(here, { ...next, identities: [] }))).toBe('identityUnknown');
    expect(await kindOf(() => withSameUsers(here, { ...next, identities: [alice, bob] }))).toBe('identityUnknown');
    expect(await kindOf(() => withSameUsers(here, { ...next, identities: [{ ...alice, userName: 'eve' }] }))).toBe('identityUnknown');
  });
});
