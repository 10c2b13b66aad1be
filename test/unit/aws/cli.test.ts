import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { help, readFlags } from '../../aws/flags.js';
import { refusalOf } from './clients.js';
import { output } from './programs.js';

const program = ['--import', 'tsx', new URL('../../aws/cli.ts', import.meta.url).pathname];

interface Printed {
  endpoint: string;
  control: string;
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  tls?: { port: number; spki: string };
}

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

/** Starts the program, and gives its first line and a way to end it. */
async function start(...flags: string[]): Promise<{ printed: Printed; end(signal: NodeJS.Signals): Promise<{ status: number | null; lines: string[] }> }> {
  const child = spawn(process.execPath, [...program, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const lines: string[] = [];
  await new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      resolve();
    });
  });
  return {
    printed: JSON.parse(lines[0] ?? '') as Printed,
    end: async (signal) => {
      child.kill(signal);
      return { status: await ended, lines };
    },
  };
}

describe('npm run aws', () => {
  it('prints one line of JSON, serves, and ends at SIGINT', { timeout: 20_000 }, async () => {
    const { printed, end } = await start('--port', '0');
    expect(Object.keys(printed)).toEqual(['endpoint', 'control', 'accessKeyId', 'secretAccessKey', 'mfaSerial', 'totpSecret', 'region', 'roles']);
    const { endpoint, region, accessKeyId, secretAccessKey } = printed;
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { Arn } = await new STSClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } }).send(new GetCallerIdentityCommand());
    expect(Arn).toBe('arn:aws:iam::111111111111:user/alice');
    const { status, lines } = await end('SIGINT');
    expect([status, lines.length]).toEqual([0, 1]);
  });

  it('serves the browser’s hosts too when it is told a port for them, and ends at SIGTERM', { timeout: 20_000 }, async () => {
    const { printed, end } = await start('--tls-port', '0');
    expect(printed.tls?.spki).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect((await end('SIGTERM')).status).toBe(0);
  });

  it('ends with 2 and a sentence, and prints nothing else, when a flag is wrong', { timeout: 20_000 }, async () => {
    expect(await output(process.execPath, [...program, '--prot', '1'])).toEqual({
      stdout: '', status: 2, stderr: expect.stringMatching(/^Unknown option '--prot'\..* See --help\.\n$/),
    });
  });

  it('misbehaves from the start as it was told, and takes orders at the control address that it names', { timeout: 20_000 }, async () => {
    const { printed, end } = await start('--fault', 'GetCallerIdentity:throttle*1', '--fault', 'clock=-1d', '--fault', 'remove-role=prod-admin');
    const { endpoint, control, region, accessKeyId, secretAccessKey } = printed;
    expect(control).toBe(`${endpoint}/_emulator`);
    const identify = (systemClockOffset = 0) => refusalOf(new STSClient({
      endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1, systemClockOffset,
    }).send(new GetCallerIdentityCommand()));
    expect((await identify()).name).toBe('Throttling');
    expect((await identify()).message).toMatch(/^Signature not yet current/);
    expect(await (await fetch(control, { method: 'POST', body: 'revoke-key' })).json()).toEqual({
      faults: [{ fault: 'GetCallerIdentity:throttle*1', befallen: 1 }],
      clockOffsetMs: -86_400_000, keyRevoked: true, removedRoles: ['prod-admin'], disabledRegions: [],
    });
    expect((await identify(-86_400_000)).name).toBe('InvalidClientTokenId');
    await end('SIGTERM');
  });

  it.each([
    ['AssumeRole:trottle', /^"trottle" is no mishap: there are delay, .*\. See --help\.\n$/],
    ['remove-role=nobody', /^There is no role "nobody": there are prod-admin, .*\. See --help\.\n$/],
  ])('ends with 2 and a sentence for --fault %s', { timeout: 20_000 }, async (order, sentence) => {
    expect(await output(process.execPath, [...program, '--fault', order])).toEqual({ stdout: '', status: 2, stderr: expect.stringMatching(sentence) });
  });

  it.each([
    [['--port', 'many'], '--port takes a port number from 0 to 65535, not "many".'],
    [['--tls-port', '70000'], '--tls-port takes a port number from 0 to 65535, not "70000".'],
    [['--port'], 'argument missing'],
    [['extra'], 'Unexpected argument \'extra\''],
  ])('refuses %o', (args, sentence) => {
    expect(() => readFlags(args)).toThrow(sentence);
  });

  it('explains itself', () => {
    expect(readFlags(['--help']).help).toBe(true);
    for (const flag of ['--port', '--tls-port', '--fault', '--help', '/_emulator']) expect(help).toContain(flag);
  });
});
