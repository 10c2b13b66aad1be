import { parseArgs } from 'node:util';
import { type Emulator, startEmulator } from './emulator.js';

const help = `Runs an emulated AWS on 127.0.0.1: STS, S3 ListBuckets and CloudTrail LookupEvents, for an Organization with
a user, an MFA device and roles. Prints one line of JSON with all that a client needs, and runs until it is interrupted.

  --port <number>      port of the API, plain HTTP (default: any free port)
  --tls-port <number>  also serve the sign-in and console hosts, with TLS, on that port (0: any free port)
  --help               this text

For example, with the endpoint and the keys that were printed:
  aws sts get-caller-identity --endpoint-url http://127.0.0.1:4566
  oathtool --totp -b <totpSecret>
`;

/** Reads the flags. Throws with a sentence when there is something wrong with them. */
function readFlags(args: string[]): { help: boolean; apiPort: number; tlsPort: number | undefined } {
  const { values } = parseArgs({ args, options: { port: { type: 'string' }, 'tls-port': { type: 'string' }, help: { type: 'boolean' } } });
  return {
    help: values.help ?? false,
    apiPort: values.port === undefined ? 0 : portIn('--port', values.port),
    tlsPort: values['tls-port'] === undefined ? undefined : portIn('--tls-port', values['tls-port']),
  };
}

function portIn(flag: string, text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`${flag} takes a port number from 0 to 65535, not "${text}".`);
  return Number(text);
}

function introduction({ api, tls, alice, roles, organization }: Emulator): Record<string, unknown> {
  return {
    endpoint: api.endpoint,
    accessKeyId: alice.accessKeyId,
    secretAccessKey: alice.secretAccessKey,
    mfaSerial: alice.mfaSerial,
    totpSecret: alice.totpSecret,
    region: organization.partition.defaultRegion,
    roles: roles.map(({ name, accountId, arn, region, behind }) => ({ name, accountId, arn, region, behind })),
    tls,
  };
}

async function run(args: string[]): Promise<void> {
  let flags;
  try {
    flags = readFlags(args);
  } catch (cause) {
    const sentence = cause instanceof Error ? cause.message : String(cause);
    process.stderr.write(`${sentence.replace(/\.?$/, '.')} See --help.\n`);
    process.exitCode = 2;
    return;
  }
  if (flags.help) {
    process.stdout.write(help);
    return;
  }
  const { apiPort, tlsPort } = flags;
  const emulator = await startEmulator({ apiPort, ...(tlsPort === undefined ? {} : { tls: true, tlsPort }) });
  process.stdout.write(`${JSON.stringify(introduction(emulator))}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close());
}

run(process.argv.slice(2)).catch((cause: unknown) => {
  process.stderr.write(`The emulated AWS did not start: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
});
