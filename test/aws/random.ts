import { randomBytes, randomInt } from 'node:crypto';

const upperCase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An id as IAM makes them: a prefix of four letters that tells the kind (AKIA, ASIA, AIDA, AROA) and 16 characters. */
export function randomId(prefix: 'AKIA' | 'ASIA' | 'AIDA' | 'AROA'): string {
  return prefix + Array.from({ length: 16 }, () => upperCase[randomInt(upperCase.length)]).join('');
}

/** A secret access key: 40 characters of base64. */
export function randomSecret(): string {
  return randomBytes(30).toString('base64');
}

/** A session token of the length and look of AWS's: opaque, base64, with the prefix of the second version of the format. */
export function randomSessionToken(): string {
  return `IQoJb3JpZ2luX2Vj${randomBytes(540).toString('base64')}`;
}

/** A sign-in token: opaque and long, safe in an address without encoding. */
export function randomSigninToken(): string {
  return randomBytes(420).toString('base64url');
}

/** The id of a browser's console session, as its cookie carries it. */
export function randomSessionId(): string {
  return randomBytes(32).toString('base64url');
}
