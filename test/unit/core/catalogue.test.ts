import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import {
  emptyCatalogue, identityById, roleById, rolesFrom, withIdentity, withoutIdentity, withoutRole, withRole
} from '../../../src/core/catalogue.js';
import { catalogueSchema } from '../../../src/core/catalogueSchema.js';
import { alice, bob, catalogueOf, roleBehind, roleNamed, secret } from '../scenario.js';

const dev = roleNamed('dev');
const prod = roleBehind(dev, 'prod');
const catalogue = catalogueOf([dev, prod], [alice, bob]);

describe('the catalogue', () => {
  it('takes a new identity or role at its end, and a known one in its place', () => {
    expect(withIdentity(withIdentity(emptyCatalogue, alice), bob).identities).toEqual([alice, bob]);
    expect(withIdentity(catalogue, { ...alice, stsRegion: 'eu-west-1' }).identities.map(({ id, stsRegion }) => [id, stsRegion]))
      .toEqual([['id-alice', 'eu-west-1'], ['id-bob', 'us-east-1']]);
    expect(withRole(catalogue, roleNamed('new')).roles.map(({ name }) => name)).toEqual(['dev', 'prod', 'new']);
    expect(withRole(catalogue, { ...dev, name: 'renamed' }).roles.map(({ name }) => name)).toEqual(['renamed', 'prod']);
  });

  it('loses what is removed and nothing else', () => {
    expect(withoutIdentity(catalogue, alice.id)).toEqual({ identities: [bob], rules: [], roles: [dev, prod] });
    expect(withoutRole(catalogue, dev.id)).toEqual({ identities: [alice, bob], rules: [], roles: [prod] });
    expect(withoutRole(catalogue, 'nothing')).toEqual(catalogue);
  });

  it('is never changed in place', () => {
    const frozen = structuredClone(catalogue);
    withRole(catalogue, { ...dev, name: 'x' });
    withIdentity(catalogue, bob);
    withoutRole(catalogue, dev.id);
    withoutIdentity(catalogue, bob.id);
    expect([catalogue, emptyCatalogue]).toEqual([frozen, { identities: [], rules: [], roles: [] }]);
  });

  it('finds by id', () => {
    expect([identityById(catalogue, 'id-bob'), roleById(catalogue, 'role-prod')]).toEqual([bob, prod]);
    expect([identityById(catalogue, 'role-prod'), roleById(catalogue, 'id-bob')]).toEqual([undefined, undefined]);
  });

  it('knows what is assumed straight from an identity or a role', () => {
    expect(rolesFrom(catalogue, { kind: 'identity', id: alice.id })).toEqual([dev]);
    expect(rolesFrom(catalogue, { kind: 'role', id: dev.id })).toEqual([prod]);
    expect(rolesFrom(catalogue, { kind: 'role', id: alice.id })).toEqual([]);
  });
});

describe('what is read as a catalogue', () => {
  const accepted = (value: unknown): boolean => v.safeParse(catalogueSchema, value).success;

  it('is one that was written', () => {
    const full = {
      ...dev, accountName: 'Acme', durationSeconds: 3600, externalId: 'x-1', sessionName: 'alice', sourceIdentity: '{reason}', sessionTags: [{ key: 'a', value: '', transitive: true as const }],
      sessionPolicy: '{"Version":"2012-10-17","Statement":{"Effect":"Deny"}}', sessionPolicyArns: ['arn:aws:iam::aws:policy/A'], strategy: 'direct' as const,
      guard: { confirm: true as const, closeAfterMinutes: 720 },
    };
    expect(accepted(JSON.parse(JSON.stringify(catalogueOf([full, prod]))))).toBe(true);
  });

  it.each([
    ['a secret beside an identity', { identities: [{ ...alice, secretAccessKey: secret }], rules: [], roles: [] }],
    ['an identity without its device', { identities: [{ ...alice, mfaSerial: undefined }], rules: [], roles: [] }],
    ['an unknown partition', { identities: [{ ...alice, partition: 'aws-iso' }], rules: [], roles: [] }],
    ['a source of no known kind', { identities: [], rules: [], roles: [{ ...dev, source: { kind: 'group', id: 'x' } }] }],
    ['a length that is no whole number', { identities: [], rules: [], roles: [{ ...dev, durationSeconds: 3600.5 }] }],
    ['session policy of another account', { identities: [], rules: [], roles: [{ ...dev, sessionPolicyArns: ['arn:aws:iam::999999999999:policy/A'] }] }],
    ['session policy that is no policy', { identities: [], rules: [], roles: [{ ...dev, sessionPolicy: '{}' }] }],
    ['session tags that are one to STS', { identities: [], rules: [], roles: [{ ...dev, sessionTags: [{ key: 'a', value: '' }, { key: 'A', value: '' }] }] }],
    ['unknown way of signing in', { identities: [], rules: [], roles: [{ ...dev, strategy: 'none' }] }],
    ['guard that says no', { identities: [], rules: [], roles: [{ ...dev, guard: { confirm: false } }] }],
    ['time that is over at once', { identities: [], rules: [], roles: [{ ...dev, guard: { closeAfterMinutes: 0 } }] }],
    ['a text longer than any ARN', { identities: [], rules: [], roles: [{ ...dev, arn: 'x'.repeat(2049) }] }],
    ['something else', { identities: [], rules: [], roles: [], keys: [secret] }],
  ])('holds no %s', (_, value) => {
    expect(accepted(value)).toBe(false);
  });
});
