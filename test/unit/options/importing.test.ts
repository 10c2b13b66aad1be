import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import { createImport, type Import, type Imported } from '../../../src/options/importing.js';
import { addedBy } from '../core/reading.js';
import { catalogueOf, secret } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let applied: Imported[];
let imports: Import;
const shown = () => imports.preview.value && addedBy(imports.preview.value.plan);
const problems = () => imports.preview.value?.problems.map(({ problem }) => problem) ?? [];

beforeEach(() => {
  const fake = fakeBrowser();
  browser = fake.browser;
  applied = [];
  imports = createImport(fake.ports, (done) => applied.push(done));
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
    await imports.read([{ text }]);
    const value = shown();
    expect(value?.identities.map(({ identity }) => identity.userName)).toEqual(['alice']);
    expect(value?.roles.map(({ name, source }) => [name, source.id])).toEqual([['dev', value?.identities[0]?.identity.id]]);
    expect(problems().map(({ line, problem }) => `${line} ${problem}`)).toEqual(['1 lineMalformed', '2 serialMissing']);
    expect(browser.asked.map(([call]) => call)).toEqual(['checkKey']);
  });

  it('adds it all in one go once it is told to, and keeps nothing of it', async () => {
    await imports.read([{ text }]);
    const plan = shown();
    await imports.apply();
    expect(browser.askedFor('importAll')).toEqual([{ added: plan?.identities, identities: [], roles: plan?.roles, rules: [] }]);
    expect(applied).toMatchObject([{ added: 2, changed: 0 }]);
    expect(imports.preview.value).toBeUndefined();
  });

  it('keeps nothing of what was discarded', async () => {
    await imports.read([{ text }]);
    imports.discard();
    await imports.apply();
    expect([imports.preview.value, browser.askedFor('importAll'), applied]).toEqual([undefined, [], []]);
  });

  it.each(['keyUnknown', 'secretWrong', 'keyOfRoot', 'unreachable'] as const)('goes on without a key that AWS refuses (%s), and says why', async (kind) => {
    browser.refuseWith(kind);
    await imports.read([{ text }]);
    expect(shown()?.rows).toEqual([]);
    expect(problems().find(({ problem }) => problem === 'keyRefused'))
      .toMatchObject({ line: 2, values: { profile: 'default', failure: kind } });
    expect(imports.failure.value).toBeUndefined();
  });

  it('says why with every word that the reason’s sentence needs', async () => {
    browser.answer = () => Promise.reject(failure('keyUnknown', { host: 'sts.us-east-1.amazonaws.com' }));
    await imports.read([{ text }]);
    expect(problems().find(({ problem }) => problem === 'keyRefused')?.values).toHaveProperty('host', 'sts.us-east-1.amazonaws.com');
  });

  it('does not ask about a key that is known already', async () => {
    browser.catalogue = catalogueOf([]);
    await imports.read([{ text }]);
    expect(browser.asked).toEqual([]);
    expect(shown()?.roles.map(({ source }) => source.id)).toEqual(['id-alice']);
  });

  it('keeps the preview and says why when it could not be added', async () => {
    await imports.read([{ text }]);
    browser.refuseWith('vaultLocked');
    await imports.apply();
    expect([imports.failure.value?.kind, shown()?.roles.length, imports.busy.value, applied]).toEqual(['vaultLocked', 1, false, []]);
    browser.answer = () => undefined;
    await imports.apply();
    expect([imports.failure.value, applied.length]).toEqual([undefined, 1]);
  });

  it('is busy while AWS is asked', async () => {
    const reading = imports.read([{ text }]);
    expect(imports.busy.value).toBe(true);
    await reading;
    expect(imports.busy.value).toBe(false);
  });

  it('adds once, though the button is pressed twice', async () => {
    await imports.read([{ text }]);
    await Promise.all([imports.apply(), imports.apply()]);
    expect([browser.askedFor('importAll').length, applied.length]).toEqual([1, 1]);
  });
});
