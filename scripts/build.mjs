import path from 'node:path';
import process from 'node:process';
import webpack from 'webpack';
import config from '../webpack.config.js';

/** Builds the extension for both browsers into `dist/` and gives the list of its files. Throws the errors when it cannot. */
export function build() {
  return new Promise((resolve, reject) => {
    webpack(config, (error, stats) => {
      if (error) reject(error);
      else if (stats.hasErrors()) reject(new Error(stats.toString({ all: false, errors: true })));
      else resolve(stats.toString({ all: false, assets: true, warnings: true }));
    });
  });
}

if (path.resolve(process.argv[1] ?? '') === import.meta.filename) console.log(await build());
