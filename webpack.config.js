import fs from 'node:fs';
import path from 'node:path';
import CopyPlugin from 'copy-webpack-plugin';
import webpack from 'webpack';
import { licences } from './scripts/licences.mjs';

const { version } = JSON.parse(fs.readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const here = import.meta.dirname;

/**
 * The keys of the manifest and of its background, and the permissions, that only the other browser understands; and those
 * which a browser grants with the installation or not at all.
 */
const foreign = {
  chrome: { top: ['browser_specific_settings'], background: ['scripts'], permissions: ['contextualIdentities', 'cookies'], required: [] },
  firefox: { top: ['minimum_chrome_version', 'externally_connectable', 'storage'], background: ['service_worker'], permissions: ['offscreen'], required: ['contextMenus'] },
};

const without = (object, keys) => Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

/** The manifest of one browser, with the version of package.json. */
function manifestFor(browser) {
  const { top, background, permissions, required } = foreign[browser];
  const manifest = without(JSON.parse(fs.readFileSync(path.join(here, 'manifest.json'), 'utf8')), top);
  return JSON.stringify({
    ...manifest,
    version,
    background: without(manifest.background, background),
    permissions: [...manifest.permissions.filter((permission) => !permissions.includes(permission)), ...required],
    optional_permissions: manifest.optional_permissions.filter((permission) => !permissions.includes(permission) && !required.includes(permission)),
  }, null, 2);
}

/** The build serves both browsers: Firefox's is a copy of Chrome's with another manifest, beside it. */
const firefoxTwin = {
  apply(compiler) {
    compiler.hooks.afterEmit.tap('FirefoxTwin', () => {
      const twin = path.join(path.dirname(compiler.outputPath), 'firefox');
      fs.rmSync(twin, { recursive: true, force: true });
      fs.cpSync(compiler.outputPath, twin, { recursive: true });
      fs.writeFileSync(path.join(twin, 'manifest.json'), manifestFor('firefox'));
    });
  },
};

/**
 * The SDK's XML parser for browsers needs `DOMParser`, which a service worker does not have: its answers could not be
 * read. The package's own parser in plain JavaScript takes its place.
 */
const workerXmlParser = new webpack.NormalModuleReplacementPlugin(/xml-builder.*xml-parser\.browser\.js$/, ({ createData }) => {
  createData.resource = createData.resource.replace('xml-parser.browser.js', 'xml-parser.js');
});

/** What looks at each module; the other plugins copy files. */
export const modulePlugins = [workerXmlParser, licences];

/** What the worker and the pages have in common. */
const common = {
  mode: 'production',
  context: here,
  devtool: false,
  resolve: {
    // The package's own smaller file, with its inner names shortened.
    alias: { fuzzysort$: path.join(here, 'node_modules/fuzzysort/fuzzysort.min.js') },
    extensions: ['.ts', '.tsx', '.js'], extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
  },
  module: {
    // Only what says so is imported later. What the SDK would import so (event streams, for one) STS has no use for.
    parser: { javascript: { dynamicImportMode: 'weak' } },
    rules: [{ test: /\.css$/, type: 'asset/source', loader: 'esbuild-loader', options: { loader: 'css', minify: true } }, {
      test: /\.tsx?$/,
      // Nothing but an entry does anything by being imported, so that what is not used is left out.
      sideEffects: false,
      loader: 'esbuild-loader',
      options: { target: 'es2022', jsx: 'automatic', jsxImportSource: 'preact' },
    }],
  },
  optimization: { splitChunks: false, runtimeChunk: false, moduleIds: 'deterministic' },
  performance: { hints: false },
};

const output = { path: path.join(here, 'dist/chrome'), filename: '[name].js', chunkFilename: '[name].js', publicPath: '' };
const workerFiles = ['background.js', 'seldom.js'];

/**
 * The background. A service worker cannot import later, but can load scripts that it has loaded while it was installed; Trusted Types
 * want a policy for that, which the manifest names. Firefox loads both files as scripts of a page, and so nothing later.
 */
const worker = {
  ...common,
  name: 'worker',
  target: ['webworker', 'es2022'],
  entry: { background: './src/background/index.ts' },
  output: { ...output, trustedTypes: { policyName: 'sallyport-worker' } },
  plugins: modulePlugins,
};

/** Everything else: pages and content scripts. */
const pages = {
  ...common,
  name: 'pages',
  // What is made of the whole folder is made when the worker is in it.
  dependencies: ['worker'],
  target: ['web', 'es2022'],
  entry: {
    popup: './src/popup/index.tsx',
    options: './src/options/index.tsx',
    launch: './src/launch/index.ts',
    clipboard: './src/clipboard/index.ts',
    content: './src/content/index.ts',
    signIn: './src/content/signIn/index.ts',
  },
  // A fifth of what the popup would load first: only the worker answers messages, which Chrome cannot do with promises.
  resolve: { ...common.resolve, alias: { ...common.resolve.alias, 'webextension-polyfill$': path.join(here, 'src/browser/native.ts') } },
  // Modules load what they need later by `import()`: Trusted Types would refuse a script element's address.
  experiments: { outputModule: true },
  output: { ...output, module: true, clean: { keep: (file) => workerFiles.includes(file) } },
  plugins: [
    ...modulePlugins,
    new CopyPlugin({ patterns: [{ from: 'public' }, { from: 'manifest.json', transform: () => manifestFor('chrome') }] }),
    firefoxTwin,
  ],
};

export default [worker, pages];
