import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Emulator, startEmulator } from '../aws/emulator.js';
import { addRoles } from '../e2e/moreRoles.js';
import { type Spread, spreadOf } from './statistics.js';

const run = promisify(execFile);

/** Milliseconds from the code to role credentials, of one role and of ten. */
export interface PeerFigures {
  readonly name: string;
  readonly one: Spread;
  readonly ten: Spread;
}

/** What a peer does to get credentials of roles with a code. */
type Peer = (emulator: Emulator, roleArns: readonly string[]) => Promise<void>;

const sdk: Peer = async ({ api, alice, device }, roleArns) => {
  await run(process.execPath, [path.join(import.meta.dirname, 'peers/sdk.mjs'), api.endpoint, alice.accessKeyId, alice.secretAccessKey, alice.mfaSerial, device.freshCode(), ...roleArns]);
};

/** The scenario's two calls, as its script makes them: one after another. */
const cli: Peer = async ({ api, alice, device }, roleArns) => {
  const call = async (key: readonly string[], args: readonly string[]): Promise<string[]> => {
    const [AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN] = key;
    const env = { ...process.env, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...(AWS_SESSION_TOKEN === undefined ? {} : { AWS_SESSION_TOKEN }), AWS_EC2_METADATA_DISABLED: 'true' };
    const { stdout } = await run('aws', ['sts', ...args, '--endpoint-url', api.endpoint, '--region', 'us-east-1', '--output', 'text', '--query', 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]'], { env });
    return stdout.trim().split(/\s+/);
  };
  const session = await call([alice.accessKeyId, alice.secretAccessKey], ['get-session-token', '--serial-number', alice.mfaSerial, '--token-code', device.freshCode()]);
  for (const arn of roleArns) await call(session, ['assume-role', '--role-arn', arn, '--role-session-name', 'alice']);
};

async function isInstalled(program: string): Promise<boolean> {
  return run(program, ['--version']).then(() => true, () => false);
}

/** Measures the peers that are installed, in turn, with so many milliseconds added to each request. */
export async function measurePeers(latencyMs: number, rounds: number): Promise<PeerFigures[]> {
  const emulator = await startEmulator();
  addRoles(emulator, Array.from({ length: 9 }, (_, at) => `bench-${at}`));
  emulator.behaviour.latencyMs = latencyMs;
  const [first] = emulator.roles;
  const ten = emulator.roles.filter(({ name, accountId }) => name.startsWith('bench-') || accountId === first?.accountId).map(({ arn }) => arn).slice(0, 10);
  const peers: (readonly [string, Peer])[] = [['Node, the same SDK', sdk], ...(await isInstalled('aws') ? [['AWS CLI', cli] as const] : [])];
  const times = new Map(peers.map(([name]) => [name, { one: [] as number[], ten: [] as number[] }]));
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, peer] of peers) {
        for (const [kind, arns] of [['one', ten.slice(0, 1)], ['ten', ten]] as const) {
          const began = performance.now();
          await peer(emulator, arns);
          times.get(name)?.[kind].push(performance.now() - began);
        }
      }
    }
  } finally {
    await emulator.close();
  }
  return [...times].map(([name, measured]) => ({ name, one: spreadOf(measured.one), ten: spreadOf(measured.ten) }));
}
