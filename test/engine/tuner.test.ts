/** Which kernels a device gets: the fastest that are right. */
import { describe, expect, it } from 'vitest';
import { choose, type Trial } from '../../src/engine/backends/webgpu/tuner.ts';
import { direct, tiled, tiledHalf, type Tuning } from '../../src/engine/backends/webgpu/tuning.ts';
import { webGpuHere } from '../conformance/runtime.ts';
import { tune } from '../../src/engine/backends/webgpu/tuner.ts';

const trial = (tuning: Tuning, milliseconds: number, error = 0): Trial => ({
  tuning,
  milliseconds,
  values: Float32Array.of(1 + error, -0.5),
});

describe('choosing between kernels', () => {
  it.each([
    ['keeps tiles where nothing is clearly faster', [trial(tiled, 1), trial(direct, 0.95)], tiled],
    ['takes what is clearly faster', [trial(tiled, 1), trial(direct, 0.5)], direct],
    ['takes the fastest of several', [trial(tiled, 1), trial(direct, 0.8), trial(tiledHalf, 0.5)], tiledHalf],
    [
      'takes half precision only as far as it is right',
      [trial(tiled, 1), trial(tiledHalf, 0.1, 0.02)],
      tiled,
    ],
    ['takes no result that is no number', [trial(tiled, 1), trial(tiledHalf, 0.1, NaN)], tiled],
  ])('%s', (_what, trials, expected) => {
    expect(choose(trials).tuning).toBe(expected);
  });

  it('needs no trial on a software adapter', async () => {
    const { device } = await webGpuHere(tiled);
    expect(await tune(device)).toContain('software adapter');
    expect(device.tuning).toBe(direct);
  });
});
