import { parseArgs } from 'node:util';
import { type Order, ordersHelp, readOrder } from './orders.js';

/** What `npm run aws -- --help` prints. */
export const help = `Runs an emulated AWS on 127.0.0.1: STS, S3 ListBuckets, IAM ListAccessKeys and CloudTrail LookupEvents, for an Organization with
a user, an MFA device and roles. Prints one line of JSON with all that a client needs, and runs until it is interrupted.

  --port <number>      port of the API, plain HTTP (default: any free port)
  --tls-port <number>  also serve the sign-in and console hosts, with TLS, on that port (0: any free port)
  --fault <order>      misbehave from the start; may be given several times
  --help               this text

For example, with the endpoint and the keys that were printed:
  aws sts get-caller-identity --endpoint-url http://127.0.0.1:4566
  oathtool --totp -b <totpSecret>
  npm run aws -- --fault 'AssumeRole:throttle*2' --fault 'clock=-11m'

While it runs it takes the same orders at the control address that was printed, one a line; GET lists what is in force:
  curl http://127.0.0.1:4566/_emulator -d 'AssumeRole:html=503*1'
  curl http://127.0.0.1:4566/_emulator -d behave
  curl http://127.0.0.1:4566/_emulator

${ordersHelp}
`;

/** What a person asked for. A port of 0 is any free one. */
export interface Flags {
  help: boolean;
  apiPort: number;
  tlsPort: number | undefined;
  /** What the emulator is told before anybody calls it. */
  orders: Order[];
}

/** Reads the flags of the command line. Throws with a sentence when there is something wrong with them. */
export function readFlags(args: string[]): Flags {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string' }, 'tls-port': { type: 'string' }, fault: { type: 'string', multiple: true }, help: { type: 'boolean' } },
  });
  return {
    help: values.help ?? false,
    apiPort: values.port === undefined ? 0 : portIn('--port', values.port),
    tlsPort: values['tls-port'] === undefined ? undefined : portIn('--tls-port', values['tls-port']),
    orders: (values.fault ?? []).map(readOrder),
  };
}

function portIn(flag: string, text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`${flag} takes a port number from 0 to 65535, not "${text}".`);
  return Number(text);
}
