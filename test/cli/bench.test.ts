/** `npm run lab -- bench`: what it says at once, and plans, which take no graphics card. */
import { describe, expect, it } from 'vitest';
import { lab } from './start.ts';

describe('bench', () => {
  it('without more says what can be measured', async () => {
    const { status, stdout, stderr } = await lab('bench');
    expect(stdout).toMatch(/kernels .*\n.*step .*\n.*scaling .*\n.*runtimes /);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('plans a step at the limits of every device and at those of this one', async () => {
    const { status, stdout } = await lab('bench', 'step', '--plan-only', '--batch', '2');
    expect(stdout).toMatch(/nano .*2 × 64.*every device .*MiB/);
    expect(stdout).toMatch(/nano .*2 × 64.*this device .*MiB/);
    expect(status).toBe(0);
  });

  it('names limit, need and what fits where a step is too large, and allocates nothing', async () => {
    const { status, stdout } = await lab('bench', 'step', '--plan-only', '--batch', '512', '--time', '128');
    expect(stdout).toMatch(/needs [\d.]+ MiB .* allows [\d.]+ MiB \(max\w+\)/);
    expect(stdout).toMatch(/in \d+ parts.*every device/);
    expect(status).toBe(0);
  });

  it('turns down rows that the model is not made for', async () => {
    const { status, stderr } = await lab('bench', 'step', '--plan-only', '--time', '1000');
    expect(stderr).toMatch(/Rows of 1000 positions do not suit a model for 256/);
    expect(status).toBe(1);
  });
});
