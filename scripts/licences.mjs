import fs from 'node:fs';
import path from 'node:path';

const permissive = ['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];
/**
 * Copyleft by the file only, and one of the packages that this extension is asked to use; nothing else may follow it.
 * The licence lets it ship inside a work under other terms (3.3) when who has it is told where its source is (3.2).
 */
const exceptions = { 'webextension-polyfill': 'MPL-2.0' };
const root = path.resolve(import.meta.dirname, '..');

const manifestIn = (folder) => JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));

/** The folder in `node_modules` of the package that a file belongs to. */
function folderOf(file) {
  const [, modules, name] = /^(.*[\\/]node_modules[\\/])((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file);
  return modules + name;
}

/** The licences that a file may be under: what the package says, and what a package inside the package says. */
function licencesAbove(file, folder) {
  const found = [];
  for (let at = path.dirname(file); at.length >= folder.length; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, 'package.json'))) found.push(manifestIn(at).license);
  }
  return [...found.filter(Boolean), ...(found.at(-1) ? [] : ['no licence'])];
}

/** A package's licence and notices, as they are in its folder. */
function textOf(folder) {
  const names = fs.readdirSync(folder).filter((name) => /^(?:licen[cs]e|notice|copying)(?:\.(?:md|txt))?$/i.test(name)).sort();
  return names.map((name) => fs.readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n');
}

/** Where a package's source is: npm lets that be said in several ways. */
function addressOf({ repository }) {
  const said = (repository?.url ?? repository ?? '').replace(/^git\+|\.git$/g, '');
  return said.replace(/^(?:git@github\.com:|git:\/\/github\.com\/|github:|(?=[\w.-]+\/[\w.-]+$))/, 'https://github.com/');
}

/** One text with every licence of the packages in these folders. Packages with the same text share it. */
function printed(folders) {
  const byText = new Map();
  for (const folder of folders) byText.set(textOf(folder), [...byText.get(textOf(folder)) ?? [], manifestIn(folder)]);
  const parts = [...byText].map(([text, packages]) => {
    const names = packages.map((one) => `${one.name} ${one.version} (${one.license}), ${addressOf(one)}`);
    const source = packages.some(({ name }) => name in exceptions) ? ['Unmodified. Its source code is at that address, and in the npm package of that name and version.'] : [];
    return [...names, ...source, '', text].join('\n');
  });
  const own = `Sallyport\n\n${fs.readFileSync(path.join(root, 'LICENSE'), 'utf8').trim()}`;
  // A browser that opens the file from the extension is not told its encoding but by this mark.
  return `\uFEFF${[own, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** The files of packages in each part of the build, by the part's name. */
const bundled = new Map();

/**
 * Fails the build when anything that is bundled has a licence that may not ship, or none to ship with it. Writes what is
 * bundled, in any part of the build so far, to `licences.json`, and the texts to `licences.txt`.
 */
export const licences = {
  apply(compiler) {
    const { RawSource } = compiler.webpack.sources;
    compiler.hooks.thisCompilation.tap('Licences', (compilation) => {
      compilation.hooks.finishModules.tap('Licences', (modules) => {
        bundled.set(compiler.name, [...modules].map(({ resource }) => resource).filter((file) => file?.includes('node_modules')));
        const files = [...bundled.values()].flat();
        const refuse = (sentence) => compilation.errors.push(new Error(sentence));
        const bad = new Set(files.flatMap((file) => {
          const { name } = manifestIn(folderOf(file));
          return licencesAbove(file, folderOf(file)).filter((licence) => !permissive.includes(licence) && exceptions[name] !== licence)
            .map((licence) => `${name} is under ${licence}, which may not ship in the extension.`);
        }));
        bad.forEach(refuse);
        const folders = [...new Set(files.map(folderOf))].sort((one, other) => (manifestIn(one).name < manifestIn(other).name ? -1 : 1));
        for (const folder of folders) if (textOf(folder) === '') refuse(`${manifestIn(folder).name} has no text of its licence, which must ship with it.`);
        const list = Object.fromEntries(folders.map((folder) => [manifestIn(folder).name, manifestIn(folder).license]));
        compilation.emitAsset('licences.json', new RawSource(`${JSON.stringify(list, null, 2)}\n`));
        compilation.emitAsset('licences.txt', new RawSource(printed(folders)));
      });
    });
  },
};
