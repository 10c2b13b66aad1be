import { describe, expect, it, vi } from 'vitest';
import { listAccounts } from '../../../src/aws/organizations.js';
import { organizationsHost, type Partition } from '../../../src/core/partitions.js';
import { roleSession } from '../../aws/credentials.js';
import { createWorld } from '../../aws/world.js';
import { failureOf } from '../scenario.js';
import { emulatedForEach, fetchFrom } from './emulated.js';

const { here, clock } = emulatedForEach();

/** A session of a role, which carries MFA. */
function session(name = 'staging-admin') {
  const role = here.world.organization.roles.find((each) => each.name === name);
  if (!role) throw new Error('no role');
  const issuedAt = here.world.now();
  return here.world.credentials.issue({
    principal: roleSession(role, 'alice'), issuedAt, expiresAt: issuedAt + 3_600_000, mfa: { present: true, authenticatedAt: issuedAt },
    chained: true, sessionPolicies: [], tags: [],
  });
}

/** As often as it is made: three times. */
const again = async <T>(call: () => Promise<T>): Promise<T> => {
  for (let tries = 1; tries < 3; tries += 1) {
    const answer = await call().then((value) => ({ value }), () => undefined);
    if (answer) return answer.value;
  }
  return call();
};
const once = <T>(call: () => Promise<T>): Promise<T> => call();
const list = (key = session(), partition: Partition = 'aws', repeat = once) => listAccounts(key, partition, clock, { role: 'the role' }, repeat);
const answers = (...bodies: [body: string, status?: number][]): string[] => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    asked.push(String(init.body));
    const [body, status = 200] = bodies[asked.length - 1] ?? bodies.at(-1) ?? [''];
    return new Response(body, { status, headers: { 'x-amzn-RequestId': 'id-1' } });
  });
  return asked;
};
const page = (ids: string[], NextToken?: string): [string] => [JSON.stringify({ Accounts: ids.map((Id) => ({ Id, Name: `name ${Id}`, State: 'ACTIVE' })), NextToken })];

describe('asking Organizations for the accounts', () => {
  it('gives all of them from all pages, empty ones among them, and says which are active', async () => {
    here.world.behaviour.accountPages = [1, 0, 2, 0];
    const prod = here.world.organization.accounts.find(({ name }) => name === 'Acme Prod');
    if (prod) prod.state = 'SUSPENDED';
    expect((await list()).map(({ id, name, active }) => `${id} ${name} ${active}`)).toEqual([
      '999999999999 Acme Management true', '111111111111 Auth true', '222222222222 Acme Prod false', '333333333333 Acme Staging true', '444444444444 Acme Data true']);
  });

  it.each([['aws', 'organizations.us-east-1.amazonaws.com'], ['aws-us-gov', 'organizations.us-gov-west-1.amazonaws.com'],
    ['aws-cn', 'organizations.cn-northwest-1.amazonaws.com.cn'], ['aws-eusc', 'organizations.eusc-de-east-1.amazonaws.eu']] as const,
  )('asks the one host of %s, signed as that host demands', async (partition, host) => {
    here.world = createWorld(Date.now, 'on', partition);
    fetchFrom(here.world);
    expect(organizationsHost(partition)).toBe(host);
    expect(await list(session(), partition)).toHaveLength(5);
    expect(here.world.events.at(-1)?.awsRegion).toBe(host.split('.')[1]);
  });

  it('says who may not list, and whose account is in no organisation, with what AWS said', async () => {
    const refused = await failureOf(list(session('prod-admin')));
    expect([refused.kind, refused.values['role'], refused.answer?.code, refused.answer?.status]).toEqual(['listingRefused', 'the role', 'AccessDeniedException', 400]);
    here.world.organization.accounts = here.world.organization.accounts.filter(({ id }) => id !== '222222222222');
    expect((await failureOf(list(session('prod-admin')))).kind).toBe('organisationMissing');
  });

  it('reads errors however they are named, with the id of the request', async () => {
    answers([JSON.stringify({ __type: 'com.amazonaws.organizations.v20161128#AccessDeniedException', Message: 'No.' }), 400]);
    expect(await failureOf(list())).toMatchObject({ kind: 'listingRefused', answer: { code: 'AccessDeniedException', message: 'No.', requestId: 'id-1' } });
  });

  it('makes a call again that may be made again, and not those before it', async () => {
    const asked = answers(page(['111111111111'], 'next'), [JSON.stringify({ __type: 'TooManyRequestsException', Message: 'x' }), 400], page(['222222222222']));
    expect(await list(session(), 'aws', again)).toHaveLength(2);
    expect(asked).toEqual(['{}', '{"NextToken":"next"}', '{"NextToken":"next"}']);
  });

  it('goes by AWS’s clock when this computer’s is wrong', async () => {
    here.aheadMs = -3_600_000;
    expect(await list()).toHaveLength(5);
    expect(Math.round(here.known / 60_000)).toBe(-60);
  });

  it('names the host that no answer came from, and what permission may mend it', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const { kind, origins } = await failureOf(list());
    expect([kind, origins]).toEqual(['unreachable', ['https://organizations.us-east-1.amazonaws.com/*']]);
  });

  it('takes an account of which no state is given for one that is there', async () => {
    answers([JSON.stringify({ Accounts: [{ Id: '111111111111', Status: 'SUSPENDED' }], NextToken: null })]);
    expect(await list()).toEqual([{ id: '111111111111', name: '', active: true }]);
  });

  it.each(['', '<html>busy</html>', '{}', '{"Accounts":[{"Id":"1"}]}', '{"Accounts":{}}', 'null'])('takes nothing else for an answer: %s', async (body) => {
    for (const status of [200, 503]) {
      answers([body, status]);
      expect((await failureOf(list())).kind).toBe('awsRefused');
    }
  });

  it('does not go round in pages that never end', async () => {
    answers(page(['111111111111'], 'same'));
    expect((await failureOf(list())).kind).toBe('awsRefused');
  });
});
