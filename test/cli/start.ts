import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Finished {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface Started {
  process: ChildProcess;
  /** Resolves as soon as stderr contains the text. */
  said(text: string): Promise<void>;
  finished: Promise<Finished>;
}

/** Starts a TypeScript file of the repository in a process of its own, as `npm run lab` starts the lab. */
export function start(script: string, args: string[], env: NodeJS.ProcessEnv = {}): Started {
  // `--import tsx` rather than the tsx command, which stands between its child and our signals.
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return {
    process: child,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = () => stderr.includes(text) && resolve();
        child.stderr.on('data', look);
        child.on('close', () => reject(new Error(`It ended without saying "${text}": ${stderr}`)));
        look();
      }),
    finished: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, stdout, stderr }));
    }),
  };
}

/** Runs the lab's real command line to its end. */
export function lab(...args: string[]): Promise<Finished> {
  return start('src/cli/main.ts', args).finished;
}
