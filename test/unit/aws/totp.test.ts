import { describe, expect, it } from 'vitest';
import { createDevice } from '../../aws/totp.js';
import { isInstalled, output } from './programs.js';

const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('an MFA device', () => {
  it.each([
    [59, '287082'], [1_111_111_109, '081804'], [1_111_111_111, '050471'], [1_234_567_890, '005924'], [2_000_000_000, '279037'], [20_000_000_000, '353130'],
  ])('shows at %i s what RFC 6238 says', (seconds, code) => {
    expect(createDevice(() => seconds * 1000, rfcSecret).code().code).toBe(code);
  });

  it.skipIf(!isInstalled('oathtool'))('agrees with oathtool on new secrets', async () => {
    for (const seconds of [1_700_000_000, 1_795_000_029, 1_795_000_030]) {
      const device = createDevice(() => seconds * 1000);
      const { stdout } = await output('oathtool', ['--totp', '-b', '--now', `@${seconds}`, device.secret]);
      expect(device.code().code).toBe(stdout.trim());
    }
  });

  it('says how long its code is shown', () => {
    expect(createDevice(() => 60_000).code().secondsLeft).toBe(30);
    expect(createDevice(() => 89_500).code().secondsLeft).toBe(1);
  });

  it('has each code accepted once', () => {
    const device = createDevice(() => 600_000);
    const { code } = device.code();
    expect([device.accept(code), device.accept(code)]).toEqual([true, false]);
  });

  it('is forgiven one step either way, and no more', () => {
    let at = 600_000;
    const device = createDevice(() => at);
    const { code } = device.code();
    at += 61_000;
    expect(device.accept(code)).toBe(false);
    at -= 2_000;
    expect(device.accept(code)).toBe(true);
  });

  it('has no older code accepted after a newer one', () => {
    let at = 600_000;
    const device = createDevice(() => at);
    const older = device.code().code;
    at += 30_000;
    const newer = device.code().code;
    expect([device.accept(newer), device.accept(older)]).toEqual([true, false]);
  });

  it('set back in time, shows a code that is accepted one step later', () => {
    let at = 600_000;
    const device = createDevice(() => at);
    device.accept(device.code().code);
    at -= 300_000;
    device.forgetFuture();
    at += 30_000;
    expect(device.accept(device.code().code)).toBe(true);
  });

  it('set back within a step, still accepts no code twice', () => {
    let at = 610_000;
    const device = createDevice(() => at);
    const { code } = device.code();
    device.accept(code);
    at -= 5000;
    device.forgetFuture();
    expect(device.accept(code)).toBe(false);
  });

  it('gives a fresh code at once, time after time, and shows the same one', () => {
    const device = createDevice(() => 600_000);
    for (let round = 0; round < 5; round += 1) {
      const code = device.freshCode();
      expect(device.code().code).toBe(code);
      expect(device.accept(code)).toBe(true);
    }
  });
});
