import { describe, expect, it } from 'vitest';
import { toBase64, utf8 } from '../../../../src/core/vault/bytes.js';
import { packed, unpacked } from '../../../../src/core/vault/packing.js';
import { readRecord, writeRecords } from '../../../../src/core/vault/vault.js';
import { catalogueOf, failureOf, roleNamed } from '../../scenario.js';
import { filledVault } from './forging.js';

const many = catalogueOf(Array.from({ length: 2000 }, (_, at) => roleNamed(`role-${at}`)));

/** DEFLATE of a text, as base64. */
async function deflated(text: BlobPart): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return toBase64(new Uint8Array(await new Response(stream).arrayBuffer()));
}

describe('a packed value', () => {
  it('is what it was, and smaller', async () => {
    const small = await packed(many);
    expect(await unpacked(small)).toEqual(many);
    expect(small.deflated.length).toBeLessThan(JSON.stringify(many).length / 5);
  });

  it('that never was packed is given as it is', async () => {
    for (const value of [null, 'text', { identities: [] }, { deflated: 1 }]) expect(await unpacked(value)).toBe(value);
  });

  it.each([
    ['no base64', '%%%'], ['no DEFLATE', toBase64(utf8('anything'))], ['nothing', ''],
  ])('of %s is damaged', async (_, text) => {
    expect((await failureOf(unpacked({ deflated: text }))).kind).toBe('vaultDamaged');
  });

  it('that is no JSON, or ends in the middle, is damaged', async () => {
    const whole = await deflated(JSON.stringify(many));
    for (const text of [await deflated('{"a":'), whole.slice(0, whole.length / 2 & ~3)]) {
      expect((await failureOf(unpacked({ deflated: text }))).kind).toBe('vaultDamaged');
    }
  });

  it('that would fill the memory is damaged', async () => {
    const bomb = await deflated(new Uint8Array(80 * 1024 * 1024).fill(0x20));
    expect(bomb.length).toBeLessThan(200_000);
    expect((await failureOf(unpacked({ deflated: bomb }))).kind).toBe('vaultDamaged');
  });
});

it('a vault of 10,000 roles takes less room than a tenth of its text', async () => {
  const catalogue = catalogueOf(Array.from({ length: 10_000 }, (_, at) => roleNamed(`role-${at}`)));
  const { envelope, dataKey } = await filledVault();
  const written = await writeRecords(envelope, dataKey, { catalogue: { type: 'catalog', value: catalogue } });
  expect(JSON.stringify(written).length).toBeLessThan(JSON.stringify(catalogue).length / 10);
  expect(await readRecord(written, dataKey, 'catalogue')).toEqual(catalogue);
});

it('a log of thousands of openings takes less room than a tenth of its text', async () => {
  const log = Array.from({ length: 2000 }, (_, at) => ({ at, role: 'prod-admin', arn: 'arn:aws:iam::222222222222:role/prod-admin', user: 'alice', accountId: '111111111111', outcome: 'opened', requests: [] }));
  const { envelope, dataKey } = await filledVault();
  const written = await writeRecords(envelope, dataKey, { log: { type: 'log', value: log } });
  expect(JSON.stringify(written).length).toBeLessThan(JSON.stringify(log).length / 10 + JSON.stringify(envelope).length);
  expect(await readRecord(written, dataKey, 'log')).toEqual(log);
});
