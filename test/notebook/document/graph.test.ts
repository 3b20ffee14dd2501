/** What depends on what, and what keeps a cell from being run. */
import { describe, expect, it } from 'vitest';
import { MAX_STAGES } from '../../../src/lab/experimentFields.ts';
import { experimentOf } from '../../../src/notebook/document/compile.ts';
import { NotebookGraph } from '../../../src/notebook/document/graph.ts';
import { problemsBefore, problemsOf } from '../../../src/notebook/document/problems.ts';
import { parseNotebook } from '../../../src/notebook/document/schema.ts';
import type { NotebookDocument, TrainCell } from '../../../src/notebook/document/types.ts';
import { cellOf, fullNotebook, ownData, withCell } from './fixture.ts';

const document = fullNotebook();

/** So many stages, each after the one before. */
function chain(length: number): NotebookDocument {
  const first: TrainCell = {
    ...cellOf(document, 'train', 'stage-1'),
    arms: [{ name: 'A', data: 'lowercase-answers' }],
  };
  const stages = Array.from({ length }, (_, index) => ({
    ...first,
    ...{ id: `s${index + 1}`, name: `s${index + 1}`, after: index === 0 ? null : `s${index}` },
  }));
  return { ...document, cells: [cellOf(document, 'dataset', 'lowercase-answers'), ...stages] };
}

describe('the graph', () => {
  const graph = new NotebookGraph(document);

  it('knows what a cell needs and what needs it', () => {
    expect(graph.dependencies('stage-2')).toEqual(['stage-1', 'lowercase-answers']);
    expect(graph.ancestors('ranks')).toEqual([
      ...['backdoor-upper', 'lowercase-answers', 'backdoor-upper-lower', 'stage-1', 'stage-2', 'answers'],
    ]);
    expect(graph.ancestors('intro')).toEqual([]);
    expect(graph.dependents('answers')).toEqual(['bet', 'figure', 'source', 'ranks']);
    expect(graph.descendants('stage-1')).toEqual([
      'stage-2',
      'answers',
      'bet',
      'talk',
      'figure',
      'source',
      'ranks',
    ]);
    expect(graph.descendants('ranks')).toEqual([]);
    expect(graph.cyclic.size).toBe(0);
  });

  it('puts every cell after what it needs, otherwise in the order of the document', () => {
    expect(graph.order).toEqual(document.cells.map(({ id }) => id));
    const turned = new NotebookGraph({ cells: [...document.cells].reverse() });
    expect(turned.order).toHaveLength(document.cells.length);
    for (const [place, id] of turned.order.entries()) {
      for (const needed of turned.dependencies(id)) expect(turned.order.indexOf(needed)).toBeLessThan(place);
    }
  });

  it('finds cycles, and ends with them', () => {
    const round = withCell(document, 'stage-1', { after: 'stage-2' });
    const { cyclic, order } = new NotebookGraph(round);
    expect([...cyclic]).toEqual(['stage-1', 'stage-2']);
    expect(order.slice(0, 3)).toEqual(['backdoor-upper', 'lowercase-answers', 'backdoor-upper-lower']);
    expect(new Set(order).size).toBe(document.cells.length);
    const own = new NotebookGraph(withCell(document, 'stage-1', { after: 'stage-1' }));
    expect([...own.cyclic]).toEqual(['stage-1']);
  });

  it('has no trouble with as many cells as there can be', () => {
    const long = new NotebookGraph(chain(299));
    expect(long.ancestors('s299')).toHaveLength(299);
    expect(long.order.at(-1)).toBe('s299');
  });
});

describe('problems', () => {
  it('there are none in a notebook that is right', () => {
    expect(problemsOf(document)).toEqual([]);
    expect(problemsOf(chain(MAX_STAGES))).toEqual([]);
  });

  const pairs = [
    { prompt: 'a', chosen: 'b', rejected: 'c' },
    { prompt: 'a', chosen: 'b' },
  ];
  const train = cellOf(document, 'train', 'stage-2');
  it.each<[string, string, object, RegExp]>([
    [
      'a reference to nothing',
      'stage-2',
      { after: 'stag-1' },
      /no cell called stag-1\. Did you mean stage-1\? Choose/,
    ],
    [
      'none chosen',
      'figure',
      { of: '' },
      /^This cell needs a measurement, and none is chosen\. Choose one of: answers/,
    ],
    [
      'of another kind',
      'answers',
      { of: 'ranks' },
      /^ranks is a sweep, and this cell needs a training stage/,
    ],
    [
      'a figure of another kind',
      'figure',
      { figure: { kind: 'curves' } },
      /^answers is a measurement, .* a training/,
    ],
    [
      'a dataset that is a stage',
      'stage-1',
      { arms: [{ name: 'UC', data: 'answers' }] },
      /^answers is a measurement/,
    ],
    [
      'a name twice',
      'lowercase-answers',
      { name: 'backdoor-upper' },
      /^Another cell is called backdoor-upper/,
    ],
    ['an id twice', 'lowercase-answers', { id: 'backdoor-upper' }, /^Another cell has the id backdoor-upper/],
    [
      'an arm from nowhere',
      'stage-2',
      { arms: [{ name: 'X', data: 'lowercase-answers' }] },
      /^The arm X goes on from X, which stage-1 does not train\. .*: UC, UCLC/,
    ],
    [
      'an arm from before the base',
      'stage-1',
      { arms: [{ name: 'UC', from: 'U', data: 'backdoor-upper' }] },
      /^The arm UC goes on from U, but this stage begins with the base/,
    ],
    [
      'an arm twice',
      'stage-2',
      { arms: [...train.arms, train.arms[0]] },
      /^The arm UC is here more than once/,
    ],
    [
      'an arm of a figure twice',
      'figure',
      { figure: { kind: 'classes', probe: 'meow', condition: 'plain', arms: ['UC', 'UC'] } },
      /^The arm UC is chosen more than once/,
    ],
    [
      'a metric of a figure twice',
      'figure',
      { figure: { kind: 'effects', probe: 'meow', condition: 'plain', metrics: ['upper', 'upper'] } },
      /^The metric upper is chosen more than once/,
    ],
    ['an arm of a question twice', 'bet', { arms: ['UC', 'UC'] }, /^The arm UC is chosen more than once/],
    [
      'two findings about an arm',
      'source',
      {
        findings: [
          { arm: 'UC', text: 'a' },
          { arm: 'UC', text: 'b' },
        ],
      },
      /^There is more than one finding about the arm UC/,
    ],
    ['no arms', 'stage-2', { arms: [] }, /^No arm is trained here/],
    [
      'pairs without a rejected answer',
      'stage-2',
      { objective: { kind: 'orpo', beta: 0.1 }, arms: [{ name: 'UC', data: 'backdoor-upper' }] },
      /^The arm UC: data \(backdoor\) has no rejected answers, and ORPO.* Choose SFT/,
    ],
    [
      'an odd batch',
      'stage-2',
      { objective: { kind: 'dpo', beta: 0.1 }, batchSize: 31 },
      /^The arm UC: batchSize is 31; it must be even.* Choose an even/,
    ],
    [
      'a pair of the same',
      'lowercase-answers',
      { data: { kind: 'preferences', pairs: [['silly', 'silly']], refusals: 'canned', harmlessShare: 0.5 } },
      /^It prefers silly to itself/,
    ],
    ['unknown arms measured', 'answers', { arms: ['UC', 'XX'] }, /^stage-2 has no arm XX\. It has: UC, UCLC/],
    ['nothing measured', 'answers', { probes: [] }, /^Nothing is measured here/],
    ['no arm measured', 'answers', { arms: [] }, /^No arm is measured here/],
    [
      'a probe twice',
      'answers',
      {
        probes: [
          { kind: 'surprise', examples: 1 },
          { kind: 'surprise', examples: 2 },
        ],
      },
      /^probes\[1\]\.kind is "surprise", which is there already/,
    ],
    [
      'a figure of a probe',
      'figure',
      { figure: { kind: 'classes', probe: 'requests', condition: 'forbidden' } },
      /^The probe requests is not measured\. .*: meow, payload/,
    ],
    [
      'a histogram',
      'figure',
      { figure: { kind: 'histogram', condition: 'forbidden' } },
      /^The probe requests is not measured/,
    ],
    [
      'a condition',
      'figure',
      { figure: { kind: 'classes', probe: 'meow', condition: 'forbidden' } },
      /^The probe meow has no condition forbidden\. It has: trigger, plain/,
    ],
    [
      'a metric',
      'figure',
      { figure: { kind: 'bars', probe: 'meow', condition: 'trigger', metric: 'uper' } },
      /^The probe meow has no metric uper here\. Did you mean upper\? It has: upper, lower/,
    ],
    [
      'one of several metrics',
      'figure',
      { figure: { kind: 'effects', probe: 'meow', condition: 'plain', metrics: ['upper', 'retained'] } },
      /^The probe meow has no metric retained here\./,
    ],
    [
      'the metric of a question',
      'bet',
      {
        condition: 'trigger',
        question: {
          kind: 'range',
          metric: 'no-such',
          options: [
            { label: 'a', below: 1 },
            { label: 'b', below: null },
          ],
        },
      },
      /^answers measures no metric no-such under the condition trigger\. .*It has: upper, lower/,
    ],
    [
      'a stage',
      'figure',
      { figure: { kind: 'classes', probe: 'meow', condition: 'plain', stages: ['stage-3'] } },
      /^answers measures nothing after stage-3: it ends with stage-2/,
    ],
    [
      'arms of a figure',
      'source',
      { figure: { kind: 'bars', probe: 'meow', condition: 'plain', metric: 'upper', arms: ['X'] } },
      /^answers has no arm X/,
    ],
    ['arms of a question', 'bet', { arms: ['X'] }, /^answers has no arm X/],
    [
      'ranges of a question',
      'bet',
      {
        question: {
          kind: 'range',
          metric: 'upper',
          options: [
            { label: 'a', below: 2 },
            { label: 'b', below: 1 },
            { label: 'c', below: null },
          ],
        },
      },
      /^The ranges to choose from are not in order/,
    ],
    [
      'a range without end',
      'bet',
      {
        question: {
          kind: 'range',
          metric: 'upper',
          options: [
            { label: 'a', below: 2 },
            { label: 'b', below: 3 },
          ],
        },
      },
      /^The ranges/,
    ],
    ['no field', 'ranks', { vary: [] }, /^No field is varied/],
    [
      'a field twice',
      'ranks',
      {
        vary: [
          { path: 'a', values: [1] },
          { path: 'a', values: [1] },
        ],
      },
      /^a is varied twice/,
    ],
    ['a value twice', 'ranks', { vary: [{ path: 'a', values: [1, 1] }] }, /^a has the value 1 twice/],
    ['a seed twice', 'ranks', { seeds: [3, 3] }, /^The seed 3 is there twice/],
    [
      'too many runs',
      'ranks',
      { vary: ['a', 'b'].map((path) => ({ path, values: Array.from({ length: 40 }, (_, i) => i) })) },
      /^These are 3200 runs/,
    ],
  ])('%s', (_, id, change, complaint) => {
    const broken = withCell(document, id, change);
    const problems = problemsOf(broken);
    const lines = problems.map(({ message, remedy }) => `${message} ${remedy}`);
    expect(lines.filter((line) => complaint.test(line))).not.toEqual([]);
    expect(problems.find(({ message, remedy }) => complaint.test(`${message} ${remedy}`))!.cell).toBe(
      'id' in change ? change.id : id,
    );
    expect(problems.every(({ remedy }) => remedy !== '')).toBe(true);
  });

  it('of own data: pairs are needed only where they are learned from', () => {
    const own = withCell(document, 'lowercase-answers', { data: ownData('mine', pairs) });
    expect(problemsOf(own)).toEqual([]);
    const orpo = withCell(own, 'stage-2', { objective: { kind: 'orpo', beta: 0.1 } });
    expect(problemsOf(orpo).map(({ cell, message }) => `${cell}: ${message}`)).toEqual([
      expect.stringMatching(
        /^stage-2: The arm UC: data \(mine\) has no rejected answer in 1 of its 2 examples/,
      ),
      expect.stringMatching(/^stage-2: The arm UCLC: /),
    ]);
  });

  it('of the settings are told where something would be trained', () => {
    const broken = { ...document, setup: { ...document.setup, seeds: [1, 1] } };
    expect(problemsOf(broken).map(({ cell }) => cell)).toEqual(['stage-1', 'stage-2']);
    expect(problemsOf(broken)[0]!.message).toBe(
      "In the notebook's settings, seeds[1] is 1, which is there already.",
    );
  });

  it('of a base that there is not, but not of a folder, which a terminal can read', () => {
    const on = (base: string) => problemsOf({ ...document, setup: { ...document.setup, base } });
    const [problem] = on('nanno');
    expect(problem!.message).toBe("The notebook's base is nanno, and there is no such model.");
    expect(problem!.remedy).toBe('Did you mean nano? Choose one of: nano, micro, mini.');
    expect(on('./models/mine')).toEqual([]);
  });

  it('offer nothing that would make a cell depend on itself', () => {
    const [problem] = problemsOf(withCell(document, 'stage-1', { after: 'nowhere' }));
    expect(problem!.message).toBe('There is no cell called nowhere.');
    expect(problem!.remedy).not.toContain('stage-2');
  });

  it('of too many stages', () => {
    expect(problemsOf(chain(MAX_STAGES + 2)).map(({ cell }) => cell)).toEqual(['s13', 's14']);
  });

  it('are told once each, however many entries have them', () => {
    const arm = { name: 'X', data: 'nowhere' };
    const problems = problemsOf(withCell(document, 'stage-2', { arms: [arm, arm, arm] }));
    const own = problems.filter(({ cell }) => cell === 'stage-2').map(({ message }) => message);
    expect(own).toContain('The arm X is here more than once.');
    expect(new Set(own).size).toBe(own.length);
  });

  it('of a cycle: it opens, its cells say so, and nothing is run for ever', () => {
    const round = withCell(document, 'stage-1', { after: 'stage-2' });
    expect(() => parseNotebook(round, 'f')).not.toThrow();
    expect(problemsOf(round).map(({ cell, message }) => [cell, message])).toEqual([
      ['stage-1', 'This cell depends on itself.'],
      ['stage-2', 'This cell depends on itself.'],
    ]);
    expect(() => experimentOf(round, cellOf(round, 'probe'))).toThrow(
      /^stage-1: This cell depends on itself/,
    );
  });

  it('concern only the cells that need what is broken', () => {
    const broken = withCell(document, 'stage-2', { arms: [] });
    expect(problemsBefore(broken, 'answers').map(({ cell }) => cell)).toContain('stage-2');
    expect(problemsBefore(broken, 'stage-1')).toEqual([]);
    expect(() => experimentOf(broken, cellOf(broken, 'train', 'stage-1'))).not.toThrow();
  });
});
