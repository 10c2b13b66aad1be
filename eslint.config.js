import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Who may import whom: the folders each folder of `src` may reach, and the packages that have one importer only. */
const mayImport = {
  core: [],
  formats: ['core'],
  aws: ['core'],
  browser: ['core', 'protocol'],
  background: ['core', 'formats', 'aws', 'browser', 'protocol'],
  content: ['core/colours', 'core/arn', 'core/marks', 'core/consoles', 'core/signInHops', 'browser/messages', 'browser/words', 'protocol'],
  popup: ['core', 'formats', 'browser', 'protocol', 'ui'],
  options: ['core', 'formats', 'browser', 'protocol', 'ui'],
  launch: ['core', 'browser', 'protocol', 'ui'],
  clipboard: [],
  ui: [],
};
const packagesOf = {
  'webextension-polyfill': ['browser'],
  'idb-keyval': ['browser'],
  '@aws-sdk/*': ['aws'],
  '@smithy/*': ['aws'],
  ini: ['formats'],
  yaml: ['formats'],
  'jsonc-parser': ['formats'],
  papaparse: ['formats'],
  fuzzysort: ['core'],
  valibot: ['core', 'browser', 'aws'],
  '@scure/bip39*': ['core'],
  '@zxcvbn-ts/*': ['options'],
  'preact*': ['popup', 'options', 'launch', 'ui'],
  '@preact/*': ['popup', 'options', 'launch', 'ui'],
};

/** A regex for the relative imports from `folder` that the table does not allow. */
function forbiddenImports(folder) {
  const allowed = mayImport[folder].map((name) => `${name}(?:/.*)?(?:\\.js|\\.tsx?)?$`).join('|') || '(?!)';
  return `^(?:\\.\\./)+(?!(?:${allowed}))(?:core|formats|aws|browser|background|content|popup|options|launch|clipboard|ui|protocol)(?:/|$|\\.)`;
}

const importRules = Object.keys(mayImport).map((folder) => ({
  files: [`src/${folder}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [
        { regex: forbiddenImports(folder), message: `src/${folder} may not import this: see the table in CONTRIBUTING.md.` },
        { regex: '(?:^|/)index(?:\\.(?:js|tsx?))?$', message: 'Nobody imports an entry point.' },
        ...Object.entries(packagesOf)
          .filter(([, folders]) => !folders.includes(folder))
          .map(([name, folders]) => ({ group: [name], message: `Only src/${folders.join(', src/')} may import ${name}.` })),
      ],
    }],
  },
}));

export default tseslint.config(
  { ignores: ['dist', 'artifacts', 'packages', 'node_modules'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      'no-undef': 'off',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  { files: ['src/**'], rules: { 'no-console': 'error' } },
  { files: ['test/unit/**', 'test/e2e/**'], rules: { 'max-lines-per-function': 'off' } },
  ...importRules,
);
