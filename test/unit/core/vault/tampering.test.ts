import { beforeAll, describe, expect, it } from 'vitest';
import { type Envelope } from '../../../../src/core/vault/envelope.js';
import { deriveWrappingKey } from '../../../../src/core/vault/keys.js';
import { unwrapDataKey, wrapPlace } from '../../../../src/core/vault/seal.js';
import { readRecord, writeRecords } from '../../../../src/core/vault/vault.js';
import { unlockVault } from '../../../../src/core/vault/wraps.js';
import { failureOf } from '../../scenario.js';
import { altered, byteCount, filledVault, flipped, forged, type Opened, passphrase, present } from './forging.js';

let vault: Opened;
let later: Envelope;
beforeAll(async () => {
  vault = await filledVault();
  later = await writeRecords(vault.envelope, vault.dataKey, { 'key:1': { type: 'key', value: 'a newer secret' } });
});

/** Every way to turn over one byte of something in the envelope that is base64. */
function flips(read: (envelope: Envelope) => string, write: (copy: Envelope, text: string) => void): ((copy: Envelope) => void)[] {
  const text = read(vault.envelope);
  return Array.from({ length: byteCount(text) }, (_, at) => (copy: Envelope) => write(copy, flipped(text, at)));
}

/** Opens every record there is a use for. */
async function readAll(envelope: Envelope): Promise<unknown[]> {
  return [await readRecord(envelope, vault.dataKey, 'catalogue'), await readRecord(envelope, vault.dataKey, 'key:1')];
}

const wrapOf = (envelope: Envelope) => present(envelope.wraps[0]);
const recordOf = (envelope: Envelope, id: string) => present(envelope.records[id]);

function everyFlip(): ((copy: Envelope) => void)[] {
  return [
    ...flips(({ kdf }) => kdf.salt, (copy, text) => { copy.kdf.salt = text; }),
    ...flips((envelope) => wrapOf(envelope).iv, (copy, text) => { wrapOf(copy).iv = text; }),
    ...flips((envelope) => wrapOf(envelope).ct, (copy, text) => { wrapOf(copy).ct = text; }),
    ...flips(({ sum }) => sum, (copy, text) => { copy.sum = text; }),
    ...flips(({ vaultId }) => vaultId, (copy, text) => { copy.vaultId = text; }),
    ...everyRecordFlip(),
  ];
}

function everyRecordFlip(): ((copy: Envelope) => void)[] {
  return Object.keys(vault.envelope.records).flatMap((id) => [
    ...flips((envelope) => recordOf(envelope, id).iv, (copy, text) => { recordOf(copy, id).iv = text; }),
    ...flips((envelope) => recordOf(envelope, id).ct, (copy, text) => { recordOf(copy, id).ct = text; }),
  ]);
}

describe('a disk that lost a bit', () => {
  it('is told apart from a wrong passphrase, whichever byte it is', async () => {
    const changes = everyFlip();
    const kinds = await Promise.all(changes.map(async (change) =>
      (await failureOf(unlockVault(altered(vault.envelope, change), passphrase))).kind));
    expect(kinds.length).toBeGreaterThan(300);
    expect(new Set(kinds)).toEqual(new Set(['vaultDamaged']));
  });

  it('is damage also when what is left is no longer base64', async () => {
    const broken = altered(vault.envelope, (copy) => { wrapOf(copy).ct = '****'; });
    expect((await failureOf(unlockVault(broken, passphrase))).kind).toBe('vaultDamaged');
  });
});

describe('someone who changes the vault and mends its sum', () => {
  it('cannot change one byte of a record unnoticed', async () => {
    const kinds = await Promise.all(everyRecordFlip().map(async (change) =>
      (await failureOf(readAll(await forged(vault.envelope, change)))).kind));
    expect(kinds.length).toBeGreaterThan(200);
    expect(new Set(kinds)).toEqual(new Set(['vaultDamaged']));
  });

  it('cannot change one byte of the lock and still open it', async () => {
    const { vaultId, kdf } = vault.envelope;
    const key = await deriveWrappingKey(passphrase, kdf);
    const opens = async (envelope: Envelope): Promise<boolean> =>
      Promise.resolve(wrapOf(envelope)).then((wrap) => unwrapDataKey(wrap, key, wrapPlace(vaultId, wrap.id, kdf), false))
        .then(() => true, () => false);
    const changes = [
      ...flips((envelope) => wrapOf(envelope).iv, (copy, text) => { wrapOf(copy).iv = text; }),
      ...flips((envelope) => wrapOf(envelope).ct, (copy, text) => { wrapOf(copy).ct = text; }),
    ];
    expect(await opens(vault.envelope)).toBe(true);
    expect((await Promise.all(changes.map((change) => opens(altered(vault.envelope, change))))).filter(Boolean)).toEqual([]);
  });

  it.each([
    ['another salt', (copy: Envelope) => { copy.kdf.salt = flipped(copy.kdf.salt, 0); }],
    ['other iterations', (copy: Envelope) => { copy.kdf.iter += 1; }],
    ['another vault id', (copy: Envelope) => { copy.vaultId = flipped(copy.vaultId, 3); }],
  ])('cannot open it with %s', async (_, change) => {
    expect((await failureOf(unlockVault(await forged(vault.envelope, change), passphrase))).kind).toBe('passphraseWrong');
  });

  it.each([
    ['swap two records', (copy: Envelope) => {
      const { catalogue, 'key:1': key } = copy.records;
      Object.assign(copy.records, { catalogue: key, 'key:1': catalogue });
    }],
    ['give a record another name', (copy: Envelope) => {
      copy.records['key:2'] = recordOf(copy, 'key:1');
      delete copy.records['key:1'];
    }],
    ['put a record in a second time', (copy: Envelope) => { copy.records['key:2'] = recordOf(copy, 'key:1'); }],
    ['remove a record', (copy: Envelope) => { delete copy.records['key:1']; }],
    ['remove the index', (copy: Envelope) => { delete copy.records['index']; }],
    ['call it an earlier generation', (copy: Envelope) => { copy.gen -= 1; }],
    ['bring back the index of an earlier generation', (copy: Envelope) => { copy.records['index'] = recordOf(vault.envelope, 'index'); }],
    ['bring back an earlier record', (copy: Envelope) => { copy.records['key:1'] = recordOf(vault.envelope, 'key:1'); }],
  ])('cannot %s', async (_, change) => {
    expect((await failureOf(readAll(await forged(later, change)))).kind).toBe('vaultDamaged');
  });

  it.each([
    ['take a record for one of another type', (copy: Envelope) => { recordOf(copy, 'key:1').t = 'settings' as const; }],
    ['take a record for one of another version', (copy: Envelope) => { recordOf(copy, 'key:1').sv = 2; }],
  ])('cannot have us %s', async (_, change) => {
    expect((await failureOf(readRecord(await forged(later, change), vault.dataKey, 'key:1'))).kind).toBe('vaultDamaged');
  });

  it.each([
    ['the salt', (copy: Envelope) => { copy.kdf.salt = 'not base64!'; }],
    ['the wrapped key', (copy: Envelope) => { wrapOf(copy).ct = 'not base64!'; }],
    ['the nonce', (copy: Envelope) => { wrapOf(copy).iv = 'not base64!'; }],
    ['the whole lock', (copy: Envelope) => { copy.wraps = []; }],
  ])('is told of damage, and not of something unexpected, when %s cannot even be read', async (_, change) => {
    expect((await failureOf(unlockVault(await forged(vault.envelope, change), passphrase))).kind).toBe('vaultDamaged');
  });
});
