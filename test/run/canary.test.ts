/**
 * Checks that report nothing are worse than none: here each of them is shown something wrong and has to
 * say so, under the very configuration that the project itself is checked with.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('ESLint', () => {
  const eslint = new ESLint({
    cwd: root,
    // The files below do not exist, so there is no type information for them.
    overrideConfig: [
      {
        ...ts.configs.disableTypeChecked,
        languageOptions: { parserOptions: { projectService: false } },
      },
      { rules: { '@typescript-eslint/switch-exhaustiveness-check': 'off' } },
    ],
  });

  /** The names of the rules that complain about `code` as the content of `filePath`. */
  async function complaints(filePath: string, code: string): Promise<string[]> {
    const [result] = await eslint.lintText(code, { filePath: join(root, filePath) });
    return result!.messages.map((message) => message.ruleId ?? message.message);
  }

  const imports = (path: string) => `import * as it from '${path}';\nexport default it;\n`;

  it.each([
    ['src/support/canary.ts', '../lab/types.ts'],
    ['src/engine/canary.ts', '../lab/types.ts'],
    ['src/model/canary.ts', '../lab/types.ts'],
    ['src/training/canary.ts', '../lab/types.ts'],
    ['src/world/canary.ts', '../lab/types.ts'],
    ['src/engine/ops/canary.ts', '../../../workers/protocol.ts'],
    ['src/lab/canary.ts', '../cli/arguments.ts'],
    ['src/lab/presets/canary.ts', '../../cli/arguments.ts'],
    ['src/lab/canary.ts', '../../workers/protocol.ts'],
    ['src/cli/canary.ts', '../../workers/protocol.ts'],
    ['src/notebook/canary.ts', '../cli/arguments.ts'],
    ['src/ui/canary.ts', '../cli/arguments.ts'],
    ['src/ui/canary.ts', '../../test/run/browser.ts'],
    ['workers/canary.ts', '../src/cli/arguments.ts'],
  ])('%s may not import %s', async (file, path) => {
    expect(await complaints(file, imports(path))).toEqual(['lab/layers']);
  });

  it.each([
    "export * from '../lab/types.ts';",
    "export { Row } from '../lab/types.ts';",
    "export default import('../lab/types.ts');",
    "export type Row = import('../lab/types.ts').Row;",
    "import styles from '../ui/styles/base.css?raw';\nexport default styles;",
    "export default new URL('../../workers/lab.ts', import.meta.url);",
  ])('the layers hold for: %s', async (code) => {
    const found = await complaints('src/engine/canary.ts', `${code}\n`);
    expect(found).toContain('lab/layers');
  });

  it.each([
    ['src/ui/canary.ts', 'export const one = await Promise.resolve(1);'],
    ['src/lab/canary.ts', 'export const seen = [];\nfor await (const one of seen) void one;'],
    ['workers/canary.ts', 'await fetch("");'],
  ])('no module waits at its top: %s', async (file, code) => {
    expect(await complaints(file, `${code}\n`)).toEqual(['no-restricted-syntax']);
  });

  it('functions may wait, and what runs in Node alone', async () => {
    const waiting = 'export const one = async () => await Promise.resolve(1);\n';
    expect(await complaints('src/ui/canary.ts', waiting)).toEqual([]);
    expect(await complaints('src/cli/canary.ts', 'export const one = await Promise.resolve(1);\n')).toEqual(
      [],
    );
  });

  it.each([
    ['src/engine/canary.ts', '../support/errors.ts'],
    ['src/world/canary.ts', '../support/random.ts'],
    ['src/lab/canary.ts', '../support/errors.ts'],
    ['workers/canary.ts', '../src/lab/types.ts'],
    ['src/cli/canary.ts', '../lab/types.ts'],
    ['src/ui/canary.ts', '../../workers/protocol.ts'],
  ])('%s may import %s', async (file, path) => {
    expect(await complaints(file, imports(path))).toEqual([]);
  });

  it.each([
    ['src/engine/canary.ts', 'svelte'],
    ['src/lab/canary.ts', 'svelte/store'],
    ['src/training/canary.ts', 'comlink'],
    ['src/engine/canary.ts', 'node:fs'],
    ['src/ui/canary.ts', 'node:fs'],
    ['workers/canary.ts', 'node:fs'],
    ['src/model/canary.ts', 'onnxruntime-web/wasm'],
    ['src/ui/canary.ts', 'onnxruntime-web'],
    ['src/engine/backends/onnx/canary.ts', 'onnxruntime-node'],
    ['src/model/canary.ts', '@huggingface/transformers'],
  ])('%s may not import the package %s', async (file, name) => {
    expect(await complaints(file, imports(name))).toEqual(['@typescript-eslint/no-restricted-imports']);
  });

  it.each([
    ['src/cli/canary.ts', 'node:fs'],
    ['src/model/files/nodeSource.ts', 'node:fs'],
    ['src/engine/backends/onnx/runtimeNode.ts', 'onnxruntime-node'],
    ['src/engine/backends/onnx/canary.ts', 'onnxruntime-web/wasm'],
    ['src/notebook/canary.ts', 'idb'],
    ['workers/canary.ts', 'comlink'],
  ])('%s may import the package %s', async (file, name) => {
    expect(await complaints(file, imports(name))).toEqual([]);
  });

  it.each([
    ['src/engine/canary.ts', 'document.title'],
    ['src/world/canary.ts', 'window.name'],
    ['src/lab/canary.ts', 'new HTMLElement()'],
    ['src/model/canary.ts', 'process.env'],
    ['src/ui/canary.ts', 'process.env'],
  ])('%s may not use %s', async (file, expression) => {
    expect(await complaints(file, `export default ${expression};\n`)).toEqual(['no-restricted-globals']);
  });

  it('sees inside Svelte components', async () => {
    const component = `<script lang="ts">\n  import 'node:fs';\n</script>\n\n<p style="color: red">{@html 'x'}</p>\n`;
    const found = await complaints('src/ui/Canary.svelte', component);
    expect(found).toContain('@typescript-eslint/no-restricted-imports');
    expect(found).toContain('no-restricted-syntax');
    expect(found).toContain('svelte/no-at-html-tags');
  });

  it('limits the length of a file', async () => {
    const long = Array.from({ length: 401 }, (_, line) => `export const line${line} = ${line};`).join('\n');
    expect(await complaints('src/engine/canary.ts', long)).toEqual(['max-lines']);
  });
});

describe('type checkers', () => {
  let folder: string;

  beforeAll(() => {
    mkdirSync(join(root, '.cache'), { recursive: true });
    folder = mkdtempSync(join(root, '.cache', 'canary-'));
    writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "../../tsconfig.json", "include": ["."] }');
    writeFileSync(join(folder, 'wrong.ts'), 'export const count: number = "three";\n');
    writeFileSync(
      join(folder, 'Wrong.svelte'),
      '<script lang="ts">\n  const count: number = "three";\n</script>\n\n<p>{count.shout()}</p>\n',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What a command prints about the folder of wrong files, and how it exits. */
  function check(program: string, ...args: string[]): { status: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', program), args, {
      cwd: root,
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  }

  it('tsc reports a type error', () => {
    const { status, output } = check('tsc', '--noEmit', '-p', folder);
    expect(output).toMatch(/wrong\.ts.*TS2322/);
    expect(status).not.toBe(0);
  });

  it('svelte-check reports type errors in scripts and in markup', () => {
    const { status, output } = check(
      'svelte-check',
      '--workspace',
      folder,
      '--tsconfig',
      join(folder, 'tsconfig.json'),
      '--output',
      'machine',
    );
    expect(output).toMatch(/Wrong\.svelte.*not assignable to type 'number'/);
    expect(output).toMatch(/Wrong\.svelte.*'shout' does not exist/);
    expect(status).not.toBe(0);
  });
});
