import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { catalogueDifference } from '../../../src/core/catalogueDifference.js';
import { catalogueOfText } from '../../../src/core/textEditing.js';
import { printJson, printText } from '../../../src/formats/printing.js';
import { readText } from '../../../src/formats/reading.js';
import { alice, bob, catalogueOf, counted, roleBehind, roleNamed, secret } from '../scenario.js';

const hub = roleNamed('hub', { accountName: 'Acme Hub', group: 'Acme', tags: ['a', 'b'], externalId: 'x-1', sessionName: 'deploy', durationSeconds: 7200, destination: 'ec2/home#Instances:' });
const leaf = roleBehind(hub, 'leaf');
const named = roleNamed('本番 ＃1', { arn: 'arn:aws:iam::333333333333:role/production', colour: '#123456', source: { kind: 'identity', id: bob.id } });
const here: Catalogue = {
  ...catalogueOf([hub, leaf, named], [alice, bob]),
  rules: [{ id: 'r1', on: 'account', pattern: '2222*', colour: '#c62828', label: 'PROD' }, { id: 'r2', on: 'role', pattern: '*', colour: '#2e7d32', label: '' }],
};
const read = (text: string, present = here) => {
  const { value: profiles, problems: found } = readText(text);
  const { value, problems } = catalogueOfText(profiles, present, counted());
  return { value, problems: [...found, ...problems] };
};
const edited = (change: (text: string) => string) => read(change(printText(here)));
const section = (text: string, name: string): string => new RegExp(`\\[profile ${name}\\][^[]*`).exec(text)?.[0] ?? 'none';
const told = ({ problems }: ReturnType<typeof read>) => problems.map(({ line, problem }) => `${line} ${problem}`);

describe('a catalogue as text', () => {
  it('that is not changed changes nothing, in either syntax', () => {
    for (const text of [printText(here), printJson(here)]) expect(read(text)).toEqual({ value: here, problems: [] });
  });

  it('changes what it says otherwise, and takes away what it no longer says', () => {
    const { value, problems } = edited((text) => text.replace('color = 123456', 'color = c62828').replace('external_id = x-1\n', '').replace('group = Acme\n', ''));
    expect(problems).toEqual([]);
    expect(value.roles[0]).not.toHaveProperty('externalId');
    expect(value.roles).toEqual([{ ...hub, externalId: undefined, group: undefined }, leaf, { ...named, colour: '#c62828' }]);
  });

  it('removes the roles and rules that are taken out of it', () => {
    const { value, problems } = edited((text) => text.replace(section(text, 'leaf'), '').replace(/\[sallyport-rule 1\][^[]*/, ''));
    expect([value, problems]).toEqual([{ ...here, roles: [hub, named], rules: [here.rules[1]] }, []]);
    expect(catalogueDifference(here, value).roles).toEqual({ added: [], changed: [], removed: [leaf], moved: false });
  });

  it('adds roles, with what people commonly want where it says nothing', () => {
    const { value } = edited((text) => `${text}\n[profile staging]\nrole_arn = arn:aws:iam::333333333333:role/x\nsource_profile = hub\n`);
    expect(value.roles.at(-1)).toEqual({
      id: 'new-1', name: 'staging', arn: 'arn:aws:iam::333333333333:role/x', colour: '#d9610a', region: 'us-east-1', destination: '', source: { kind: 'role', id: hub.id },
    });
  });

  it('puts the roles into its own order', () => {
    const { value } = edited((text) => text.replace(section(text, 'hub'), '') + section(text, 'hub'));
    expect(value.roles).toEqual([leaf, named, hub]);
    expect(catalogueDifference(here, value)).toMatchObject({ none: false, roles: { moved: true, changed: [] } });
  });

  it('gives a role another name, and it stays the one it is, and so do those behind it', () => {
    const { value } = edited((text) => text.replace('[profile hub]', '[profile centre]').replace('source_profile = hub', 'source_profile = centre').replace('[profile leaf]', '[profile end]'));
    expect(value.roles).toEqual([{ ...hub, name: 'centre' }, { ...leaf, name: 'end' }, named]);
  });

  it('makes a role of another name and another ARN another one', () => {
    const { value } = edited((text) => text.replace('[profile leaf]', '[profile end]').replace('role/leaf', 'role/end'));
    expect(value.roles[1]?.id).toBe('new-1');
  });

  it('changes where and how an identity signs in, and its device', () => {
    const { value } = edited((text) => text.replace(`mfa_serial = ${alice.mfaSerial}\nsallyport_sts_region = us-east-1\nduration_seconds = 43200`, 'mfa_serial = GAHT12345678\nsallyport_sts_region = eu-west-1\nduration_seconds = 3600'));
    expect(value.identities).toEqual([{ ...alice, mfaSerial: 'GAHT12345678', stsRegion: 'eu-west-1', sessionSeconds: 3600 }, bob]);
  });
});

describe('a text that cannot be saved', () => {
  it.each<[string, (text: string) => string, string]>([
    ['lacks an identity', (text) => text.replace(section(text, 'bob'), ''), '0 identityGone'],
    ['has an identity that is not there', (text) => `${text}[profile eve]\nsallyport_user = arn:aws:iam::111111111111:user/eve\n`, 'identityNotThere'],
    ['has an identity twice', (text) => `${text}[profile more]\nsallyport_user = arn:aws:iam::111111111111:user/alice\n`, 'identityTwice'],
    ['has a key in it', (text) => `${text}[more]\naws_access_key_id = AKIAALICE0000EXAMPLE\naws_secret_access_key = ${secret}\n`, 'keyInText'],
    ['has a wrong ARN', (text) => text.replace('arn:aws:iam::222222222222:role/leaf', 'arn:aws:iam::2222:role/leaf'), 'arnAccount'],
    ['has a wrong region', (text) => text.replace('region = ap-northeast-1', 'region = tokyo'), 'regionMalformed'],
    ['has a wrong colour', (text) => text.replace('color = 123456', 'color = nope'), 'colourUnreadable'],
    ['has a wrong MFA device', (text) => text.replace('mfa_serial = arn:aws:iam::111111111111:mfa/alice-phone', 'mfa_serial = arn:aws:iam::777777777777:mfa/x'), 'serialAccount'],
    ['names a source that is not there', (text) => text.replace('source_profile = hub', 'source_profile = nowhere'), 'sourceUnknown'],
    ['names no source', (text) => text.replace('source_profile = hub\n', ''), 'sourceNotNamed'],
    ['has a role that is its own source', (text) => text.replace('source_profile = hub', 'source_profile = leaf'), 'sourceAstray'],
    ['has a loop', (text) => text.replace(/(role\/hub\nsource_profile = )alice/, '$1leaf'), 'sourceAstray'],
    ['has two roles of one name', (text) => `${text}[profile more]\nrole_arn = ${hub.arn}\nsource_profile = alice\nsallyport_name = hub\n`, 'nameTaken'],
    ['has a role of another partition', (text) => text.replace('arn:aws:iam::222222222222:role/leaf', 'arn:aws-cn:iam::222222222222:role/leaf').replace(/(role\/leaf\nsource_profile = hub\n)region = .*/, '$1region = cn-north-1'), 'sourceAstray'],
    ['has a rule that looks at nothing', (text) => text.replace('on = account', 'on = planet'), 'ruleSubjectUnknown'],
  ])('because it %s is told so at its line', (_, change, problem) => {
    const found = told(edited(change));
    expect(found.some((one) => one.endsWith(problem))).toBe(true);
    expect(found.every((one) => /^[1-9]/.test(one) || one.endsWith('identityGone'))).toBe(true);
  });
});

describe('ten thousand roles as text', () => {
  it('come back as they were', () => {
    const many = catalogueOf(Array.from({ length: 10_000 }, (_, at) => roleNamed(`r${at}`, { arn: `arn:aws:iam::222222222222:role/r${at % 7}` })));
    expect(catalogueDifference(many, read(printText(many), many).value).none).toBe(true);
  });
});
