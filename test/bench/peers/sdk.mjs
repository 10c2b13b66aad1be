import { AssumeRoleCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';

// What a script on the same SDK does, in a process of its own: one MFA session, then each role.
const [endpoint, accessKeyId, secretAccessKey, mfaSerial, code, ...roleArns] = process.argv.slice(2);
const client = (credentials) => new STSClient({ endpoint, region: 'us-east-1', credentials });
const credentialsOf = ({ Credentials: { AccessKeyId, SecretAccessKey, SessionToken } }) =>
  ({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken });
const session = client(credentialsOf(await client({ accessKeyId, secretAccessKey }).send(new GetSessionTokenCommand({ SerialNumber: mfaSerial, TokenCode: code }))));
await Promise.all(roleArns.map((RoleArn) => session.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'alice' }))));
