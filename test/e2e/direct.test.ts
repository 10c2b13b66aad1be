import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.close());

describe('the product’s reason to exist', () => {
  it('is that a console reached the direct way, by AssumeRole with the code, is denied everything', async () => {
    const { emulator, context } = product;
    const { alice, api, roles, device } = emulator;
    const sts = new STSClient({ region: 'us-east-1', endpoint: api.endpoint, credentials: alice });
    const { Credentials: role } = await sts.send(new AssumeRoleCommand({
      RoleArn: roles[0]?.arn, RoleSessionName: 'alice', SerialNumber: alice.mfaSerial, TokenCode: device.freshCode(),
    }));
    const session = { sessionId: role?.AccessKeyId, sessionKey: role?.SecretAccessKey, sessionToken: role?.SessionToken };
    const page = await context.newPage();
    const federation = 'https://us-east-1.signin.aws.amazon.com/federation';
    const answer = await context.request.fetch(federation, { method: 'POST', form: { Action: 'getSigninToken', Session: JSON.stringify(session) }, ignoreHTTPSErrors: true, failOnStatusCode: false }).catch(() => undefined);
    const token = answer?.ok() ? (await answer.json() as { SigninToken: string }).SigninToken : await tokenFromPage();
    await page.goto(`${federation}?${new URLSearchParams({ Action: 'login', Issuer: 'direct', Destination: 'https://us-east-1.console.aws.amazon.com/console/home', SigninToken: token })}`);
    expect(await page.locator('#buckets:not([data-state=loading])').getAttribute('data-state')).toBe('denied');
    const listing = emulator.events.findLast(({ eventName }) => eventName === 'ListBuckets');
    expect(listing?.errorCode).toBe('AccessDenied');
    expect(listing?.userIdentity.sessionContext?.attributes.mfaAuthenticated).toBe('false');

    async function tokenFromPage(): Promise<string> {
      await page.goto(`${federation}?${new URLSearchParams({ Action: 'getSigninToken', Session: JSON.stringify(session) })}`);
      return (JSON.parse(await page.locator('body').innerText()) as { SigninToken: string }).SigninToken;
    }
  });
});
