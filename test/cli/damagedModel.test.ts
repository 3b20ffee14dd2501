/** A model whose files are missing or damaged: one line that names the file, a status, and no result. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lab } from './start.ts';

const nano = fileURLToPath(new URL('../../models/nano', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'damaged-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rewrites the JSON header of a safetensors file and leaves its data as they are. */
function withHeader(path: string, change: (header: string) => string): void {
  const bytes = readFileSync(path);
  const length = Number(bytes.readBigUInt64LE(0));
  const header = Buffer.from(change(bytes.subarray(8, 8 + length).toString('utf8')));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(header.length));
  writeFileSync(path, Buffer.concat([size, header, bytes.subarray(8 + length)]));
}

const weights = 'model.safetensors';
const damages: [what: string, damage: (model: string) => void, complaint: RegExp][] = [
  ['no folder', (model) => rmSync(model, { recursive: true }), /config\.json/],
  ['no weights', (model) => rmSync(join(model, weights)), /model\.safetensors/],
  ['truncated weights', (model) => truncateSync(join(model, weights), 500_000), /model\.safetensors/],
  ['an empty file of weights', (model) => truncateSync(join(model, weights), 0), /model\.safetensors/],
  [
    'a header longer than the file',
    (model) => writeFileSync(join(model, weights), Buffer.from('ffffffffffffff7f7b7d', 'hex')),
    /model\.safetensors/,
  ],
  [
    'a tensor that claims the wrong shape',
    (model) => withHeader(join(model, weights), (text) => text.replace('[1280,64]', '[1280,65]')),
    /model\.safetensors/,
  ],
  [
    'a tensor of another type than its bytes',
    (model) => withHeader(join(model, weights), (text) => text.replace('"F32"', '"F16"')),
    /model\.safetensors/,
  ],
  [
    'a header nested without end',
    (model) => withHeader(join(model, weights), () => `{"a":${'['.repeat(1_000_000)}`),
    /model\.safetensors/,
  ],
  ['no tokenizer', (model) => rmSync(join(model, 'tokenizer.json')), /tokenizer\.json/],
  [
    'a tokenizer that is no JSON',
    (model) => writeFileSync(join(model, 'tokenizer.json'), '{"model":'),
    /tokenizer\.json/,
  ],
  [
    'a config of another architecture',
    (model) => writeFileSync(join(model, 'config.json'), '{"model_type":"bert"}'),
    /config\.json/,
  ],
];

describe('a damaged model', () => {
  it.each(damages)('%s', async (what, damage, complaint) => {
    const model = join(folder, what.replaceAll(' ', '-'));
    cpSync(nano, model, { recursive: true });
    damage(model);
    const out = join(folder, 'result.json');
    const { status, stdout, stderr } = await lab('run', 'meow', '--base', model, '--out', out);
    expect(stderr.trimEnd().split('\n'), stderr).toHaveLength(1);
    expect(stderr).toMatch(complaint);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(existsSync(out)).toBe(false);
  });
});
