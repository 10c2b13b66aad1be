import type { Checked } from './arn.js';

/**
 * Checks an access key ID: `AKIA…` belongs to a user for the long term; `ASIA…` is temporary and could never be used to
 * ask for an MFA session (IAM User Guide, "Unique identifiers"; STS: "Cannot call GetSessionToken with session credentials").
 */
export function checkAccessKeyId(text: string): Checked<string> {
  const id = text.trim();
  if (/^ASIA[A-Z0-9]+$/.test(id)) return { problem: 'keyIdTemporary' };
  if (/^A(?:IDA|ROA|GPA|NPA|NVA|SCA|PKA|BIA|CCA)[A-Z0-9]+$/.test(id)) return { problem: 'keyIdOtherKind' };
  return /^AKIA[A-Z0-9]{12,124}$/.test(id) ? { value: id } : { problem: 'keyIdMalformed' };
}

/** Checks a secret access key: 40 characters of base64 in practice; other lengths are let through, other characters never. */
export function checkSecretAccessKey(text: string): Checked<string> {
  const secret = text.trim();
  return /^[A-Za-z0-9/+=]{16,128}$/.test(secret) ? { value: secret } : { problem: 'secretMalformed' };
}

/** Six digits from what was typed or pasted: full-width digits and spaces between them are understood (`４９２ ８１７` is `492817`). */
export function checkMfaCode(text: string): Checked<string> {
  const code = text.normalize('NFKC').replace(/[\s-]/g, '');
  return /^\d{6}$/.test(code) ? { value: code } : { problem: 'codeMalformed' };
}
