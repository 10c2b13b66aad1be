import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import packageJson from '../../package.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../..');
const read = (name: string): string => fs.readFileSync(path.join(root, name), 'utf8');

/** All documents, by their path from the root. */
const documents = [
  ...fs.readdirSync(root).filter((name) => name.endsWith('.md')),
  ...fs.readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
];

/** The report of the bench, which `npm run bench -- --publish` makes on a machine that is idle. */
const madeByBench = ['docs/speed.md', 'docs/speed.svg'];

/** Where the links and pictures of a document lead that are neither addresses nor places in itself. */
function linked(name: string): string[] {
  return [...read(name).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, to = '']) => to)
    .filter((to) => !/^[a-z]+:/.test(to)).map((to) => path.posix.join(path.posix.dirname(name), to));
}

const codeBlocks = (text: string): string[] => [...text.matchAll(/^ *```\n([\s\S]*?)^ *```$/gm)].map(([, block = '']) => block);

describe('the documents', () => {
  it.each(documents)('lead from %s to what is there', (name) => {
    expect(linked(name).filter((to) => !fs.existsSync(path.join(root, to)) && !madeByBench.includes(to))).toEqual([]);
  });

  it.each(documents)('name in %s only commands of npm that there are', (name) => {
    const named = [...read(name).matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !Object.hasOwn(packageJson.scripts, script))).toEqual([]);
  });
});

const readmes = ['README.md', 'README.ja.md'] as const;

describe.each(readmes)('%s', (name) => {
  const text = read(name);

  it('begins with how to start and how to test, and leads to the other language', () => {
    expect(codeBlocks(text)[0]).toBe('npm start\nnpm test\n');
    expect(linked(name)).toContain(readmes.find((other) => other !== name));
  });

  it('gives the reason of each permission in the table', () => {
    const table = text.split('\n').filter((line) => line.startsWith('| ')).join('\n');
    const asked = [...manifest.permissions, ...manifest.optional_permissions, ...manifest.host_permissions];
    expect(asked.filter((permission) => !table.includes(`\`${permission}\``))).toEqual([]);
  });

  it('says of each optional host what it is for', () => {
    // STS's hosts are one row, and the other partitions' are named together.
    const others = /amazonaws-us-gov|amazonaws\.cn|amazonaws\.com\.cn|amazonaws-eusc|amazonaws\.eu|iam\.us-gov|organizations\.us-gov/;
    const asked = manifest.optional_host_permissions.filter((host) => !others.test(host)).map((host) => host.replace(/sts\.[a-z0-9-]+\./, 'sts.<region>.'));
    expect(asked.filter((host) => !text.includes(`\`${host}\``))).toEqual([]);
  });
});

it('README says the same in both languages: as many headings, code blocks, rows, points and pictures', () => {
  const shape = (text: string): number[] => [/^#+ /gm, /^ *```$/gm, /^\|/gm, /^(?:-|\d+\.) /gm, /!\[/g].map((of) => [...text.matchAll(of)].length);
  expect(shape(read('README.ja.md'))).toEqual(shape(read('README.md')));
});
