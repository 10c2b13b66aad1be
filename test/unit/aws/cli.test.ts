import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { output } from './programs.js';

const program = ['--import', 'tsx', new URL('../../aws/cli.ts', import.meta.url).pathname];

interface Printed {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  tls?: { port: number; spki: string };
}

async function start(...flags: string[]): Promise<{ child: ChildProcess; lines: string[]; ended: Promise<number | null> }> {
  const child = spawn(process.execPath, [...program, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', resolve);
  });
  const reader = createInterface({ input: child.stdout ?? process.stdin });
  await new Promise<void>((resolve) => {
    reader.on('line', (line) => {
      lines.push(line);
      resolve();
    });
  });
  return { child, lines, ended };
}

describe('npm run aws', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('prints one line of JSON, serves, and ends at %s', { timeout: 20_000 }, async (signal) => {
    const { child, lines, ended } = await start('--port', '0');
    const printed = JSON.parse(lines[0] ?? '') as Printed;
    expect(Object.keys(printed)).toEqual(['endpoint', 'accessKeyId', 'secretAccessKey', 'mfaSerial', 'totpSecret', 'region', 'roles']);
    const { endpoint, region, accessKeyId, secretAccessKey } = printed;
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { Arn } = await new STSClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } }).send(new GetCallerIdentityCommand());
    expect(Arn).toBe('arn:aws:iam::111111111111:user/alice');
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(lines).toHaveLength(1);
  });

  it('serves the browser’s hosts too when it is told a port for them', { timeout: 20_000 }, async () => {
    const { child, lines, ended } = await start('--tls-port', '0');
    expect((JSON.parse(lines[0] ?? '') as Printed).tls?.spki).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    child.kill('SIGTERM');
    await ended;
  });

  it('explains itself', { timeout: 20_000 }, async () => {
    const { stdout, status } = await output(process.execPath, [...program, '--help']);
    expect(stdout).toContain('--port <number>');
    expect(status).toBe(0);
  });

  it.each([
    [['--port', 'many'], '--port takes a port number from 0 to 65535, not "many".'],
    [['--prot', '1'], 'Unknown option \'--prot\'.'],
    [['--port', '70000'], '--port takes a port number'],
    [['extra'], 'Unexpected argument \'extra\'.'],
  ])('refuses %o with a sentence', { timeout: 20_000 }, async (flags, sentence) => {
    const { stdout, stderr, status } = await output(process.execPath, [...program, ...flags]);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain(sentence);
  });
});
