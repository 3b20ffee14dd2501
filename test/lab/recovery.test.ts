/** What a run does about one loss of its device after the other. */
import { describe, expect, it } from 'vitest';
import { recover, untroubled, type Incident, type Recovery } from '../../src/lab/backends/recovery.ts';

const after = (...incidents: Incident[]): Recovery => incidents.reduce(recover, untroubled);

describe('recover', () => {
  it('goes on as before after a loss', () => {
    expect(after('loss')).toMatchObject({ microBatches: 1, givenUp: false });
  });

  it('goes on with half a batch at a time when it is lost again before a snapshot', () => {
    expect(after('loss', 'loss')).toMatchObject({ microBatches: 2, givenUp: false });
  });

  it('leaves it to the user when that does not help', () => {
    expect(after('loss', 'loss', 'loss').givenUp).toBe(true);
  });

  it('bears any number of losses as long as there is progress in between', () => {
    const often = Array.from({ length: 50 }, (): Incident[] => ['loss', 'snapshot']).flat();
    expect(after(...often)).toEqual(untroubled);
  });

  it('keeps to half a batch at a time once that has helped', () => {
    expect(after('loss', 'loss', 'snapshot')).toEqual({ losses: 0, microBatches: 2, givenUp: false });
    expect(after('loss', 'loss', 'snapshot', 'loss', 'loss')).toMatchObject({
      microBatches: 2,
      givenUp: false,
    });
    expect(after('loss', 'loss', 'snapshot', 'loss', 'loss', 'loss').givenUp).toBe(true);
  });

  it('starts counting anew when the user wants it to go on, at what it had come to', () => {
    expect(after('loss', 'loss', 'loss', 'restart')).toEqual({ losses: 0, microBatches: 2, givenUp: false });
  });

  it('takes half a batch at a time where memory is short', () => {
    expect(after('memory')).toEqual({ losses: 0, microBatches: 2, givenUp: false });
  });
});
