import { identifyCaller } from './callers.js';
import type { Credential } from './credentials.js';
import { AwsError } from './errors.js';
import type { Call, Reply } from './http.js';
import { deniedByPolicy, jsonBody, jsonError, jsonResult, unsignedError } from './jsonProtocol.js';
import type { Account } from './organization.js';
import { mayDo } from './policy.js';
import type { World } from './world.js';

/** The most accounts of a page (Organizations API reference, ListAccounts: MaxResults). */
const pageMost = 20;

/** AWS Organizations: ListAccounts is all that there is of it. It answers no CORS. */
export async function answerOrganizations(world: World, call: Call, region: string | undefined): Promise<Reply> {
  if (call.method === 'OPTIONS') return { status: 403, headers: {}, body: '' };
  try {
    const verified = await identifyCaller(world, call, { service: 'organizations', region, windowMinutes: 5 });
    if ('refused' in verified) throw unsignedError(verified);
    if (call.headers['x-amz-target'] !== 'AWSOrganizationsV20161128.ListAccounts') throw new AwsError(400, 'UnknownOperationException', '');
    await world.holds.pass('ListAccounts');
    const { credential: caller, scope } = verified;
    const asked = jsonBody(call);
    const happening = {
      caller, eventSource: 'organizations.amazonaws.com', eventName: 'ListAccounts', region: scope.region, userAgent: call.headers['user-agent'], requestParameters: asked,
    };
    const page = await listAccounts(world, caller, scope.region, asked).catch((cause: unknown) => {
      if (cause instanceof AwsError) world.record({ ...happening, error: cause });
      throw cause;
    });
    world.record(happening);
    return jsonResult(page);
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    return jsonError(cause);
  }
}

/**
 * Only the management account and delegated administrators may list, whatever their policies say (Organizations API reference,
 * ListAccounts). The words for others are those that users report.
 */
async function listAccounts(world: World, caller: Credential, region: string, asked: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { organization } = world;
  const { accountId } = caller.principal;
  const answer = await mayDo(organization, { caller, action: 'organizations:ListAccounts', resource: '*', resourceAccountId: accountId, region, now: world.now() });
  if (!answer.allowed) throw deniedByPolicy(caller, 'organizations:ListAccounts', answer);
  const members = everyone(world);
  if (!members.some(({ id }) => id === accountId)) throw new AwsError(400, 'AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  if (accountId !== organization.managementAccountId && !organization.delegatedAdministratorIds.includes(accountId)) {
    throw new AwsError(400, 'AccessDeniedException', 'You don\'t have permissions to access this resource.');
  }
  return pageOf(world, members, asked);
}

function everyone({ organization: { managementAccountId, accounts } }: World): Pick<Account, 'id' | 'name' | 'state'>[] {
  const management = accounts.some(({ id }) => id === managementAccountId) ? [] : [{ id: managementAccountId, name: 'Acme Management' }];
  return [...management, ...accounts];
}

/** The page that a token stands for: how many pages there were before, and how many accounts on them. */
function pageOf({ organization, behaviour }: World, members: ReturnType<typeof everyone>, { NextToken, MaxResults = pageMost }: Record<string, unknown>): Record<string, unknown> {
  const most = Number(MaxResults);
  if (!Number.isInteger(most) || most < 1 || most > pageMost) throw new AwsError(400, 'InvalidInputException', 'You specified an invalid value.');
  const [page, start] = NextToken === undefined ? [0, 0] : placeIn(String(NextToken));
  const end = start + Math.min(behaviour.accountPages?.[page] ?? pageMost, most);
  return {
    Accounts: members.slice(start, end).map(({ id, name, state = 'ACTIVE' }) => ({
      Id: id, Arn: `arn:${organization.partition.name}:organizations::${organization.managementAccountId}:account/${organization.id}/${id}`,
      Email: `aws+${id}@acme.example`, Name: name, State: state, JoinedMethod: 'CREATED', JoinedTimestamp: 1_700_000_000,
    })),
    ...(end < members.length ? { NextToken: Buffer.from(`${page + 1} ${end}`).toString('base64') } : {}),
  };
}

function placeIn(token: string): [page: number, start: number] {
  const [, page, start] = /^(\d+) (\d+)$/.exec(Buffer.from(token, 'base64').toString('utf8')) ?? [];
  if (page === undefined || start === undefined) throw new AwsError(400, 'InvalidInputException', 'You specified an invalid value for NextToken.');
  return [Number(page), Number(start)];
}
