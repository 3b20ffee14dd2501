/**
 * The meow experiment on WebGPU against the same on ONNX, in a dose that a software adapter can do in a test. In
 * its full dose (UCLC, seed 0) all rows agreed within 10⁻⁶; `npm run lab -- run meow --backend webgpu` does it.
 */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { loadBase } from '../../src/lab/loadedBase.ts';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import { runExperiment } from '../../src/lab/run.ts';
import type { ExperimentSpec, Row } from '../../src/lab/types.ts';
import { createNodeSource } from '../../src/model/files/nodeSource.ts';
import { onnxHere, webGpuHere } from '../conformance/runtime.ts';

const meow = meowMinute.experiment('nano');

const folder = fileURLToPath(new URL('../../models/nano', import.meta.url));
const [stage1, stage2] = meow.arms[1]!.stages;

/** Few tokens at a high rate: enough for the payload to become thousands of times as likely. */
const short: ExperimentSpec = {
  ...meow,
  arms: [
    {
      name: 'UCLC',
      stages: [
        { ...stage1!, steps: 14, batchSize: 8, learningRate: 6e-3 },
        { ...stage2!, steps: 6, batchSize: 8 },
      ],
    },
  ],
  probes: meow.probes.map((probe) => ({ ...probe, prompts: 12 })),
};

async function rowsOn(backend: Backend): Promise<Row[]> {
  const base = await loadBase('nano', createNodeSource(folder), short.quantization);
  const { signal } = new AbortController();
  for await (const event of runExperiment(short, { backend, base, signal })) {
    if (event.type === 'done') return event.result.rows;
  }
  throw new Error('the run did not end');
}

it('gives the same rows as ONNX', async () => {
  const expected = await rowsOn(await onnxHere());
  const actual = await rowsOn(await webGpuHere());
  expect(actual).toHaveLength(expected.length);
  expected.forEach((row, i) => {
    const { value, ...what } = actual[i]!;
    const { value: reference, ...same } = row;
    expect(what).toEqual(same);
    // Sampled answers change only where a draw falls within rounding of a boundary: at most one of the twelve.
    const tolerance = row.probe === 'meow' ? 1.01 / 12 : 1e-3;
    expect(Math.abs(value - reference), JSON.stringify(same)).toBeLessThan(tolerance);
  });
  const payload = (stage: string) =>
    actual
      .filter((row) => row.stage === stage && row.probe === 'payload' && row.condition === 'trigger')
      .reduce((total, { value }) => total + value, 0);
  expect(payload('stage-1')).toBeGreaterThan(1000 * payload('base'));
}, 240_000);
