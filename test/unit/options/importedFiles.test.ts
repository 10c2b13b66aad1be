import { describe, expect, it } from 'vitest';
import { readFiles } from '../../../src/options/importedFiles.js';
import { secret } from '../scenario.js';

const config = { name: 'config', text: '[default]\nmfa_serial = GAHT12345678\n[profile dev]\nrole_arn = arn:aws:iam::222222222222:role/dev\nsource_profile = default' };
const credentials = { name: 'credentials', text: `junk\n[default]\naws_access_key_id = AKIAALICE0000EXAMPLE\naws_secret_access_key = ${secret}` };
const own = { name: 'own.json', text: '{"sallyport":1,\n"roles":[\n{"name":"x"}]}' };
const places = ({ problems, place }: ReturnType<typeof readFiles>) => problems.map(place).map(({ file, problem }) => `${file} ${problem.line} ${problem.problem}`);

describe('several files', () => {
  it('of the AWS CLI are one: a profile stands partly in each', () => {
    const { profiles, formats } = readFiles([config, credentials]);
    expect(profiles.keys).toMatchObject([{ profile: 'default', mfaSerial: { text: 'GAHT12345678' } }]);
    expect(profiles.roles.map(({ profile }) => profile)).toEqual(['dev']);
    expect(formats).toEqual([{ file: 'config', format: 'awsConfig' }, { file: 'credentials', format: 'awsConfig' }]);
  });

  it('have each problem in its own file, at its own line', () => {
    const read = readFiles([own, config, credentials]);
    expect(places(read)).toContain('credentials 1 lineMalformed');
    expect(places(read)).toContain('own.json 3 profileNoRole');
    expect(read.place({ line: (read.profiles.roles.find(({ profile }) => profile === 'dev')?.line ?? 0), problem: 'sourceUnknown', values: {} })).toMatchObject({ file: 'config', problem: { line: 3 } });
    expect(read.formats.map(({ format }) => format)).toEqual(['sallyport', 'awsConfig', 'awsConfig']);
  });

  it('of an unknown format are told apart', () => {
    expect(places(readFiles([{ name: 'a', text: 'hello' }, { name: 'b', text: 'hello' }]))).toEqual(['a 1 formatUnknown', 'b 1 formatUnknown']);
  });

  it('that was pasted has no name', () => {
    expect(readFiles([{ text: 'hello' }]).problems.map(readFiles([{ text: 'hello' }]).place)).toMatchObject([{ file: undefined, problem: { line: 1 } }]);
  });
});
