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
  | 'addressMalformed' | 'addressNotHttps' | 'addressWithUser' | 'addressTaken' | 'addressTooLong' | 'publicKeyMalformed';

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
const roleArnGrammar = /^arn:([\w-]+):iam::(\d{12}):role(\/(?:[\x21-\x7e]+\/)?)([\w+=,.@-]{1,64})$/;

/** The parts of a role ARN: spaces around it are dropped, nothing else is mended. Undefined for anything else. */
export function partsOfRoleArn(text: string): RoleArn | undefined {
  const [arn = '', partition = '', accountId = '', path = '', roleName = ''] = roleArnGrammar.exec(text.trim()) ?? [];
  return isPartition(partition) ? { arn, partition, accountId, path, roleName } : undefined;
}

/** The parts of a role ARN that is known to be well formed. Throws a plain error when it is not. */
export function roleArn(arn: string): RoleArn {
  const parts = partsOfRoleArn(arn);
  if (!parts) throw new TypeError('a role ARN of the catalogue is malformed');
  return parts;
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
