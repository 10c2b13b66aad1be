import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import type { ImportPlan } from '../../../src/core/importing.js';
import { createImport, type Import } from '../../../src/options/importing.js';
import { catalogueOf, secret } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let applied: ImportPlan[];
let imports: Import;

beforeEach(() => {
  const fake = fakeBrowser();
  browser = fake.browser;
  applied = [];
  imports = createImport(fake.ports, (plan) => applied.push(plan));
});

const text = `nonsense
[default]
aws_access_key_id = AKIAALICE0000EXAMPLE
aws_secret_access_key = ${secret}
[profile dev]
role_arn = arn:aws:iam::222222222222:role/dev
source_profile = default
`;

describe('importing', () => {
  it('shows what would be added, and adds nothing yet', async () => {
    await imports.read(text);
    const { value, problems } = imports.preview.value ?? {};
    expect(value?.identities.map(({ identity }) => identity.userName)).toEqual(['alice']);
    expect(value?.roles.map(({ name, source }) => [name, source.id])).toEqual([['dev', value?.identities[0]?.identity.id]]);
    expect(problems?.map(({ line, problem }) => `${line} ${problem}`)).toEqual(['1 lineMalformed', '2 serialMissing']);
    expect(browser.asked.map(([call]) => call)).toEqual(['checkKey']);
  });

  it('adds it all in one go once it is told to, and keeps nothing of it', async () => {
    await imports.read(text);
    const plan = imports.preview.value?.value;
    await imports.apply();
    expect(browser.askedFor('importAll')).toEqual([{ identities: plan?.identities, roles: plan?.roles }]);
    expect([applied, imports.preview.value]).toEqual([[plan], undefined]);
  });

  it('keeps nothing of what was discarded', async () => {
    await imports.read(text);
    imports.discard();
    await imports.apply();
    expect([imports.preview.value, browser.askedFor('importAll'), applied]).toEqual([undefined, [], []]);
  });

  it.each(['keyUnknown', 'secretWrong', 'keyOfRoot', 'unreachable'] as const)('goes on without a key that AWS refuses (%s), and says why', async (kind) => {
    browser.refuseWith(kind);
    await imports.read(text);
    expect(imports.preview.value?.value).toEqual({ identities: [], roles: [] });
    expect(imports.preview.value?.problems.find(({ problem }) => problem === 'keyRefused'))
      .toMatchObject({ line: 2, values: { profile: 'default', failure: kind } });
    expect(imports.failure.value).toBeUndefined();
  });

  it('says why with every word that the reason’s sentence needs', async () => {
    browser.answer = () => Promise.reject(failure('keyUnknown', { host: 'sts.us-east-1.amazonaws.com' }));
    await imports.read(text);
    expect(imports.preview.value?.problems.find(({ problem }) => problem === 'keyRefused')?.values).toHaveProperty('host', 'sts.us-east-1.amazonaws.com');
  });

  it('does not ask about a key that is known already', async () => {
    browser.catalogue = catalogueOf([]);
    await imports.read(text);
    expect(browser.asked).toEqual([]);
    expect(imports.preview.value?.value.roles.map(({ source }) => source.id)).toEqual(['id-alice']);
  });

  it('keeps the preview and says why when it could not be added', async () => {
    await imports.read(text);
    browser.refuseWith('vaultLocked');
    await imports.apply();
    expect([imports.failure.value?.kind, imports.preview.value?.value.roles.length, imports.busy.value, applied]).toEqual(['vaultLocked', 1, false, []]);
    browser.answer = () => undefined;
    await imports.apply();
    expect([imports.failure.value, applied.length]).toEqual([undefined, 1]);
  });

  it('is busy while AWS is asked', async () => {
    const reading = imports.read(text);
    expect(imports.busy.value).toBe(true);
    await reading;
    expect(imports.busy.value).toBe(false);
  });

  it('adds once, though the button is pressed twice', async () => {
    await imports.read(text);
    await Promise.all([imports.apply(), imports.apply()]);
    expect([browser.askedFor('importAll').length, applied.length]).toEqual([1, 1]);
  });
});
