/**
 * What to do when a run loses its graphics device, which drivers and browsers may take away at any time: go on
 * from the last snapshot; if it is lost again before the run has reached another one, go on with half a batch
 * at a time, which takes half the memory; if that does not help either, leave the decision to the user.
 */
export interface Recovery {
  /** Losses since the run started or last reached a snapshot. */
  readonly losses: number;
  /** In how many parts every batch is computed; the result is the same. */
  readonly microBatches: 1 | 2;
  /** Whether it is the user's turn. */
  readonly givenUp: boolean;
}

/**
 * `snapshot`: the run has come so far that it will not have to repeat what it has done;
 * `loss`: its device is gone; `memory`: half of it must do;
 * `restart`: the user wants it to go on.
 */
export type Incident = 'snapshot' | 'loss' | 'memory' | 'restart';

/** A run that has not lost anything. */
export const untroubled: Recovery = { losses: 0, microBatches: 1, givenUp: false };

/** Losses without progress after which it is the user's turn. */
const PATIENCE = 3;

export function recover(state: Recovery, incident: Incident): Recovery {
  switch (incident) {
    case 'snapshot':
    case 'restart':
      return { ...state, losses: 0, givenUp: false };
    case 'memory':
      return { ...state, microBatches: 2 };
    case 'loss': {
      const losses = state.losses + 1;
      const microBatches = losses > 1 ? 2 : state.microBatches;
      return { losses, microBatches, givenUp: losses >= PATIENCE };
    }
  }
}
