import { controlPath } from './control.js';
import { type Emulator, startEmulator } from './emulator.js';
import { type Flags, help, readFlags } from './flags.js';
import type { Order } from './orders.js';

await run(process.argv.slice(2));

async function run(args: string[]): Promise<void> {
  let flags: Flags;
  try {
    flags = readFlags(args);
  } catch (cause) {
    complain(`${sentence(cause)} See --help.`, 2);
    return;
  }
  if (flags.help) {
    process.stdout.write(help);
    return;
  }
  const { apiPort, tlsPort, orders } = flags;
  try {
    const emulator = await startEmulator({ apiPort, ...(tlsPort === undefined ? {} : { tls: true, tlsPort }) });
    if (!(await obeys(emulator, orders))) return;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close());
    process.stdout.write(`${JSON.stringify(introduction(emulator))}\n`);
  } catch (cause) {
    complain(`The emulated AWS did not start: ${sentence(cause)}`, 1);
  }
}

/** Whether the emulator could do all that it was told. Only now is it known which roles there are. */
async function obeys(emulator: Emulator, orders: Order[]): Promise<boolean> {
  try {
    for (const order of orders) order(emulator);
    return true;
  } catch (cause) {
    await emulator.close();
    complain(`${sentence(cause)} See --help.`, 2);
    return false;
  }
}

function introduction({ api, tls, alice, roles, organization }: Emulator): Record<string, unknown> {
  return {
    endpoint: api.endpoint,
    control: `${api.endpoint}${controlPath}`,
    accessKeyId: alice.accessKeyId,
    secretAccessKey: alice.secretAccessKey,
    mfaSerial: alice.mfaSerial,
    totpSecret: alice.totpSecret,
    region: organization.partition.defaultRegion,
    roles: roles.map(({ name, accountId, arn, region, behind }) => ({ name, accountId, arn, region, behind })),
    tls,
  };
}

function complain(text: string, status: number): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = status;
}

function sentence(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.?$/, '.');
}
