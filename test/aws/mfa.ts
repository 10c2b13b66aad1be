import type { Credential } from './credentials.js';
import { AwsError } from './errors.js';
import type { World } from './world.js';

const refusals = {
  half: 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
  serial: 'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
  code: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
};

/**
 * Whether the call itself carries MFA: a serial of the calling user's own device, and a code of it that still counts. A code that
 * was looked at is used up, whatever becomes of the call. Throws AccessDenied (403) with the texts that users report; the two
 * spaces and the trailing ones are AWS's.
 */
export function checkMfa(world: World, caller: Credential, parameters: URLSearchParams): boolean {
  const serial = parameters.get('SerialNumber');
  const code = parameters.get('TokenCode');
  if (serial === null && code === null) return false;
  if (serial === null || code === null) throw new AwsError(403, 'AccessDenied', refusals.half);
  if (!world.issued.codes.includes(code)) world.issued.codes.push(code);
  const { principal } = caller;
  if (principal.kind !== 'user' || serial !== principal.user.mfaSerial) throw new AwsError(403, 'AccessDenied', refusals.serial);
  if (!world.device.accept(code)) throw new AwsError(403, 'AccessDenied', refusals.code);
  return true;
}
