/** The datasets that users bring as files: read, checked line by line, and turned down if a line is bad. */
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseOwnData, withoutUnreadable, type OwnData, type Reader } from '../lab/ownData.ts';
import type { OwnExample } from '../lab/types.ts';
import { readConfig } from '../model/files/config.ts';
import { createNodeSource } from '../model/files/nodeSource.ts';
import { Tokenizer } from '../model/tokenizer/tokenizer.ts';
import { UsageError } from './arguments.ts';
import type { CommandContext, Output } from './command.ts';
import { printable } from './printable.ts';

const MAX_DATASET_BYTES = 100_000_000;
/** So many bad lines of a file are listed; the others are counted. */
const LISTED_PROBLEMS = 20;

export interface OwnFile {
  name: string;
  examples: OwnExample[];
}

export class OwnFiles {
  private readonly files = new Map<string, OwnData>();
  private reader: Promise<Reader> | undefined;

  /** For experiments on `base`, which has to be able to read what is in the files. */
  constructor(
    private readonly base: string,
    private readonly context: Pick<CommandContext, 'baseFolder'>,
  ) {}

  /** The good lines of a file; what is wrong with the others is kept for the report. */
  async read(path: string): Promise<OwnFile> {
    const place = resolve(path);
    let data = this.files.get(place);
    if (!data) {
      const parsed = parseOwnData(await readText(path, MAX_DATASET_BYTES), basename(path));
      this.reader ??= createReader(this.base, this.context.baseFolder(this.base));
      data = parsed.examples.length > 0 ? withoutUnreadable(parsed, await this.reader) : parsed;
      this.files.set(place, data);
    }
    return { name: data.name, examples: data.examples };
  }

  /**
   * Tells what is wrong with the files that were read.
   * @throws UsageError if anything is, unless bad lines are to be skipped and good ones are left
   */
  report(output: Output, skipBadLines: boolean): void {
    const files = [...this.files.values()];
    const bad = files.filter(({ problems }) => problems.length > 0);
    for (const { name, problems, examples, isList = false } of bad) {
      const listed = problems.slice(0, LISTED_PROBLEMS);
      const more = problems.length - listed.length;
      output.write(`${name}:\n`);
      for (const { line, reason } of listed)
        output.write(`  ${isList ? 'entry' : 'line'} ${line}: ${printable(reason)}\n`);
      if (more > 0) output.write(`  and ${lines(more)} more\n`);
      if (skipBadLines) {
        output.write(`${name}: ${lines(problems.length)} skipped, ${examples.length} examples are left.\n`);
      }
    }
    if (bad.length > 0 && !skipBadLines) {
      const counts = bad.map(({ name, problems }) => `${lines(problems.length)} of ${name}`).join(', ');
      throw new UsageError(
        `Nothing was run, because of ${counts}.`,
        'Mend them, or leave them out with --skip-bad-lines.',
      );
    }
    const empty = files.find(({ examples }) => examples.length === 0);
    if (empty) throw new UsageError(`There is no example in ${empty.name}.`, 'Give it one a line.');
  }
}

/** The text of a file in UTF-8. @throws UsageError if it cannot be read */
export async function readText(path: string, maxBytes: number): Promise<string> {
  try {
    const status = await stat(path);
    if (!status.isFile()) throw new UsageError(`${path} is not a file.`, 'Give the name of a file.');
    if (status.size > maxBytes) {
      throw new UsageError(
        `${path} has ${status.size} bytes, and at most ${maxBytes} are read.`,
        'Make it smaller.',
      );
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    throw error instanceof UsageError ? error : unreadable(path, error as NodeJS.ErrnoException);
  }
}

function unreadable(path: string, error: NodeJS.ErrnoException): UsageError {
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EACCES: 'permission is denied',
    EPERM: 'permission is denied',
    ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not text in UTF-8',
  };
  const reason = reasons[error.code ?? ''] ?? error.message;
  return new UsageError(`${path} cannot be read: ${reason}.`, 'Check its name.', { cause: error });
}

/** What reads texts as a base does: its tokenizer and the length it was made for, without its weights. */
async function createReader(base: string, folder: string): Promise<Reader> {
  const source = createNodeSource(folder);
  const config = readConfig(await source.read('config.json'), `config.json of ${folder}`);
  const tokenizer = await source.read('tokenizer.json');
  const tokenizerConfig = await source.read('tokenizer_config.json');
  return { id: base, config, tokenizer: new Tokenizer({ tokenizer, tokenizerConfig }, folder) };
}

const lines = (count: number): string => (count === 1 ? '1 bad line' : `${count} bad lines`);
