import { type Checked, type FieldProblem, type KeyOwner, partsOfRoleArn, type RoleArn } from './arn.js';
import { isPartition } from './partitions.js';

const accountIdGrammar = /^\d{12}$/;

/** Reads a role ARN as `partsOfRoleArn` does, and says what is wrong with one that cannot be. */
export function parseRoleArn(text: string): Checked<RoleArn> {
  const value = partsOfRoleArn(text);
  return value ? { value } : { problem: roleArnProblem(text.trim()) };
}

/** The first part of an ARN that does not fit the grammar. */
function roleArnProblem(arn: string): FieldProblem {
  const [prefix, partition, service, region, accountId, ...rest] = arn.split(':');
  const resource = rest.join(':');
  if (prefix !== 'arn' || partition === undefined || accountId === undefined) return 'arnMalformed';
  if (service === 'sts' && resource.startsWith('assumed-role/')) return 'arnAssumedRole';
  if (service !== 'iam' || region !== '' || !resource.startsWith('role/')) return 'arnNotRole';
  if (!isPartition(partition)) return 'arnPartition';
  return accountIdGrammar.test(accountId) ? 'arnRoleName' : 'arnAccount';
}

/**
 * Checks an MFA serial: the ARN of a virtual device in the identity's own account, or the serial number of a hardware
 * token (STS API model: 9–256 characters of `[\w+=/:,.@-]`). FIDO devices are refused, because STS takes TOTP only.
 */
export function checkMfaSerial(text: string, owner?: Pick<KeyOwner, 'partition' | 'accountId'>): Checked<string> {
  const serial = text.trim();
  if (!/^[\w+=/:,.@-]{9,256}$/.test(serial)) return { problem: 'serialMalformed' };
  if (!serial.startsWith('arn:')) return { value: serial };
  const [, partition = '', service, region, account, resource = ''] = serial.split(':');
  if (service !== 'iam' || region !== '' || !isPartition(partition)) return { problem: 'serialMalformed' };
  if (resource.startsWith('user/')) return { problem: 'serialIsUser' };
  if (isFidoSerial(serial)) return { problem: 'serialIsFido' };
  if (isSmsSerial(serial)) return { problem: 'serialIsSms' };
  if (!/^mfa\/./.test(resource) || !accountIdGrammar.test(account ?? '')) return { problem: 'serialMalformed' };
  if (owner && partition !== owner.partition) return { problem: 'serialPartition' };
  if (owner && account !== owner.accountId) return { problem: 'serialAccount' };
  return { value: serial };
}

/** A passkey or a security key, which STS does not take (IAM User Guide, "Configuring MFA-protected API access"). */
export function isFidoSerial(serial: string): boolean {
  return /^arn:[\w-]+:iam::\d*:u2f\//.test(serial);
}

/** A device that got its codes by SMS: AWS has given those up. */
export function isSmsSerial(serial: string): boolean {
  return /^arn:[\w-]+:iam::\d*:sms-mfa\//.test(serial);
}
