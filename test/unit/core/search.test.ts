import { describe, expect, it } from 'vitest';
import { narrow } from '../../../src/core/search.js';
import { roleNamed } from '../scenario.js';

const prod = roleNamed('Acme Prod', { accountName: '本番アカウント', arn: 'arn:aws:iam::123456789012:role/ops/prod-admin', region: 'us-east-1' });
const dev = roleNamed('dev', { accountName: 'Café', arn: 'arn:aws:iam::222222222222:role/developer' });
const sao = roleNamed('reports', { region: 'sa-east-1', arn: 'arn:aws:iam::333333333333:role/reader' });
const roles = [prod, dev, sao];
const found = (query: string): string[] => narrow(roles, query).map(({ name }) => name);

describe('looking for a role', () => {
  it.each(['', '   ', '　'])('without words finds them all, in their own order: %j', (query) => {
    expect(found(query)).toEqual(['Acme Prod', 'dev', 'reports']);
  });

  it.each([
    ['acme', 'its name, in any case'],
    ['ＡＣＭＥ', 'its name in full width'],
    ['本番', 'its account’s name'],
    ['ｱｶｳﾝﾄ', 'its account’s name in half width'],
    ['123456789012', 'its account’s number'],
    ['1234 5678', 'its account’s number as it is shown'],
    ['ops/prod-admin', 'its ARN'],
    ['us-east-1', 'its region'],
    ['virginia', 'its city'],
    ['バージニア', 'its city in Japanese'],
    ['prod acme', 'words in any order'],
  ])('by %s finds it: %s', (query) => {
    expect(found(query)).toEqual(['Acme Prod']);
  });

  it('does not mind accents', () => {
    expect(found('cafe')).toEqual(['dev']);
    expect(found('CAFÉ')).toEqual(['dev']);
    expect(found('sao paulo')).toEqual(['reports']);
  });

  it('wants every word', () => {
    expect(found('acme dev')).toEqual([]);
    expect(found('nothing')).toEqual([]);
  });

  it('takes what looks like a pattern as it is', () => {
    expect(found('.*')).toEqual([]);
    expect(found('(')).toEqual([]);
  });

  it('finds the few among a thousand', () => {
    const many = Array.from({ length: 1000 }, (_, at) => roleNamed(`role-${at}`));
    expect(narrow(many, 'role-99').map(({ name }) => name)).toHaveLength(11);
  });
});
