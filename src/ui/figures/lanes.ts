/** Lines that lie along each other, in as few lanes as keep them apart. */

export interface Stretch {
  from: number;
  to: number;
}

/**
 * A lane for each, counted from 0, in the order in which they come: the first that is free as far as a line reaches.
 * @param gap how far apart two in one lane are at least, so that the eye does not join them
 */
export function lanesOf(stretches: readonly Stretch[], gap: number): number[] {
  const lanes: Stretch[][] = [];
  return stretches.map((stretch) => {
    const isFree = (taken: readonly Stretch[]) =>
      taken.every(({ from, to }) => to + gap <= stretch.from || stretch.to + gap <= from);
    const free = lanes.findIndex(isFree);
    const lane = free < 0 ? lanes.length : free;
    (lanes[lane] ??= []).push(stretch);
    return lane;
  });
}
