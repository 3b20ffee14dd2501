import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { layersRule } from './test/run/layersRule.js';

/**
 * The layers: what each may import besides itself and packages. Imports point one way only, so that a layer
 * can be read, tested and replaced knowing only what is below it. ARCHITECTURE.md says what each is for.
 */
const belowTraining = ['src/model', 'src/engine', 'src/support'];
const belowLab = ['src/training', ...belowTraining, 'src/world'];
const labAndBelow = ['src/lab', ...belowLab];
const layers = {
  'src/support': [],
  'src/engine': ['shaders', 'src/support'],
  'src/model': ['src/engine', 'src/support'],
  'src/training': belowTraining,
  'src/world': ['src/support'],
  'src/lab': ['package.json', ...belowLab],
  workers: labAndBelow,
  'src/cli': ['package.json', 'src/notebook/document', ...labAndBelow],
  'src/notebook/document': ['src/lab', 'src/support'],
  'src/notebook': ['workers', 'src/lab', 'src/support'],
  'src/ui': ['src/notebook', 'workers', 'src/lab', 'src/support'],
};
const belowThePage = Object.keys(layers)
  .filter((layer) => !['src/ui', 'src/notebook', 'src/cli', 'workers'].includes(layer))
  .map((layer) => `${layer}/**`);

/** The only files of the product that run in Node alone; everything else also runs in a browser. */
const nodeOnly = ['src/cli/**', 'src/**/nodeSource.ts', 'src/engine/backends/*/runtimeNode.ts'];

/** Files that are long because what they hold is one long thing. Think twice before adding to these. */
const longOnPurpose = [];

const pageGlobals = [
  'document',
  'window',
  'HTMLElement',
  'HTMLCanvasElement',
  'Element',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'requestAnimationFrame',
  'customElements',
  'alert',
];
const nodeGlobals = ['process', 'Buffer', '__dirname', '__filename', 'require', 'setImmediate'];

const pagePackages = {
  group: ['svelte', 'svelte/*', '*.svelte', 'comlink', 'idb'],
  message: 'Layers below the notebook know nothing of the page.',
};
const nodePackages = {
  group: ['node:*', 'onnxruntime-node', 'vite', 'vite/*'],
  message: 'This file also runs in a browser; what needs Node belongs in src/cli or a nodeSource.ts.',
  allowTypeImports: true,
};
const runtimePackages = {
  group: ['onnxruntime-web', 'onnxruntime-web/*', 'onnxruntime-node'],
  message: 'Only src/engine/backends/onnx talks to the runtime.',
};
const testPackages = {
  group: ['@huggingface/transformers', 'vitest', 'playwright-core'],
  message: 'This package is for tests and not part of the product.',
};

const restrictImports = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});
const restrictGlobals = (names) => ({
  'no-restricted-globals': [
    'error',
    ...names.map((name) => ({ name, message: 'This layer runs where that does not exist.' })),
  ],
});

export default defineConfig(
  globalIgnores([
    'dist/',
    'coverage/',
    '.cache/',
    'models/',
    'static/',
    'test/bench/node_modules/',
    'test/bench/peers/',
  ]),

  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals['shared-node-browser'], ...globals.worker },
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-lines': ['error', 400],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // An async function without an await still turns what it throws into a rejection, which callers rely on.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['**/*.{ts,svelte}'],
    // TypeScript itself finds undefined names, and knows more of them.
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // State is replaced whole, never changed in place; a map that nobody changes needs to tell nobody.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'svelte/no-at-html-tags': 'error',
      // ESLint does not know the types of what {#each} and snippets declare; svelte-check does, and checks them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'SvelteAttribute[key.name="style"]:not(:has(SvelteMustacheTag))',
          message: 'The security policy of the built page refuses inline styles: use a class.',
        },
      ],
    },
  },
  { files: longOnPurpose.length ? longOnPurpose : ['no such file'], rules: { 'max-lines': 'off' } },

  {
    plugins: { lab: { rules: { layers: layersRule } } },
    rules: { 'lab/layers': ['error', { root: import.meta.dirname, layers }] },
  },
  {
    files: ['src/**/*.{ts,svelte}', 'workers/**/*.ts'],
    rules: {
      ...restrictImports(nodePackages, runtimePackages, testPackages),
      ...restrictGlobals(nodeGlobals),
    },
  },
  {
    files: ['src/**/*.ts', 'workers/**/*.ts'],
    ignores: ['src/cli/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'AwaitExpression:not(:function AwaitExpression), ForOfStatement[await=true]:not(:function *)',
          message: 'WebKit runs modules too early that wait for such a one: see src/ui/texts/spoken.ts.',
        },
      ],
    },
  },
  {
    files: belowThePage,
    rules: {
      ...restrictImports(pagePackages, nodePackages, runtimePackages, testPackages),
      ...restrictGlobals([...pageGlobals, ...nodeGlobals]),
    },
  },
  {
    files: ['src/engine/backends/onnx/**'],
    rules: restrictImports(pagePackages, nodePackages, testPackages),
  },
  {
    files: nodeOnly,
    rules: {
      ...restrictImports(pagePackages, testPackages),
      'no-restricted-globals': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['test/**'],
    rules: {
      'no-console': 'off',
      // Asymmetric matchers such as expect.closeTo() are `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['test/**', '*.js', '*.ts'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
);
