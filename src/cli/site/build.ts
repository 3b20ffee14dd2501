import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the built site is made from; the build is out of date when any of it is newer. */
const sources = [
  'bench.html',
  'index.html',
  'package-lock.json',
  'package.json',
  'svelte.config.js',
  'tsconfig.json',
  'vite.config.ts',
  'models',
  'shaders',
  'src',
  'static',
  'workers',
];

/** Whether `dist/` is missing or older than what it is made from. */
export function isStale(root: string): boolean {
  const page = join(root, 'dist', 'index.html');
  if (!existsSync(page)) return true;
  const built = statSync(page).mtimeMs;
  return sources.some((source) => newestChange(join(root, source)) > built);
}

/** Builds the site into `dist/`, unless what is there is up to date. */
export async function buildSite(root: string): Promise<void> {
  if (!isStale(root)) return;
  const { build } = await import('vite');
  // Vite asks this for whom it builds, and a process that runs tests says `test`: they are to see what users get.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({ root, logLevel: 'warn' });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** When a file, or anything in a folder, was last changed, in ms since 1970; 0 if it does not exist. */
function newestChange(path: string): number {
  if (!existsSync(path)) return 0;
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  const inside = readdirSync(path).map((name) => newestChange(join(path, name)));
  // A folder's own time changes when something in it is removed.
  return Math.max(status.mtimeMs, ...inside);
}
