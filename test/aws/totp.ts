import { Secret, TOTP } from 'otpauth';

const stepMs = 30_000;

/** A virtual MFA device, from both sides: the authenticator app that shows codes, and AWS, which lets each count once. */
export interface Device {
  secret: string;
  /** The code that the app shows now, and for how long. */
  code(): { code: string; secondsLeft: number };
  /** A code that is still good. Moves the device's clock on, on both sides, when the codes up to now are used. */
  freshCode(): string;
  /** Whether the code is good, one step early or late allowed. A code is good once, and none older is after it. */
  accept(code: string): boolean;
  /** Forgets that codes later than now were used: for when the clock was set back. */
  forgetFuture(): void;
}

/**
 * A device with that secret, or a new one of 20 bytes. RFC 6238: SHA-1, six digits, steps of 30 seconds; section 5.2 there
 * demands that a code count once, and user reports agree that AWS sees to it per device, whatever the call.
 */
export function createDevice(now: () => number, base32?: string, onShow: (code: string) => void = () => undefined): Device {
  const totp = new TOTP({ secret: base32 === undefined ? new Secret({ size: 20 }) : Secret.fromBase32(base32) });
  let aheadMs = 0;
  let lastStep = -1;
  const timestamp = () => now() + aheadMs;
  const step = () => Math.floor(timestamp() / stepMs);
  const show = () => {
    const code = totp.generate({ timestamp: timestamp() });
    onShow(code);
    return code;
  };
  return {
    secret: totp.secret.base32,
    code: () => ({ code: show(), secondsLeft: Math.ceil((stepMs - (timestamp() % stepMs)) / 1000) }),
    freshCode: () => {
      if (step() <= lastStep) aheadMs += (lastStep + 1 - step()) * stepMs;
      return show();
    },
    accept: (code) => {
      const delta = totp.validate({ token: code, timestamp: timestamp(), window: 1 });
      if (delta === null || step() + delta <= lastStep) return false;
      lastStep = step() + delta;
      return true;
    },
    forgetFuture: () => {
      lastStep = Math.min(lastStep, step());
    },
  };
}
