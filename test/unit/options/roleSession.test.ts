import { beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue, Role } from '../../../src/core/catalogue.js';
import { createRoleForm, type RoleForm } from '../../../src/options/roleForm.js';
import { catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

let saved: Role[];
let formFor: (catalogue: Catalogue, known?: Role) => RoleForm;
const arn = 'arn:aws:iam::222222222222:role/ops/prod-admin';

beforeEach(() => {
  saved = [];
  formFor = (catalogue, known) => createRoleForm(fakeBrowser().ports, () => catalogue, (role) => saved.push(role), known);
});

describe('what a role’s sessions are like', () => {
  it('is kept as it was typed, in the form the catalogue has it in', async () => {
    const form = formFor(catalogueOf([]));
    form.arn.type(arn);
    form.sessionName.type('{user}');
    form.sourceIdentity.type(' {reason} ');
    form.sessionTags.type('Team = ops*, Why={reason}');
    form.sessionPolicyArns.type('arn:aws:iam::aws:policy/A\n arn:aws:iam::222222222222:policy/B');
    form.sessionPolicy.type('{ "Version": "2012-10-17",\n "Statement": { "Effect": "Deny" } }');
    form.strategy.value = 'direct';
    form.consoleSeconds.value = 43_200;
    form.guard.confirm.value = true;
    form.guard.closeAfter.type(' 15 ');
    await form.save();
    expect(saved[0]).toMatchObject({
      sessionName: '{user}', sourceIdentity: '{reason}', sessionTags: [{ key: 'Team', value: 'ops', transitive: true }, { key: 'Why', value: '{reason}' }],
      sessionPolicyArns: ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::222222222222:policy/B'], sessionPolicy: '{"Version":"2012-10-17","Statement":{"Effect":"Deny"}}',
      strategy: 'direct', durationSeconds: 43_200, guard: { confirm: true, closeAfterMinutes: 15 },
    });
    const again = formFor(catalogueOf(saved), saved[0]);
    await again.save();
    expect(saved[1]).toEqual(saved[0]);
  });

  it.each<[string, (form: RoleForm) => void]>([
    ['its name', (form) => form.name.type('other')],
    ['a field of its sessions', (form) => form.sourceIdentity.type('x')],
    ['how it is opened', (form) => { form.strategy.value = 'direct'; }],
    ['its length', (form) => { form.consoleSeconds.value = 43_200; }],
    ['what guards it', (form) => { form.guard.reason.value = true; }],
    ['when it is closed', (form) => form.guard.closeAfter.type('15')],
  ])('tells a form in which %s was changed from one that only was opened', (_, change) => {
    const known = roleNamed('prod');
    const form = formFor(catalogueOf([known]), known);
    expect(form.edits.isEdited()).toBe(false);
    change(form);
    expect(form.edits.isEdited()).toBe(true);
  });

  it('has a length of its own only where the role signs in directly', async () => {
    const form = formFor(catalogueOf([]));
    form.arn.type(arn);
    form.consoleSeconds.value = 43_200;
    await form.save();
    expect(saved[0]).not.toHaveProperty('durationSeconds');
    expect(saved[0]).not.toHaveProperty('strategy');
  });

  it('is gone when it is emptied', async () => {
    const known = roleNamed('prod', { sessionTags: [{ key: 'a', value: 'b' }], sessionPolicyArns: ['arn:aws:iam::aws:policy/A'], sourceIdentity: 'xx', strategy: 'direct', guard: { reason: true } });
    const form = formFor(catalogueOf([known]), known);
    for (const name of ['sessionTags', 'sessionPolicyArns', 'sourceIdentity'] as const) form[name].type('');
    form.strategy.value = 'mfaSession';
    form.guard.fill();
    await form.save();
    expect(saved).toEqual([roleNamed('prod')]);
  });
});
