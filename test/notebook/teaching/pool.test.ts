/** A class's codes: pasted in parts, taken out again, and drawn as one figure. */
import { describe, expect, it } from 'vitest';
import { codeFor, pooledRows, poolingPlan, readCodes } from '../../../src/notebook/exchange/pooling.ts';
import { updateCell } from '../../../src/notebook/document/edit.ts';
import { shippedNotebooks } from '../../../src/notebook/presets/index.ts';
import { ownSeed, seedFrom, withOwnSeed } from '../../../src/ui/class/ownSeed.ts';
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

  it('that are the same are told from others, in words', () => {
    const { added, problems } = withPaste(plan, [], [anna, ben, anna, anna].join('\n'));
    expect([added, problems.map(({ reason }) => reason)]).toEqual([2, ['duplicate', 'duplicate']]);
    expect(classroom.pool.identical(2)).toMatch(/^2 codes are the same as another, and counted once/);
    expect(classroom.pool.sameSeed([{ seed: 4, codes: 3 }])).toMatch(/^3 codes have the seed 4/);
  });

  it('that are wrong are named by their lines, and the others count', () => {
    const wrong = `${ben.slice(0, -1)}${ben.endsWith('7') ? '8' : '7'}`;
    const { added, problems } = withPaste(plan, [], [anna, '', wrong, cleo].join('\n'));
    expect(added).toBe(2);
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([[3, 'mistyped']]);
    expect(classroom.pool.problem(problems[0]!)).toMatch(/^Line 3 \(CAT1.*mistyped/);
  });

  it('are drawn by the figures whose numbers they hold', () => {
    expect(pooledFigures(meowNotebook, probeCell, plan).map(({ id }) => id)).toEqual(plan.figures);
    expect(plan.figures.length).toBeGreaterThan(1);
  });

  it('are drawn as the measurement draws itself where no other figure does', () => {
    const cells = meowNotebook.cells.filter(({ kind }) => kind !== 'chart' && kind !== 'compare');
    const bare = { ...meowNotebook, cells };
    const own = planOf(bare, probeCell);
    if (!('plan' in own)) throw new Error(own.problem.message);
    expect(pooledFigures(bare, probeCell, own.plan)).toEqual([
      expect.objectContaining({
        id: probeCell.id,
        figure: { kind: 'classes', probe: 'meow', condition: 'trigger' },
      }),
    ]);
    const code = codeFor(own.plan, measured, 0);
    const { results } = readCodes(own.plan, code);
    expect(new Set(results[0]!.rows.map(({ metric }) => metric))).toEqual(
      new Set(['upper', 'lower', 'mixed', 'none']),
    );
  });

  it('there are none of where nothing draws the measurement', () => {
    const probes = probeCell.probes.filter(({ kind }) => kind === 'payload');
    const numbers = { ...probeCell, probes };
    const cells = meowNotebook.cells.filter(({ kind }) => kind !== 'chart' && kind !== 'compare');
    const bare = updateCell({ ...meowNotebook, cells }, numbers);
    expect(planOf(bare, numbers)).toMatchObject({ problem: { remedy: expect.any(String) } });
    expect(planOf(meowNotebook, probeCell)).toEqual({ plan });
  });

  it.each(shippedNotebooks)('there are of every measurement in $id', async ({ load }) => {
    const document = await load();
    const refused = document.cells.flatMap((cell) =>
      cell.kind === 'probe' && 'problem' in planOf(document, cell) ? [cell.name] : [],
    );
    expect(refused).toEqual([]);
  });
});

describe('a seed of one’s own', () => {
  it('is none that a notebook comes with', () => {
    expect(ownSeed({ seeds: [3] })).toBeNull();
    expect(ownSeed({ seeds: [0, 1, 2] })).toBeNull();
    expect(ownSeed({ seeds: [] })).toBeNull();
  });

  it('is drawn where a link wants it, and changes what a code belongs to in nothing', () => {
    const own = withOwnSeed(meowNotebook);
    expect(ownSeed(own.setup)).toBe(own.setup.seeds[0]);
    expect({ ...own, setup: { ...own.setup, seeds: meowNotebook.setup.seeds } }).toEqual(meowNotebook);
    expect(poolingPlan(own, probeCell)).toEqual(plan);
    // The seed of whoever made the link is not passed on.
    expect(withOwnSeed(own).setup.seeds).not.toEqual(own.setup.seeds);
  });

  it('is known as such, whichever is drawn', () => {
    for (const random of [0, 1, 89_999, 90_000, 2 ** 32 - 1]) {
      const seed = seedFrom(random);
      expect(ownSeed({ seeds: [seed] })).toBe(seed);
    }
  });
});
