/**
 * Student's t distribution for a whole number of degrees of freedom, where its cumulative probability is a
 * finite sum (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4), so that no table has to be shipped.
 */

/** P(|T| ≤ t) for t ≥ 0. */
function centralProbability(t: number, degreesOfFreedom: number): number {
  const angle = Math.atan(t / Math.sqrt(degreesOfFreedom));
  const cos2 = Math.cos(angle) ** 2;
  const odd = degreesOfFreedom % 2 === 1;

  let term = odd ? Math.cos(angle) : 1;
  let sum = degreesOfFreedom === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= degreesOfFreedom - 2; k += 2) {
    term *= ((k - 1) / k) * cos2;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

/** The t for which P(|T| ≤ t) is `confidence`: half the width of an interval, in standard errors. */
export function studentT(degreesOfFreedom: number, confidence = 0.95): number {
  if (!Number.isInteger(degreesOfFreedom) || degreesOfFreedom < 1) {
    throw new RangeError(`studentT: ${degreesOfFreedom} is not a whole number of at least 1`);
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`studentT: a confidence of ${confidence} is not between 0 and 1`);
  }
  let low = 0;
  let high = 1;
  while (centralProbability(high, degreesOfFreedom) < confidence) high *= 2;
  // Bisection down to the precision of the numbers themselves.
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (centralProbability(middle, degreesOfFreedom) < confidence) low = middle;
    else high = middle;
  }
}
