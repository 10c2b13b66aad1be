import fs from 'node:fs';
import path from 'node:path';

const permissive = ['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];
/** Copyleft by the file only, and one of the packages that this extension is asked to use; nothing else may follow it. */
const exceptions = { 'webextension-polyfill': 'MPL-2.0' };

/** The package.json nearest above a file of `node_modules` that names a licence. */
function packageOf(file) {
  for (let folder = path.dirname(file); path.basename(folder) !== 'node_modules'; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (!fs.existsSync(manifest)) continue;
    const { name, license } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
    if (name && license) return { name, license };
  }
  return { name: file, license: 'none' };
}

/** Fails the build when anything that is bundled has a licence that may not ship; writes what is bundled to `licences.json`. */
export const licences = {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('Licences', (compilation) => {
      compilation.hooks.finishModules.tap('Licences', (modules) => {
        const files = [...modules].map(({ resource }) => resource).filter((file) => file?.includes('node_modules'));
        const bundled = new Map(files.map(packageOf).map(({ name, license }) => [name, license]));
        for (const [name, license] of bundled) {
          if (permissive.includes(license) || exceptions[name] === license) continue;
          compilation.errors.push(new Error(`${name} is under ${license}, which may not ship in the extension.`));
        }
        const list = Object.fromEntries([...bundled].sort(([one], [other]) => (one < other ? -1 : 1)));
        compilation.emitAsset('licences.json', new compiler.webpack.sources.RawSource(`${JSON.stringify(list, null, 2)}\n`));
      });
    });
  },
};
