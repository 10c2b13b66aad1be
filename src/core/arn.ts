import { isPartition, type Partition } from './partitions.js';

/** What is wrong with a value that was typed or read: the key of its sentence in `_locales`, as `problem_<key>`. */
export type FieldProblem =
  | 'arnMalformed' | 'arnNotRole' | 'arnAssumedRole' | 'arnRoleName' | 'arnAccount' | 'arnPartition'
  | 'serialMalformed' | 'serialIsUser' | 'serialIsFido' | 'serialIsSms' | 'serialAccount' | 'serialPartition'
  | 'keyIdMalformed' | 'keyIdTemporary' | 'keyIdOtherKind' | 'secretMalformed' | 'codeMalformed'
  | 'regionMalformed' | 'regionPartition' | 'regionSts'
  | 'nameMissing' | 'nameTooLong' | 'nameCharacters' | 'nameTaken' | 'colourMalformed' | 'destinationMalformed'
  | 'durationMalformed' | 'externalIdMalformed' | 'sessionNameMalformed' | 'sourceMissing' | 'sourceLoops'
  | 'passphraseMissing' | 'passphraseShort' | 'passphraseShortHere' | 'passphraseWeak' | 'passphraseDiffers'
  | 'patternMissing' | 'tagComma' | 'tagsTooMany'
  | 'sourceIdentityMalformed' | 'sessionTagMalformed' | 'sessionTagTwice' | 'sessionTagsTooMany'
  | 'policyArnMalformed' | 'policyArnAccount' | 'policyArnsTooMany' | 'policyMalformed' | 'policyTooLong'
  | 'strategyUnknown' | 'guardUnknown' | 'minutesMalformed'
  | 'addressMalformed' | 'addressNotHttps' | 'addressWithUser' | 'addressTaken' | 'publicKeyMalformed';

export type Checked<T> = { readonly value: T } | { readonly problem: FieldProblem };

export interface RoleArn {
  readonly arn: string;
  readonly partition: Partition;
  /** Twelve digits; a string, because leading zeros count. */
  readonly accountId: string;
  /** `/` or `/team/` and the like. */
  readonly path: string;
  readonly roleName: string;
}

/** IAM's and STS's own grammar (STS API model: AssumeRole.RoleArn; IAM: 64 characters of `[\w+=,.@-]`). */
const roleName = /^[\w+=,.@-]{1,64}$/;
const rolePath = /^\/(?:[\x21-\x7e]+\/)?$/;
const accountId = /^\d{12}$/;

/** Reads a role ARN and says what is wrong with one that cannot be: spaces around it are dropped, nothing else is mended. */
export function parseRoleArn(text: string): Checked<RoleArn> {
  const arn = text.trim();
  const [prefix, partition, service, region, account, ...rest] = arn.split(':');
  const resource = rest.join(':');
  if (prefix !== 'arn' || partition === undefined || account === undefined) return { problem: 'arnMalformed' };
  if (service === 'sts' && resource.startsWith('assumed-role/')) return { problem: 'arnAssumedRole' };
  if (service !== 'iam' || region !== '' || !resource.startsWith('role/')) return { problem: 'arnNotRole' };
  if (!isPartition(partition)) return { problem: 'arnPartition' };
  if (!accountId.test(account)) return { problem: 'arnAccount' };
  const slash = resource.lastIndexOf('/');
  const path = resource.slice('role'.length, slash + 1);
  const name = resource.slice(slash + 1);
  if (!roleName.test(name) || !rolePath.test(path)) return { problem: 'arnRoleName' };
  return { value: { arn, partition, accountId: account, path, roleName: name } };
}

/** The parts of a role ARN that is known to be well formed. Throws a plain error when it is not. */
export function roleArn(arn: string): RoleArn {
  const parsed = parseRoleArn(arn);
  if ('problem' in parsed) throw new TypeError('a role ARN of the catalogue is malformed');
  return parsed.value;
}

export interface KeyOwner {
  readonly partition: Partition;
  readonly accountId: string;
  readonly userName: string;
}

/** The IAM user behind an ARN from GetCallerIdentity, `arn:…:iam::<account>:user/<path><name>`; undefined for root, roles and sessions. */
export function parseUserArn(arn: string): KeyOwner | undefined {
  const match = /^arn:([\w-]+):iam::(\d{12}):user\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/.exec(arn);
  const [, partition = '', account = '', userName = ''] = match ?? [];
  return isPartition(partition) ? { partition, accountId: account, userName } : undefined;
}

/** `…:mfa/<user>`: where the console puts a virtual device unless it is given another name. */
export function proposedMfaSerial(owner: KeyOwner): string {
  return `arn:${owner.partition}:iam::${owner.accountId}:mfa/${owner.userName}`;
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
  if (!/^mfa\/./.test(resource) || !accountId.test(account ?? '')) return { problem: 'serialMalformed' };
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

/** The device's own name, for asking: the last part of a virtual device's ARN, or the hardware serial itself. */
export function mfaDeviceName(serial: string): string {
  return serial.slice(serial.lastIndexOf('/') + 1);
}

/** The role that is signed in, from `arn:…:sts::<account>:assumed-role/<role>/<session>`: the role's name without its path. */
export function parseAssumedRoleArn(arn: string): { accountId: string; roleName: string } | undefined {
  const match = /^arn:[\w-]+:sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\/[\w+=,.@-]+$/.exec(arn);
  return match?.[1] && match[2] ? { accountId: match[1], roleName: match[2] } : undefined;
}

/** `1111 1111 1111`: account numbers are read in groups of four. */
export function groupedAccount(account: string): string {
  return account.replace(/(\d{4})(?=\d)/g, '$1 ');
}
