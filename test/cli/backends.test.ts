/** What the terminal computes on, and that it says so; on the software adapter of the tests, or a real card. */
import { describe, expect, it } from 'vitest';
import { start } from './start.ts';

const meow = ['run', 'meow', '--arms', 'UC'];

describe('--backend', () => {
  it('webgpu computes on the graphics adapter, and says how much of its memory the run takes', async () => {
    const run = start('src/cli/main.ts', [...meow, '--backend', 'webgpu']);
    await run.said('base: probing');
    // Probing takes long on a software adapter, and has been seen to begin.
    run.process.kill('SIGKILL');
    const { stderr, stdout } = await run.finished;
    expect(stderr).toMatch(/Computing with WebGPU, .*You chose the graphics card\..* takes \d+ MB of its/);
    expect(stdout).toBe('');
  });

  it('auto leaves a software adapter alone and says why', async () => {
    const run = start('src/cli/main.ts', [...meow, '--backend', 'auto']);
    await run.said('base: probing');
    run.process.kill('SIGINT');
    const { stderr } = await run.finished;
    expect(stderr).toMatch(
      /Computing with (onnxruntime.*(imitates|no graphics card)|WebGPU.*card was found)/,
    );
  });

  it('onnx does not look for a graphics card', async () => {
    const run = start('src/cli/main.ts', [...meow, '--backend', 'onnx']);
    await run.said('base: probing');
    run.process.kill('SIGINT');
    expect((await run.finished).stderr).toMatch(/Computing with onnxruntime.*You chose the processor\./);
  });
});
