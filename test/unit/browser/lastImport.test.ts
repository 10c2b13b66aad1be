import '../emulatedBrowser.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { forgetImport, importIsKept, readLastImport, rememberImport } from '../../../src/browser/lastImport.js';
import { lock } from '../../../src/browser/lock.js';
import { changePassphrase, createAndUnlock } from '../../../src/browser/unlocking.js';
import type { LastImport } from '../../../src/core/importUndo.js';
import { roleNamed } from '../scenario.js';

const passphrase = 'correct horse battery staple';
const importOf = (name: string): LastImport => ({ identities: [], roles: [{ after: roleNamed(name) }], rules: [] });

describe('what an import did', () => {
  beforeAll(() => createAndUnlock(passphrase));

  it('is kept until the next one', async () => {
    await rememberImport(importOf('first'));
    await rememberImport(importOf('second'));
    expect(await readLastImport()).toEqual(importOf('second'));
    expect(await importIsKept()).toBe(true);
  });

  it('gives way to the one before when it came to nothing, and to none when there was none', async () => {
    await rememberImport(importOf('first'));
    await (await rememberImport(importOf('second')))();
    expect(await readLastImport()).toEqual(importOf('first'));
    await forgetImport();
    await (await rememberImport(importOf('second')))();
    expect(await readLastImport()).toBeUndefined();
    expect(await importIsKept()).toBe(false);
  });

  it('is not kept when the vault has got another data key', async () => {
    await rememberImport(importOf('first'));
    await changePassphrase(passphrase, passphrase, true);
    expect(await importIsKept()).toBe(false);
    expect(await readLastImport()).toBeUndefined();
  });

  it('is not kept while the vault is locked', async () => {
    await rememberImport(importOf('first'));
    await lock();
    await rememberImport(importOf('second'));
    expect(await readLastImport()).toBeUndefined();
  });
});
