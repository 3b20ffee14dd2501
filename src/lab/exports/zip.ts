/**
 * Files as a ZIP archive. They are compressed piece by piece, and between the pieces others get their turn: on the
 * page this runs where clicks are handled, and the workers that would do it in the background are made of code in
 * blobs, which the page's security policy forbids.
 */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { nextTask } from '../../support/nextTask.ts';

const PIECE_BYTES = 256 * 1024;

/** The same files give the same archive, byte for byte: all are dated the first day that the format knows. */
const FIRST_DAY = new Date(1980, 0, 1);

/** @param files by their path, with slashes */
export async function zipFiles(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const archive = new Zip((error, piece) => {
    // Called from within `push` and `end` below, which pass it on.
    if (error) throw error;
    pieces.push(piece);
  });
  for (const [path, bytes] of files) {
    checkPath(path);
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = FIRST_DAY;
    archive.add(file);
    // An empty file is one empty piece.
    for (let at = 0; at === 0 || at < bytes.length; at += PIECE_BYTES) {
      file.push(bytes.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.length);
      await nextTask();
    }
  }
  archive.end();
  return joined(pieces);
}

/** Paths are ours to choose: one that leads out of the folder it is unpacked into is a defect. */
function checkPath(path: string): void {
  const parts = path.split('/');
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\:]/.test(part));
  if (!isPlain || strToU8(path).length > 65_535)
    throw new Error(`zipFiles: not a path within an archive: ${path}`);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
