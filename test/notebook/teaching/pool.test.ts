/** A class's codes: pasted in parts, taken out again, and drawn as one figure. */
import { describe, expect, it } from 'vitest';
import { codeFor, pooledRows, poolingPlan, readCodes } from '../../../src/notebook/exchange/pooling.ts';
import { ownSeed, seedFrom } from '../../../src/ui/class/ownSeed.ts';
import { planOf, pooledFigures, spelled, withoutCode, withPaste } from '../../../src/ui/class/pool.ts';
import { classroom } from '../../../src/ui/texts/index.ts';
import { meowNotebook, probeCell, recorded } from '../exchange/fixture.ts';

const plan = poolingPlan(meowNotebook, probeCell);
const measured = recorded().rows;
const [anna, ben, cleo] = [0, 1, 2].map((seed) => codeFor(plan, measured, seed)) as [string, string, string];

describe('the codes of a class', () => {
  it('are put together from several pastes, each once', () => {
    const first = withPaste(plan, [], `Anna ${anna}\nBen: ${ben}`);
    expect([first.added, first.known, first.problems]).toEqual([2, 0, []]);
    const second = withPaste(plan, first.codes, `${ben}\n${cleo}`);
    expect([second.added, second.known, second.problems]).toEqual([1, 1, []]);
    expect(second.codes.map(spelled)).toEqual([anna, ben, cleo]);
  });

  it('can be read from what is kept of them', () => {
    const { codes } = withPaste(plan, [], [anna, ben, cleo].join(' '));
    const { results, problems } = readCodes(plan, codes.join('\n'));
    expect(problems).toEqual([]);
    expect(new Set(pooledRows(results).map(({ seed }) => seed))).toEqual(new Set([0, 1, 2]));
  });

  it('can be taken out one by one', () => {
    const { codes } = withPaste(plan, [], [anna, ben, cleo].join('\n'));
    expect(withoutCode(codes, codes[1]!).map(spelled)).toEqual([anna, cleo]);
  });

  it('that are wrong are named by their lines, and the others count', () => {
    const wrong = `${ben.slice(0, -1)}${ben.endsWith('7') ? '8' : '7'}`;
    const { added, problems } = withPaste(plan, [], [anna, '', wrong, cleo].join('\n'));
    expect(added).toBe(2);
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([[3, 'mistyped']]);
    expect(classroom.pool.problem(problems[0]!)).toMatch(/^Line 3 \(CAT1.*mistyped/);
  });

  it('are drawn by the figures whose numbers they hold', () => {
    expect(pooledFigures(meowNotebook, plan).map(({ id }) => id)).toEqual(plan.figures);
    expect(plan.figures.length).toBeGreaterThan(1);
  });

  it('there are none of where no figure shows the measurement', () => {
    const cells = meowNotebook.cells.filter(({ kind }) => kind !== 'chart' && kind !== 'compare');
    expect(planOf({ ...meowNotebook, cells }, probeCell)).toMatchObject({
      problem: { remedy: expect.any(String) },
    });
    expect(planOf(meowNotebook, probeCell)).toEqual({ plan });
  });
});

describe('a seed of one’s own', () => {
  it('is none that a notebook comes with', () => {
    expect(ownSeed({ seeds: [3] })).toBeNull();
    expect(ownSeed({ seeds: [0, 1, 2] })).toBeNull();
    expect(ownSeed({ seeds: [] })).toBeNull();
  });

  it('is known as such, whichever is drawn', () => {
    for (const random of [0, 1, 89_999, 90_000, 2 ** 32 - 1]) {
      const seed = seedFrom(random);
      expect(ownSeed({ seeds: [seed] })).toBe(seed);
    }
  });
});
