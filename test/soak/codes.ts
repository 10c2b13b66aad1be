import { Secret, TOTP } from 'otpauth';
import type { Emulator } from '../aws/emulator.js';

const stepMs = 30_000;

/** The code that a device shows after this one, which AWS takes a step early. */
function codeAfter({ alice: { totpSecret } }: Emulator, code: string): string {
  const totp = new TOTP({ secret: Secret.fromBase32(totpSecret) });
  // The device's own clock is ahead of the machine's by the codes that were used.
  for (let ahead = -1; ahead < 5000; ahead += 1) {
    const timestamp = Date.now() + ahead * stepMs;
    if (totp.generate({ timestamp }) === code) return totp.generate({ timestamp: timestamp + stepMs });
  }
  throw new Error('the code is none of this device');
}

/** A code that is good and is not the one before, also where AWS has never seen that. */
export function anotherCode(emulator: Emulator, before: string): string {
  const fresh = emulator.device.freshCode();
  return fresh === before ? codeAfter(emulator, before) : fresh;
}
