import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { administratorAccess, readOnlyAccess } from '../../aws/policies.js';
import { assumeChained, assumeDirectly, type Key } from './clients.js';
import { signed } from './signing.js';

let emulator: Emulator;
let lister: Key;
let stranger: Key;
interface Page { Accounts: { Id: string; Name: string; State: string }[]; NextToken?: string; __type?: string; message?: string }

beforeAll(async () => {
  emulator = await startEmulator();
  lister = await assumeChained(emulator, 'staging-admin');
  stranger = await assumeChained(emulator, 'prod-admin');
});
beforeEach(() => {
  delete emulator.behaviour.accountPages;
});
afterAll(() => emulator.close());

async function list(key: Key, asked: Record<string, unknown> = {}, target = 'AWSOrganizationsV20161128.ListAccounts'): Promise<Page & { status: number }> {
  const { host } = new URL(emulator.api.endpoint);
  const body = JSON.stringify(asked);
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
  const response = await fetch(emulator.api.endpoint, {
    method: 'POST', body, headers: signed(key, { method: 'POST', host, body, service: 'organizations', region: 'us-east-1', at: Date.now(), headers }),
  });
  return { status: response.status, ...await response.json() as Page };
}

describe('ListAccounts', () => {
  it('gives a delegated administrator every account with its state, the management account too, and is recorded', async () => {
    const prod = emulator.organization.accounts.find(({ name }) => name === 'Acme Prod');
    if (prod) prod.state = 'SUSPENDED';
    const { Accounts, NextToken } = await list(lister);
    if (prod) delete prod.state;
    expect(Accounts.map(({ Id, Name, State }) => `${Id} ${Name} ${State}`)).toEqual([
      '999999999999 Acme Management ACTIVE', '111111111111 Auth ACTIVE', '222222222222 Acme Prod SUSPENDED', '333333333333 Acme Staging ACTIVE', '444444444444 Acme Data ACTIVE']);
    expect(NextToken).toBeUndefined();
    expect(emulator.events.at(-1)).toMatchObject({ eventSource: 'organizations.amazonaws.com', eventName: 'ListAccounts', readOnly: true, recipientAccountId: '333333333333' });
  });

  it('comes in pages, of which one may be empty and not the last', async () => {
    emulator.behaviour.accountPages = [2, 0];
    const sizes: number[] = [];
    for (let token: string | undefined; ;) {
      const page = await list(lister, token === undefined ? {} : { NextToken: token });
      sizes.push(page.Accounts.length);
      token = page.NextToken;
      if (token === undefined) break;
    }
    expect(sizes).toEqual([2, 0, 3]);
    expect((await list(lister, { MaxResults: 1 })).Accounts).toHaveLength(1);
    for (const asked of [{ MaxResults: 21 }, { NextToken: 'nonsense' }]) expect(await list(lister, asked)).toMatchObject({ status: 400, __type: 'InvalidInputException' });
  });

  it('is for the management account and delegated administrators only, whatever policies allow', async () => {
    expect(await list(stranger)).toMatchObject({ status: 400, __type: 'AccessDeniedException', message: 'You don\'t have permissions to access this resource.' });
    emulator.organization.managementAccountId = '222222222222';
    expect((await list(stranger)).Accounts).toHaveLength(4);
    emulator.organization.managementAccountId = '999999999999';
    expect(emulator.events.findLast(({ errorCode }) => errorCode !== undefined)).toMatchObject({ eventName: 'ListAccounts', errorCode: 'AccessDeniedException' });
  });

  it('is subject to the policies, the SCP among them', async () => {
    const role = emulator.organization.roles.find(({ name }) => name === 'staging-admin');
    if (!role) throw new Error('no role');
    role.policies = [];
    expect((await list(lister)).message).toMatch(/is not authorized to perform: organizations:ListAccounts because no identity-based policy allows/);
    role.policies = [readOnlyAccess];
    expect((await list(lister)).Accounts).toHaveLength(5);
    role.policies = [administratorAccess];
    expect((await list(await assumeDirectly(emulator, 'staging-admin'))).message).toContain('explicit deny in a service control policy');
  });

  it('is refused to an account of no organisation, and to other operations and keys', async () => {
    const { organization } = emulator;
    const accounts = organization.accounts;
    organization.accounts = accounts.filter(({ id }) => id !== '222222222222');
    expect(await list(stranger)).toMatchObject({ status: 400, __type: 'AWSOrganizationsNotInUseException' });
    organization.accounts = accounts;
    expect(await list(lister, {}, 'AWSOrganizationsV20161128.ListRoots')).toMatchObject({ status: 400, __type: 'UnknownOperationException' });
    expect(await list({ ...lister, secretAccessKey: 'x' })).toMatchObject({ status: 400, __type: 'InvalidSignatureException' });
  });

  it('fails as it is told', async () => {
    emulator.misbehave({ action: 'ListAccounts', mishap: { kind: 'error', status: 400, code: 'TooManyRequestsException', message: 'slow' }, times: 1 });
    expect(await list(lister)).toMatchObject({ status: 400, __type: 'TooManyRequestsException', message: 'slow' });
  });
});
