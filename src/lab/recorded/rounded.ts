/** As many digits as a chart can show are kept of numbers that are not counts. */
const DIGITS = 4;

/** The number as compact forms keep it. */
export const rounded = (value: number): number => Number(value.toPrecision(DIGITS));
