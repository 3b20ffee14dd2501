/** What an export is made of: files by their path, with slashes, whatever they are then written or packed into. */

export type ExportedFiles = Map<string, Uint8Array>;

export function textFile(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The files as they lie in a folder of that name. */
export function inFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): ExportedFiles {
  return new Map([...files].map(([path, bytes]) => [`${folder}/${path}`, bytes]));
}

/**
 * A folder's name for each name, in order: what file systems do not allow is a dash, and names that become the same,
 * also where case does not count, are numbered.
 */
export function folderNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain =
      name
        .replace(/[^\p{L}\p{N}_.-]+/gu, '-')
        .replace(/^[.-]+|[.-]+$/g, '')
        .slice(0, 80) || 'unnamed';
    let folder = plain;
    for (let number = 2; taken.has(folder.toLowerCase()); number++) folder = `${plain}-${number}`;
    taken.add(folder.toLowerCase());
    return folder;
  });
}
