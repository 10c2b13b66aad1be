import { parseArgs } from 'node:util';

/** What `npm run aws -- --help` prints. */
export const help = `Runs an emulated AWS on 127.0.0.1: STS, S3 ListBuckets, IAM ListAccessKeys and CloudTrail LookupEvents, for an Organization with
a user, an MFA device and roles. Prints one line of JSON with all that a client needs, and runs until it is interrupted.

  --port <number>      port of the API, plain HTTP (default: any free port)
  --tls-port <number>  also serve the sign-in and console hosts, with TLS, on that port (0: any free port)
  --help               this text

For example, with the endpoint and the keys that were printed:
  aws sts get-caller-identity --endpoint-url http://127.0.0.1:4566
  oathtool --totp -b <totpSecret>
`;

/** What a person asked for. A port of 0 is any free one. */
export interface Flags {
  help: boolean;
  apiPort: number;
  tlsPort: number | undefined;
}

/** Reads the flags of the command line. Throws with a sentence when there is something wrong with them. */
export function readFlags(args: string[]): Flags {
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
