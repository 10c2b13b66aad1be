import { expect, it } from 'vitest';
import * as v from 'valibot';
import { catalogueSchema } from '../../../../src/core/catalogueSchema.js';
import { checkedEnvelope } from '../../../../src/core/vault/envelope.js';
import { readRecord, writeRecords } from '../../../../src/core/vault/vault.js';
import { unlockVault } from '../../../../src/core/vault/wraps.js';
import { alice, secret } from '../../scenario.js';
import golden from './golden-v1.json' with { type: 'json' };

// The file was written once, by version 1 of the format, and is never written again: people's vaults look like it.
it('a vault of format 1 opens forever, with the full-width and the plain spelling of its passphrase', async () => {
  const envelope = await checkedEnvelope(golden);
  for (const passphrase of ['golden passphrase ５ 本番', 'golden passphrase 5 本番']) {
    const key = await unlockVault(golden, passphrase);
    const catalogue = v.parse(catalogueSchema, await readRecord(envelope, key, 'catalogue'));
    expect(catalogue.identities).toEqual([alice]);
    expect(catalogue.roles.map(({ name, arn }) => [name, arn])).toEqual([['本番', 'arn:aws:iam::222222222222:role/prod-admin']]);
    expect(await readRecord(envelope, key, 'key:id-alice')).toBe(secret);
    expect(await writeRecords(envelope, key, {})).toHaveProperty('gen', golden.gen + 1);
  }
});
