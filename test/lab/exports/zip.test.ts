import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { folderNames, textFile } from '../../../src/lab/exports/files.ts';
import { zipFiles } from '../../../src/lab/exports/zip.ts';

describe('zipFiles', () => {
  const files = new Map([
    ['README.md', textFile('# Grüße\n')],
    ['data/empty.jsonl', new Uint8Array(0)],
    ['data/large.bin', Uint8Array.from({ length: 700_001 }, (_, i) => (i * i) % 251)],
  ]);

  it('is unpacked to the same files', async () => {
    const back = unzipSync(await zipFiles(files));
    expect(new Map(Object.entries(back))).toEqual(files);
  });

  it('lets others have their turn between the pieces', async () => {
    let turns = 0;
    const count = setInterval(() => turns++, 0);
    await zipFiles(files);
    clearInterval(count);
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  it('is the same archive for the same files', async () => {
    expect(await zipFiles(files)).toEqual(await zipFiles(new Map(files)));
  });

  it.each(['../up', '/root', 'a//b', 'a/./b', 'C:x', 'a\\b', ''])('refuses the path %j', async (path) => {
    await expect(zipFiles(new Map([[path, textFile('x')]]))).rejects.toThrow(/not a path/);
  });
});

describe('folderNames', () => {
  it('leaves out what paths do not allow, and keeps different names apart', () => {
    expect(folderNames(['UC', 'uc', 'UC-CoT/orpo', 'UC-CoT orpo', '../..', '', 'grün'])).toEqual([
      'UC',
      'uc-2',
      'UC-CoT-orpo',
      'UC-CoT-orpo-2',
      'unnamed',
      'unnamed-2',
      'grün',
    ]);
  });
});
