import { describe, expect, it } from 'vitest';
import { findChain } from '../../../src/core/chain.js';
import { alice, bob, catalogueOf, roleNamed } from '../scenario.js';
import { key, noted, planOf, roads, role } from './reading.js';

const mine = key('default', alice.accessKeyId, 'mfa_serial = arn:aws:iam::111111111111:mfa/alice-phone');
/** Number of lines that `mine` takes. */
const below = mine.split('\n').length - 1;

describe('the name of an imported role', () => {
  const named = (name: string, count = 1): string[] =>
    planOf(mine + Array.from({ length: count }, (_, at) => `[profile ${name}${'\u200e'.repeat(at)}]\nrole_arn = arn:aws:iam::222222222222:role/its-own\nsource_profile = default\n`).join(''))
      .value.roles.map((role) => role.name);

  it('is the profile’s without what could disguise it, or the role’s own when nothing to see is left', () => {
    expect(named('prod \u202e4444\u202c')).toEqual(['prod 4444']);
    expect(named('\u202e')).toEqual(['its-own']);
    expect(named('\u200b')).toEqual(['its-own']);
  });

  it('has 64 characters at most, none of them cut in half, also when it must be told from others', () => {
    expect(named(`${'x'.repeat(63)}😀`)).toEqual(['x'.repeat(63)]);
    const all = named('x'.repeat(70), 12);
    expect(new Set(all).size).toBe(12);
    expect(all.at(-1)).toBe(`${'x'.repeat(59)} (12)`);
  });

  it('is known again when the same text is read once more', () => {
    const text = `[profile ${'x'.repeat(70)}]\nrole_arn = arn:aws:iam::222222222222:role/its-own\nsource_profile = alice\n`;
    const catalogue = catalogueOf(planOf(text, catalogueOf([])).value.roles);
    expect(planOf(text, catalogue).value).toMatchObject({ rows: [], known: 1 });
  });
});

describe('a role out of a text', () => {
  it('has what its profile says', () => {
    const more = 'region = eu-west-1\nduration_seconds = 7200\nexternal_id = x-1\nrole_session_name = deploy';
    expect(planOf(mine + role('prod', 'default', more)).value.roles).toEqual([{
      id: 'new-2', name: 'prod', arn: 'arn:aws:iam::222222222222:role/prod', colour: '#c62828', region: 'eu-west-1', destination: '',
      source: { kind: 'identity', id: 'new-1' }, durationSeconds: 7200, externalId: 'x-1', sessionName: 'deploy',
    }]);
  });

  it('opens in its partition’s default region when it names none', () => {
    expect(planOf(mine + role('prod', 'default')).value.roles[0]?.region).toBe('us-east-1');
  });

  it.each([
    ['role_arn = arn:aws:iam::222222222222:user/x', 'arnNotRole', 3],
    ['role_arn = arn:aws:sts::222222222222:assumed-role/x/y', 'arnAssumedRole', 3],
    ['external_id = a b', 'externalIdMalformed', 4],
    ['role_session_name = a/b', 'sessionNameMalformed', 4],
  ])('is left out, with what is wrong at its line, when it says %s; the others stay', (wrong, problem, line) => {
    const setting = wrong.startsWith('role_arn') ? role('bad', 'default').replace(/role_arn = .*\n(.*)\n/, `$1\n${wrong}\n`) : role('bad', 'default', wrong);
    const plan = planOf(mine + setting + role('good', 'default'));
    expect(noted(plan)).toEqual([`${below + line} ${problem}`]);
    expect(roads(plan)).toEqual(['good from alice']);
    expect(plan.problems[0]?.values).toEqual({ profile: 'bad', outcome: 'leftOut' });
  });

  it.each([
    ['region = tokyo', 'regionMalformed'],
    ['region = cn-north-1', 'regionPartition'],
    ['duration_seconds = 60', 'durationMalformed'],
    ['duration_seconds = 43201', 'durationMalformed'],
  ])('is there with the usual setting, and a note at its line, when it says %s', (wrong, problem) => {
    const plan = planOf(mine + role('dev', 'default', wrong));
    expect(noted(plan)).toEqual([`${below + 4} ${problem}`]);
    expect(plan.problems[0]?.values).toEqual({ profile: 'dev', outcome: 'usual' });
    expect(plan.value.roles[0]).toMatchObject({ name: 'dev', region: 'us-east-1' });
    expect(plan.value.roles[0]).not.toHaveProperty('durationSeconds');
  });

  it('gets a name of its own beside others of the text', () => {
    const twice = `[profile prod\u200e]\nrole_arn = arn:aws:iam::333333333333:role/other\nsource_profile = default\n`;
    expect(planOf(mine + role('prod', 'default') + twice).value.roles.map(({ name }) => name)).toEqual(['prod', 'prod (2)']);
  });

  it('gets a name that its form will take too, however long its profile’s is', () => {
    const [made] = planOf(mine + role('n'.repeat(200), 'default').replace(/role\/n+/, 'role/x')).value.roles;
    expect(made?.name.length).toBeLessThanOrEqual(64);
    expect(made?.name).toMatch(/^n+$/);
  });

  it('never comes without a name', () => {
    const nameless = role('""', 'default').replace('role/""', 'role/x');
    expect(planOf(mine + nameless).value.roles.filter(({ name }) => name.trim() === '')).toEqual([]);
  });

  it('that is there already under its name, just so, is counted', () => {
    const plan = planOf(role('prod', 'default'), catalogueOf([roleNamed('prod')]));
    expect([plan.value.rows, plan.value.known, noted(plan)]).toEqual([[], 1, []]);
  });
});

describe('where a role out of a text is assumed from', () => {
  it('is the profile it names, in whatever order they stand', () => {
    const parts = [mine, role('hub', 'default'), role('middle', 'hub'), role('target', 'middle')];
    for (const order of [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]]) {
      const plan = planOf(order.map((at) => parts[at]).join(''));
      expect(roads(plan).toSorted()).toEqual(['hub from alice', 'middle from hub', 'target from middle']);
      expect(noted(plan)).toEqual([]);
      const catalogue = catalogueOf(plan.value.roles, plan.value.identities.map(({ identity }) => identity));
      for (const { id } of plan.value.roles) expect(findChain(catalogue, id).identity.userName).toBe('alice');
    }
  });

  it('is the key of its own profile, when there is one', () => {
    expect(roads(planOf(`${key('dev').trim()}\n${role('dev').split('\n')[1]}\n`))).toEqual(['dev from alice']);
  });

  it('is a role of the catalogue by that name', () => {
    const catalogue = catalogueOf([roleNamed('hub')], [alice, bob]);
    expect(roads(planOf(role('target', 'hub'), catalogue), catalogue)).toEqual(['target from hub']);
  });

  it('is an identity of the catalogue: by its user’s name, by its MFA device, or because there is no other', () => {
    const two = catalogueOf([], [alice, bob]);
    expect(roads(planOf(role('a', 'bob'), two), two)).toEqual(['a from bob']);
    expect(roads(planOf(role('a', 'corp', `mfa_serial = ${bob.mfaSerial}`), two), two)).toEqual(['a from bob']);
    expect(roads(planOf(role('a', 'default'), catalogueOf([])), catalogueOf([]))).toEqual(['a from alice']);
    expect(roads(planOf(role('a'), catalogueOf([])), catalogueOf([]))).toEqual(['a from alice']);
  });

  it('is told to be missing, at the line that names it', () => {
    const two = catalogueOf([], [alice, bob]);
    expect(planOf(role('a', 'nowhere'), two).problems).toEqual([{ line: 3, problem: 'sourceUnknown', values: { source: 'nowhere' } }]);
    expect(planOf(role('a'), two).problems).toEqual([{ line: 1, problem: 'sourceNotNamed', values: { source: '' } }]);
  });

  it('is never the role itself, nor one that leads back to it: those are left out', () => {
    const plan = planOf(mine + role('a', 'c') + role('b', 'a') + role('c', 'b') + role('behind', 'b') + role('good', 'default'));
    expect(roads(plan)).toEqual(['good from alice']);
    expect(noted(plan)).toEqual([3, 7, 11, 15].map((line) => `${below + line} sourceLeftOut`));
    expect(planOf(mine + role('self', 'self')).value.roles).toEqual([]);
  });

  it('is never in another partition', () => {
    const plan = planOf(mine + role('far', 'default').replace('arn:aws:', 'arn:aws-cn:'));
    expect([plan.value.roles, noted(plan)]).toEqual([[], [`${below + 3} sourceLeftOut`]]);
  });

  it('is never another identity than the text means: a role behind one that is left out is left out too', () => {
    const catalogue = catalogueOf([]);
    const behindBroken = planOf(role('hub', 'alice', 'external_id = a b') + role('target', 'hub'), catalogue);
    expect(roads(behindBroken, catalogue)).toEqual([]);
    const behindRefused = planOf(key('corp', 'AKIANOBODY000EXAMPLE') + role('target', 'corp'), catalogue);
    expect(roads(behindRefused, catalogue)).toEqual([]);
    const withRefused = planOf(`${key('corp', 'AKIANOBODY000EXAMPLE').trim()}\n${role('corp').split('\n')[1]}\n`, catalogue);
    expect(roads(withRefused, catalogue)).toEqual([]);
  });

  it('may be a profile called like a property of every object', () => {
    const plan = planOf(key('constructor', alice.accessKeyId, 'mfa_serial = GAHT12345678') + role('toString', 'constructor') + role('valueOf', 'toString'));
    expect(roads(plan)).toEqual(['toString from alice', 'valueOf from toString']);
    expect(noted(plan)).toEqual([]);
    expect(planOf(role('a', '__proto__')).value.roles).toEqual([]);
  });
});
