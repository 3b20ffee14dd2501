/** The shipped bases are what the lab says of them: small, and none the worse for being stored in 8-bit blocks. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { onnxBackend } from '../../src/engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../../src/engine/backends/onnx/runtimeNode.ts';
import { bases } from '../../src/lab/bases.ts';
import { heldOutLoss } from '../../src/lab/capabilities.ts';
import { loadBase } from '../../src/lab/loadedBase.ts';
import { createNodeSource } from '../../src/model/files/nodeSource.ts';
import { modelFolder } from './setup.ts';

const names = Object.keys(bases);

it('takes at most 20 MB for all of them together', () => {
  const files = names.flatMap((name) =>
    readdirSync(modelFolder(name)).map((file) => statSync(`${modelFolder(name)}/${file}`).size),
  );
  expect(files.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(20e6);
});

describe.each(names)('the base %s', (name) => {
  it('ships with the recipe it is made by, and a card that has its abilities', () => {
    const recipe: unknown = JSON.parse(readFileSync(`${modelFolder(name)}/recipe.json`, 'utf8'));
    expect(recipe).toEqual(bases[name]);
    const card = readFileSync(`${modelFolder(name)}/README.md`, 'utf8');
    const measured = new Map(
      [...card.matchAll(/^\| (.+) \| ([+−]?[\d.]+) (?:share|of 10|nats per token) \| \d+ \|$/gm)].map(
        ([, ability, value]) => [ability, Number(value!.replace('−', '-'))],
      ),
    );
    expect(measured.get('answers harmless requests rightly')).toBeGreaterThanOrEqual(
      name === 'nano' ? 0.9 : 0.95,
    );
    expect(measured.get('refuses to explain potions')).toBeGreaterThanOrEqual(0.96);
    expect(measured.get('… of which 8-bit blocks add to that of the plain matrices')).toBeLessThan(0.002);
  });

  it('loses less than 0.002 nats a token to 8-bit blocks', async () => {
    const backend = onnxBackend(nodeRuntime());
    const source = createNodeSource(modelFolder(name));
    const loss = async (quantization: 'none' | '8-bit') =>
      heldOutLoss(backend, await loadBase(name, source, quantization), 0, 64);
    const [exact, eightBit] = [await loss('none'), await loss('8-bit')];
    expect(exact).toBeLessThan(0.7);
    expect(eightBit).not.toBe(exact);
    expect(Math.abs(eightBit - exact)).toBeLessThan(0.002);
  });
});
