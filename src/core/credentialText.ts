import type { CredentialFormat } from './credentialFormats.js';
import type { Credentials } from './journey.js';

interface Written {
  readonly credentials: Credentials;
  /** What the person calls the role. */
  readonly name: string;
  readonly region: string;
}

/** A shell takes nothing between single quotes for its own; PowerShell writes a single quote among them twice. */
const quoted = (text: string, within: string): string => `'${text.replaceAll('\'', within)}'`;

function variables({ credentials: { accessKeyId, secretAccessKey, sessionToken }, region }: Written): [string, string][] {
  return [
    ['AWS_ACCESS_KEY_ID', accessKeyId], ['AWS_SECRET_ACCESS_KEY', secretAccessKey], ['AWS_SESSION_TOKEN', sessionToken],
    ['AWS_REGION', region], ['AWS_DEFAULT_REGION', region],
  ];
}

/** A section's name, of which the AWS CLI reads letters, digits and a few signs for certain. */
function sectionName(name: string): string {
  return name.replace(/[^\w.@+-]+/g, '-').replace(/^-+|-+$/g, '') || 'role';
}

function section(written: Written): string[] {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = written.credentials;
  return [
    `[${sectionName(written.name)}]`, `# until ${new Date(expiresAt).toISOString()}`,
    `aws_access_key_id = ${accessKeyId}`, `aws_secret_access_key = ${secretAccessKey}`, `aws_session_token = ${sessionToken}`, `region = ${written.region}`,
  ];
}

/** The credentials of a role session as a text to paste (AWS CLI user guide: environment variables, files, `credential_process`). */
export function printCredentials(format: CredentialFormat, written: Written): string {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = written.credentials;
  switch (format) {
    case 'posix': return variables(written).map(([name, value]) => `export ${name}=${quoted(value, String.raw`'\''`)}\n`).join('');
    case 'powerShell': return variables(written).map(([name, value]) => `$Env:${name} = ${quoted(value, '\'\'')}\n`).join('');
    case 'section': return `${section(written).join('\n')}\n`;
    case 'process': return `${JSON.stringify({
      Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken, Expiration: new Date(expiresAt).toISOString(),
    })}\n`;
  }
}
