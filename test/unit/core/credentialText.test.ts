import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { printCredentials } from '../../../src/core/credentialText.js';
import { readAwsConfig } from '../../../src/formats/awsConfig.js';
import { secret } from '../scenario.js';

const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: secret, sessionToken: 'to/ken+==', expiresAt: Date.UTC(2026, 0, 1) };
const written = { credentials, name: 'prod admin', region: 'ap-northeast-1' };

describe('credentials for a terminal', () => {
  it('are taken by a POSIX shell as they are, whatever is in them', () => {
    const odd = { ...credentials, sessionToken: `it's $HOME "quoted" \`x\` \\` };
    const script = `${printCredentials('posix', { ...written, credentials: odd })}printf '%s|%s|%s' "$AWS_SECRET_ACCESS_KEY" "$AWS_SESSION_TOKEN" "$AWS_REGION"`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(`${secret}|${odd.sessionToken}|ap-northeast-1`);
  });

  it('are written for PowerShell, with a single quote twice', () => {
    const text = printCredentials('powerShell', { ...written, credentials: { ...credentials, sessionToken: `it's` } });
    expect(text).toContain(`$Env:AWS_SESSION_TOKEN = 'it''s'\n`);
    expect(text).toContain(`$Env:AWS_DEFAULT_REGION = 'ap-northeast-1'\n`);
  });

  it('are a section of a credentials file, which is known for what it is when it comes back', () => {
    const text = printCredentials('section', written);
    expect(text).toContain('[prod-admin]\n# until 2026-01-01T00:00:00.000Z\naws_access_key_id = ASIAEXAMPLE\n');
    expect(readAwsConfig(text).problems.map(({ problem }) => problem)).toEqual(['profileTemporary']);
    expect(printCredentials('section', { ...written, name: ']\n[evil]' })).toMatch(/^\[evil\]\n/);
    expect(printCredentials('section', { ...written, name: '本番' })).toMatch(/^\[role\]\n/);
  });

  it('are what a credential_process answers', () => {
    expect(JSON.parse(printCredentials('process', written))).toEqual({
      Version: 1, AccessKeyId: 'ASIAEXAMPLE', SecretAccessKey: secret, SessionToken: 'to/ken+==', Expiration: '2026-01-01T00:00:00.000Z',
    });
  });
});
