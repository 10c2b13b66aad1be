import { beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue, Role } from '../../../src/core/catalogue.js';
import { createRoleForm, type RoleForm, sourceText } from '../../../src/options/roleForm.js';
import { alice, bob, catalogueOf, roleBehind, roleNamed } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let saved: Role[];
let formFor: (catalogue: Catalogue, known?: Role) => RoleForm;

beforeEach(() => {
  const fake = fakeBrowser();
  browser = fake.browser;
  saved = [];
  formFor = (catalogue, known) => createRoleForm(fake.ports, () => catalogue, (role) => saved.push(role), known);
});

const arn = 'arn:aws:iam::222222222222:role/ops/prod-admin';

describe('a new role', () => {
  it('needs its ARN only, when there is one identity: the rest is filled in', async () => {
    const form = formFor(catalogueOf([]));
    form.arn.type(` ${arn} `);
    form.leaveArn();
    expect([form.name.text.value, form.colour.text.value, form.region.text.value]).toEqual(['prod-admin', '#c62828', 'us-east-1']);
    await form.save();
    const role = {
      id: 'new-1', name: 'prod-admin', arn, colour: '#c62828', region: 'us-east-1', destination: '', source: { kind: 'identity', id: alice.id },
    };
    expect([saved, browser.asked]).toEqual([[role], [['saveRole', { role }]]]);
  });

  it('keeps what the person has said already', () => {
    const form = formFor(catalogueOf([]));
    form.name.type('Mine');
    form.region.type('eu-west-1');
    form.arn.type(arn);
    form.leaveArn();
    expect([form.name.text.value, form.region.text.value]).toEqual(['Mine', 'eu-west-1']);
  });

  it('has everything that was typed, without the spaces around it', async () => {
    const form = formFor(catalogueOf([], [alice, bob]));
    const typed = {
      arn, name: ' Mine ', accountName: ' Acme ', colour: '#1e62d0', region: ' EU-West-1 ', destination: ' /ec2/home ',
      source: sourceText({ kind: 'identity', id: bob.id }), externalId: ' x-1 ', sessionName: ' deploy ', group: ' Acme ', tags: ' a, b ,a,',
    };
    for (const [name, text] of Object.entries(typed)) form[name as keyof typeof typed].type(text);
    await form.save();
    expect(saved).toEqual([{
      id: 'new-1', name: 'Mine', accountName: 'Acme', arn, colour: '#1e62d0', region: 'eu-west-1', destination: '/ec2/home',
      source: { kind: 'identity', id: bob.id }, externalId: 'x-1', sessionName: 'deploy', group: 'Acme', tags: ['a', 'b'],
    }]);
  });

  it('must say what it is assumed from, when there is more than one identity', async () => {
    const form = formFor(catalogueOf([], [alice, bob]));
    form.arn.type(arn);
    await form.save();
    expect([form.source.problem.value, saved]).toEqual(['sourceMissing', []]);
  });

  it('that is empty has every problem shown at once', async () => {
    const form = formFor(catalogueOf([], []));
    await form.save();
    const problems = [form.arn, form.name, form.colour, form.region, form.source].map(({ problem }) => problem.value);
    expect(problems).toEqual(['arnMalformed', 'nameMissing', 'colourMalformed', 'regionMalformed', 'sourceMissing']);
    expect(browser.asked).toEqual([]);
  });

  it.each([
    ['arn', 'arn:aws:sts::222222222222:assumed-role/prod/alice', 'arnAssumedRole'],
    ['name', 'taken', 'nameTaken'],
    ['colour', 'red', 'colourMalformed'],
    ['region', 'cn-north-1', 'regionPartition'],
    ['destination', 'https://evil.com', 'destinationMalformed'],
    ['externalId', 'a b', 'externalIdMalformed'],
    ['sessionName', 'a', 'sessionNameMalformed'],
    ['sourceIdentity', 'a b', 'sourceIdentityMalformed'],
    ['sessionTags', 'Team', 'sessionTagMalformed'],
    ['sessionPolicyArns', 'arn:aws:iam::333333333333:policy/x', 'policyArnAccount'],
    ['sessionPolicy', '{}', 'policyMalformed'],
    ['accountName', 'n'.repeat(65), 'nameTooLong'],
    ['source', 'group x', 'sourceMissing'],
  ] as const)('is not saved with a wrong %s', async (name, text, problem) => {
    const form = formFor(catalogueOf([roleNamed('taken')]));
    form.arn.type(arn);
    form.leaveArn();
    form[name].type(text);
    await form.save();
    expect([form[name].problem.value, form[name].text.value, saved]).toEqual([problem, text, []]);
  });

  it('is not saved with session policies that are too long together, or a time that is none', async () => {
    const form = formFor(catalogueOf([]));
    form.arn.type(arn);
    form.sessionPolicyArns.type(Array.from({ length: 10 }, (_, at) => `arn:aws:iam::aws:policy/${at}${'x'.repeat(100)}`).join('\n'));
    form.sessionPolicy.type(`{"Version":"2012-10-17","Statement":{"Effect":"Deny","Sid":"${'x'.repeat(900)}"}}`);
    await form.save();
    expect([form.sessionPolicy.problem.value, saved]).toEqual(['policyTooLong', []]);
    form.sessionPolicy.type('');
    form.guard.closeAfter.type('0');
    await form.save();
    expect([form.guard.closeAfter.problem.value, saved]).toEqual(['minutesMalformed', []]);
  });

  it('is not saved in another partition than its key', async () => {
    const form = formFor(catalogueOf([]));
    form.arn.type('arn:aws-cn:iam::222222222222:role/x');
    await form.save();
    expect([form.region.text.value, form.failure.value?.kind, saved]).toEqual(['cn-north-1', 'partitionDiffers', []]);
  });

  it('stays on screen and says why when it could not be saved', async () => {
    const form = formFor(catalogueOf([]));
    form.arn.type(arn);
    browser.refuseWith('nameTaken');
    await form.save();
    expect([form.failure.value?.kind, form.name.text.value, saved]).toEqual(['nameTaken', 'prod-admin', []]);
    browser.answer = () => undefined;
    await form.save();
    expect([form.failure.value, saved.length]).toEqual([undefined, 1]);
  });
});

describe('a role that is known', () => {
  const hub = roleNamed('hub');
  const full = roleBehind(hub, 'full', { accountName: 'Acme', durationSeconds: 1800, externalId: 'x-1', sessionName: 'deploy', destination: 'ec2/home' });

  it('is saved as it was when nothing is changed', async () => {
    const form = formFor(catalogueOf([hub, full]), full);
    expect(form.isNew).toBe(false);
    await form.save();
    expect(saved).toEqual([full]);
  });

  it('loses what is emptied', async () => {
    const form = formFor(catalogueOf([hub, full]), full);
    for (const name of ['accountName', 'externalId', 'sessionName', 'destination'] as const) form[name].type(' ');
    await form.save();
    expect(saved).toEqual([roleBehind(hub, 'full', { durationSeconds: 1800 })]);
  });

  it('cannot be its own source, straight or through others', async () => {
    const catalogue = catalogueOf([hub, full]);
    for (const source of [hub, full]) {
      const form = formFor(catalogue, hub);
      form.source.type(sourceText({ kind: 'role', id: source.id }));
      await form.save();
      expect(form.source.problem.value).toBe('sourceLoops');
    }
    expect(browser.asked).toEqual([]);
  });

  it('is told when its source is gone', async () => {
    const form = formFor(catalogueOf([full]), full);
    await form.save();
    expect([form.failure.value?.kind, saved]).toEqual(['sourceMissing', []]);
  });
});
