import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { catalogueSchema } from '../../../src/core/catalogueSchema.js';
import { findChain } from '../../../src/core/chain.js';
import { alice, bob, catalogueOf, roleNamed, secret, seeded } from '../scenario.js';
import { planOf } from './reading.js';

const names = ['default', 'dev', 'profile dev', 'profile hub', 'hub', 'prod.admin', '__proto__',
  'constructor', '"q"', ' ', 'sso-session x', '本番', 'a]b', '[', 'a;b'];
const keys = ['role_arn', 'source_profile', 'mfa_serial', 'region', 'duration_seconds', 'external_id', 'role_session_name', 'aws_access_key_id',
  'aws_secret_access_key', 'aws_session_token', 's3', 'sso_session', '__proto__', 'constructor', 'dev', 'x[]', ''];
const values = ['', 'true', 'null', '0', '3600', 'dev', 'hub', 'default', 'arn:aws:iam::222222222222:role/x', 'arn:aws-cn:iam::222222222222:role/y',
  'arn:aws:iam::111111111111:mfa/a', 'us-east-1', 'cn-north-1', alice.accessKeyId, bob.accessKeyId, secret,
  '"', '\'', '\\', '\u2028', '= =', '# x', ' ; y', '{"a":1}', '[z]'];
const breaks = ['\n', '\n', '\n', '\r\n', '\r', '\n\n', '\n  '];
const catalogues = [catalogueOf([], []), catalogueOf([roleNamed('hub')]), catalogueOf([roleNamed('dev')], [alice, bob])];

/** A profile that may be of use. */
function wholeProfile(one: (list: readonly string[]) => string): string {
  const name = one(names);
  return one([
    `[${name}]\nrole_arn = arn:aws:iam::222222222222:role/${one(['x', 'y'])}\nsource_profile = ${one(names).replace('profile ', '')}`,
    `[${name}]\naws_access_key_id = ${one([alice.accessKeyId, bob.accessKeyId])}\naws_secret_access_key = ${secret}`,
  ]);
}

/** A text that looks a little like AWS's files. */
function textFrom(random: () => number): string {
  const one = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  return Array.from({ length: 1 + Math.floor(random() * 14) }, () => {
    const kind = random();
    if (kind < 0.2) return wholeProfile(one);
    if (kind < 0.4) return `[${one(names)}]`;
    if (kind < 0.92) return `${one(keys)}${one([' = ', '=', '= ', ' ', ''])}${one(values)}`;
    return one(values) + one(names);
  }).map((line) => line + one(breaks)).join('');
}

describe('any text at all', () => {
  it('can be read without an error, and every problem stands on a line of it', () => {
    const random = seeded(20_260_101);
    for (let count = 0; count < 4000; count += 1) {
      const text = textFrom(random);
      const most = text.split(/\r\n|\r|\n/).length;
      const { problems } = planOf(text, catalogues[count % catalogues.length]);
      const astray = problems.filter(({ line }) => !Number.isInteger(line) || line < 1 || line > most);
      expect(astray, JSON.stringify(text)).toEqual([]);
    }
  });

  it('adds only what fits into a catalogue, and only roles that lead to an identity', () => {
    const random = seeded(42);
    let added = 0;
    for (let count = 0; count < 4000; count += 1) {
      const text = textFrom(random);
      const before = catalogues[count % catalogues.length] ?? catalogueOf([]);
      const { value } = planOf(text, before);
      const after = { rules: [], identities: [...before.identities, ...value.identities.map(({ identity }) => identity)], roles: [...before.roles, ...value.roles] };
      expect(v.safeParse(catalogueSchema, after).success, JSON.stringify(text)).toBe(true);
      for (const { id } of value.roles) expect(findChain(after, id).roles.at(-1)?.id, JSON.stringify(text)).toBe(id);
      expect(new Set(after.roles.map(({ name }) => name)).size, JSON.stringify(text)).toBe(after.roles.length);
      added += value.roles.length;
    }
    expect(added).toBeGreaterThan(100);
  });

  it('of noise is read without an error', () => {
    const random = seeded(7);
    for (let count = 0; count < 2000; count += 1) {
      const text = Array.from({ length: 60 }, () => String.fromCodePoint(Math.floor(random() * (random() < 0.8 ? 0x80 : 0xd800)))).join('');
      expect(planOf(text).value.roles, JSON.stringify(text)).toEqual([]);
    }
  });
});
