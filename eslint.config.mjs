import { builtinModules } from 'node:module';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const pattern = (group, message) => ({ group, message });
const noVscode = { name: 'vscode', message: 'core, the page and the sample server run without VS Code.' };
const noNodeMessage = 'core and the page run anywhere: no node modules.';
const noNode = pattern(['node:*'], noNodeMessage);
/** The same modules by their bare names. */
const bareNode = builtinModules.map((name) => ({ name, message: noNodeMessage }));
/** An import that the rule above does not read. */
const noDynamicImport = {
  'no-restricted-syntax': ['error', { selector: 'ImportExpression', message: 'core and the page load nothing late.' }],
};
const noShell = pattern(
  ['**/vscode/**', '**/extension'],
  'the shell depends on core and the page, never the other way.',
);

const restrict = (paths, patterns) => ({ 'no-restricted-imports': ['error', { paths, patterns }] });

/** Globals that exist in one of core's homes only, or that hide a clock from the tests. */
const coreGlobals = [
  'globalThis',
  'global',
  'process',
  'Buffer',
  'window',
  'document',
  'setTimeout',
  'setInterval',
  'require',
  'fetch',
].map((name) => ({ name, message: 'core is given its world through ports (clock.ts, transport.ts).' }));

export default tseslint.config(
  { ignores: ['dist', '.build', '.vscode-test', 'coverage', 'node_modules'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/webview/tsconfig.json', './test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', 250],
      'max-params': ['error', 3],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      ...restrict(
        [noVscode, ...bareNode],
        [noNode, noShell, pattern(['**/webview/**', '**/sample/**'], 'core imports only core.')],
      ),
      ...noDynamicImport,
      'no-restricted-globals': ['error', ...coreGlobals],
    },
  },
  {
    files: ['src/webview/**/*.ts'],
    rules: {
      ...restrict(
        [noVscode, ...bareNode],
        [
          noNode,
          noShell,
          pattern(
            [
              '**/core/**',
              '!**/core/crop',
              '!**/core/crop/**',
              '!**/core/protocol',
              '!**/core/protocolWire',
              '!**/core/sheetProtocol',
              '!**/core/sheetProtocolWire',
            ],
            'the page imports only core/crop and the protocols.',
          ),
          pattern(['**/sample/**'], 'the page imports only core/crop and the protocols.'),
        ],
      ),
      ...noDynamicImport,
    },
  },
  {
    files: ['src/sample/**/*.ts'],
    rules: restrict(
      [noVscode],
      [
        noShell,
        pattern(
          ['**/webview/**', '**/core/**'],
          'the sample server is a server of its own: it shares no code with the client it tests.',
        ),
      ],
    ),
  },
  {
    files: ['src/vscode/**/*.ts', 'src/extension.ts'],
    rules: restrict([], [pattern(['**/webview/**'], 'the page is reached by messages only.')]),
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': ['error', 400],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'fetch',
          'AbortController',
          'AbortSignal',
          'performance',
        ].map((n) => [n, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', module: 'writable', __dirname: 'readonly' },
    },
  },
);
