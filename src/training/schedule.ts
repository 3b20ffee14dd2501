/** Learning rates over the steps of a stage. Steps count from 0. */
export interface Schedule {
  peak: number;
  steps: number;
  warmupSteps: number;
  /** What part of the peak is left at the last step. */
  finalFraction: number;
  decay: 'linear' | 'cosine';
}

export function learningRateAt(
  step: number,
  { peak, steps, warmupSteps, finalFraction, decay }: Schedule,
): number {
  if (step < warmupSteps) return (peak * (step + 1)) / warmupSteps;
  const progress = Math.min(1, (step - warmupSteps) / Math.max(1, steps - 1 - warmupSteps));
  const left = decay === 'linear' ? 1 - progress : (1 + Math.cos(Math.PI * progress)) / 2;
  return peak * (finalFraction + (1 - finalFraction) * left);
}
