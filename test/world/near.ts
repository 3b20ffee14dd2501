import { expect } from 'vitest';

/** A share drawn thousands of times is within two percentage points of what it should be. */
export function expectNear(share: number, expected: number): void {
  expect(share).toBeGreaterThan(expected - 0.02);
  expect(share).toBeLessThan(expected + 0.02);
}
