import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { arnOf, assume, assumeChained, assumeDirectly, type Key, mfaSession, refusalOf, stsOf } from './clients.js';

let emulator: Emulator;
let aheadMs = 0;

beforeAll(async () => {
  emulator = await startEmulator({ now: () => Date.now() + aheadMs });
});
afterAll(() => emulator.close());

const identity = async (key?: Key) => (await stsOf(emulator, key).send(new GetCallerIdentityCommand())).Arn;

describe('GetCallerIdentity', () => {
  it('names the user, for the long-term key and for an MFA session', async () => {
    expect(await identity()).toBe('arn:aws:iam::111111111111:user/alice');
    expect(await identity(await mfaSession(emulator))).toBe('arn:aws:iam::111111111111:user/alice');
  });

  it('names a role session without the path of the role', async () => {
    expect(await identity(await assumeChained(emulator, 'sandbox-admin'))).toBe('arn:aws:sts::333333333333:assumed-role/sandbox-admin/alice');
  });

  it('is answered whatever the policies say', async () => {
    expect(await identity(await assumeDirectly(emulator, 'prod-admin'))).toBe('arn:aws:sts::222222222222:assumed-role/prod-admin/alice');
  });

  it('refuses a key that does not exist, and a token that is not the key’s', async () => {
    const unknown = { ...emulator.alice, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' };
    const refusal = { name: 'InvalidClientTokenId', message: 'The security token included in the request is invalid.', status: 403 };
    expect(await refusalOf(identity(unknown))).toEqual(refusal);
    expect(await refusalOf(identity({ ...await mfaSession(emulator), sessionToken: 'another' }))).toEqual(refusal);
  });

  it('refuses a wrong secret', async () => {
    const refusal = await refusalOf(identity({ ...emulator.alice, secretAccessKey: 'x'.repeat(40) }));
    expect(refusal).toMatchObject({ name: 'SignatureDoesNotMatch', status: 403 });
  });
});

describe('GetSessionToken', () => {
  const getSessionToken = (input: { SerialNumber?: string; TokenCode?: string; DurationSeconds?: number }, key?: Key) =>
    stsOf(emulator, key).send(new GetSessionTokenCommand(input));
  const serial = () => emulator.alice.mfaSerial;

  it('gives temporary keys for twelve hours unless asked otherwise', async () => {
    const before = Date.now();
    const { Credentials } = await getSessionToken({ SerialNumber: serial(), TokenCode: emulator.device.freshCode() });
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(Credentials?.SecretAccessKey).toHaveLength(40);
    expect(Credentials?.SessionToken?.length).toBeGreaterThan(500);
    expect(Math.round(((Credentials?.Expiration?.getTime() ?? 0) - before) / 60_000)).toBe(720);
  });

  it('takes a code once', async () => {
    const TokenCode = emulator.device.freshCode();
    await getSessionToken({ SerialNumber: serial(), TokenCode });
    expect(await refusalOf(getSessionToken({ SerialNumber: serial(), TokenCode }))).toMatchObject({
      name: 'AccessDenied', status: 403, message: expect.stringContaining('MultiFactorAuthentication failed with invalid MFA one time pass code'),
    });
  });

  it('does not take a code that AssumeRole took', async () => {
    const TokenCode = emulator.device.freshCode();
    await assumeDirectly(emulator, 'prod-admin', { TokenCode });
    expect((await refusalOf(getSessionToken({ SerialNumber: serial(), TokenCode }))).message).toContain('invalid MFA one time pass code');
  });

  it('takes no wrong code, and a right one after it', async () => {
    const right = emulator.device.freshCode();
    const wrong = right === '000000' ? '111111' : '000000';
    expect((await refusalOf(getSessionToken({ SerialNumber: serial(), TokenCode: wrong }))).message).toContain('invalid MFA one time pass code');
    expect((await getSessionToken({ SerialNumber: serial(), TokenCode: right })).Credentials).toBeDefined();
  });

  it('says of a serial that is not the user’s that it cannot validate', async () => {
    expect(await refusalOf(getSessionToken({ SerialNumber: 'arn:aws:iam::111111111111:mfa/alice', TokenCode: emulator.device.freshCode() }))).toEqual({
      name: 'AccessDenied', status: 403,
      message: 'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    });
  });

  it('wants serial and code together', async () => {
    expect((await refusalOf(getSessionToken({ SerialNumber: serial() }))).message).toContain('must provide both MFA serial number and one time pass code');
  });

  it('refuses temporary credentials', async () => {
    for (const key of [await mfaSession(emulator), await assumeChained(emulator, 'prod-admin')]) {
      expect(await refusalOf(getSessionToken({}, key))).toEqual({ name: 'AccessDenied', status: 403, message: 'Cannot call GetSessionToken with session credentials' });
    }
  });

  it.each([
    [{ DurationSeconds: 129_601 }, '1 validation error detected: Value \'129601\' at \'durationSeconds\' failed to satisfy constraint: Member must have value less than or equal to 129600'],
    [{ DurationSeconds: 899 }, '1 validation error detected: Value \'899\' at \'durationSeconds\' failed to satisfy constraint: Member must have value greater than or equal to 900'],
    [{ TokenCode: '', SerialNumber: 'GAHT12345678' }, '1 validation error detected: Value \'\' at \'tokenCode\' failed to satisfy constraint: Member must have length greater than or equal to 6'],
  ])('refuses %o by the grammar, in the words of AWS', async (input, message) => {
    expect(await refusalOf(getSessionToken(input))).toEqual({ name: 'ValidationError', status: 400, message });
  });

  it('gives a session that ends', async () => {
    const key = await mfaSession(emulator, 900);
    aheadMs = 901_000;
    const late = stsOf(emulator, key, aheadMs).send(new GetCallerIdentityCommand());
    expect(await refusalOf(late)).toEqual({ name: 'ExpiredToken', status: 403, message: 'The security token included in the request is expired' });
    aheadMs = 0;
  });
});

describe('an action that STS does not have', () => {
  it('is refused as invalid', async () => {
    const client = stsOf(emulator);
    client.middlewareStack.add((next) => (args) => {
      const request = args.request as { body: string; headers: Record<string, string> };
      request.body = request.body.replace('GetCallerIdentity', 'GetNothing');
      request.headers['content-length'] = String(request.body.length);
      return next(args);
    }, { step: 'build', priority: 'low' });
    expect(await refusalOf(client.send(new GetCallerIdentityCommand()))).toMatchObject({ name: 'InvalidAction', status: 400 });
  });
});

describe('AssumeRole by name', () => {
  it('gives one text for a role that does not exist and for one that is refused', async () => {
    const missing = 'arn:aws:iam::222222222222:role/nobody';
    const refuse = async (RoleArn: string) => refusalOf(stsOf(emulator).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'alice' })));
    const text = (arn: string) => ({
      name: 'AccessDenied', status: 403,
      message: `User: arn:aws:iam::111111111111:user/alice is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    });
    expect(await refuse(missing)).toEqual(text(missing));
    expect(await refuse(arnOf(emulator, 'prod-admin'))).toEqual(text(arnOf(emulator, 'prod-admin')));
  });

  it('minds the case of the name and the path', async () => {
    const key = await mfaSession(emulator);
    for (const RoleArn of ['arn:aws:iam::222222222222:role/Prod-Admin', 'arn:aws:iam::333333333333:role/sandbox-admin']) {
      expect((await refusalOf(assume(emulator, key, 'prod-admin', { RoleArn }))).name).toBe('AccessDenied');
    }
  });
});
