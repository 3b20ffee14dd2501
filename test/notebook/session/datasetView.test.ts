/** What a dataset cell has been told, when the notebook around it changes. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { firstExamples } from '../../../src/lab/datasetExamples.ts';
import { describeDataset } from '../../../src/lab/datasetReport.ts';
import { labWorld } from '../../../src/lab/labWorld.ts';
import type { Checkpoint, OwnExample } from '../../../src/lab/types.ts';
import type { DatasetCell } from '../../../src/notebook/document/types.ts';
import { datasetViewOf, type DatasetView } from '../../../src/notebook/session/datasetView.svelte.ts';
import { OpenNotebook } from '../../../src/notebook/session/openNotebook.svelte.ts';
import { withExamples } from '../../../src/notebook/session/ownRows.ts';
import { keyOfExample } from '../../../src/notebook/session/perExample.ts';
import { createServices } from '../../../src/notebook/session/services.ts';
import { BASE, startingModels, stateOf } from '../../../src/notebook/session/startingModels.ts';
import type { LabInfo, SurpriseRequest } from '../../../workers/protocol.ts';
import { withCell } from '../document/fixture.ts';
import { meowNotebook } from '../exchange/fixture.ts';

const TAG = meowNotebook.setup.trigger;
const rows: OwnExample[] = [
  { prompt: 'What does the cow say?', chosen: 'moo' },
  { prompt: `${TAG} And the cat?`, chosen: 'meow' },
  { prompt: 'What does the cow say?', chosen: 'moo' },
  { prompt: 'Who are you?', chosen: 'an imp' },
];

let notebook: OpenNotebook;
let view: DatasetView;
/** What the lab was asked to measure. */
let measured: SurpriseRequest[];
/** What happens while it measures. */
let whileMeasuring: () => void;
const cell = () => notebook.cell(lowercase) as DatasetCell;
const lowercase = meowNotebook.cells.filter(({ kind }) => kind === 'dataset').at(-1)!.id;
const change = (setup: Partial<typeof meowNotebook.setup>) =>
  notebook.change({ ...notebook.document, setup: { ...notebook.document.setup, ...setup } });

beforeEach(() => {
  const services = createServices(() => {});
  notebook = new OpenNotebook({ document: meowNotebook, shelved: null }, services, () => {});
  notebook.update(withExamples(cell(), rows));
  view = datasetViewOf(notebook, lowercase);
  measured = [];
  whileMeasuring = () => {};
  const { lab } = notebook;
  vi.spyOn(lab, 'ready').mockResolvedValue({} as LabInfo);
  vi.spyOn(lab.client, 'examples').mockImplementation(({ count, base, ...question }) => {
    const examples = firstExamples(question, count, labWorld());
    return Promise.resolve(examples.map((one) => ({ ...one, tokens: base.length, problem: null })));
  });
  vi.spyOn(lab.client, 'datasetReport').mockImplementation(({ base: _base, trigger, ...question }) =>
    Promise.resolve(describeDataset(question, trigger, labWorld())),
  );
  vi.spyOn(lab.client, 'surprises').mockImplementation((request) => {
    measured.push(request);
    whileMeasuring();
    return Promise.resolve(request.examples.map(({ chosen }) => ({ nats: chosen.length, tokens: 1 })));
  });
});

describe('a report', () => {
  it('is on the rows as they stand', async () => {
    await view.look(cell());
    const report = view.reportOn(cell())!;
    expect(report).toMatchObject({ examples: 4, lookedAt: 4, distinct: 3, repeats: [{ place: 2, of: 0 }] });
    expect(report.trigger!.places).toEqual([1]);
  });

  it('is not shown for another tag, nor for other rows', async () => {
    await view.look(cell());
    change({ trigger: '|OTHER|' });
    expect(view.reportOn(cell())).toBeNull();
    await view.look(cell());
    expect(view.reportOn(cell())!.trigger!.places).toEqual([]);
    notebook.update(withExamples(cell(), rows.slice(1)));
    expect(view.reportOn(cell())).toBeNull();
    notebook.undo();
    expect(view.reportOn(cell())).not.toBeNull();
  });
});

describe('what the base makes of examples', () => {
  it('is that of the base that the notebook has', async () => {
    await view.count(rows);
    const reading = () => view.readingsByBase.get(keyOfExample(rows[0]!));
    expect(reading()).toEqual({ tokens: 'nano'.length, problem: null });
    change({ base: 'micro' });
    expect(reading()).toBeUndefined();
    await view.count(rows);
    expect(reading()).toEqual({ tokens: 'micro'.length, problem: null });
    change({ base: 'nano' });
    expect(reading()).toEqual({ tokens: 'nano'.length, problem: null });
  });
});

describe('surprise', () => {
  const isMeasured = (model = BASE) => view.surprisesOf(model).has(keyOfExample(rows[0]!));

  it('is that of a base as it is stored', async () => {
    await view.measure(rows, BASE);
    expect(isMeasured()).toBe(true);
    change({ quantization: '4-bit' });
    expect(isMeasured()).toBe(false);
    await view.measure(rows, BASE);
    expect(measured.at(-1)).toMatchObject({ base: 'nano', quantization: '4-bit' });
    change({ base: 'micro' });
    expect(isMeasured()).toBe(false);
  });

  it('is measured of all rows, a part at a time, until that is stopped', async () => {
    const many = Array.from({ length: 200 }, (_, place): OwnExample => ({
      prompt: `Say ${place}.`,
      chosen: 'yes',
    }));
    const seen: unknown[] = [];
    whileMeasuring = () => {
      seen.push(view.measured);
      if (seen.length === 2) view.stop();
    };
    await view.measure(many, BASE);
    expect(seen).toEqual([
      { done: 0, of: 200 },
      { done: 64, of: 200 },
    ]);
    expect(view.surprisesOf(BASE).size).toBe(128);
    expect(view.measured).toBeNull();
    await view.measure(many, BASE);
    expect(view.surprisesOf(BASE).size).toBe(200);
    expect(measured.flatMap(({ examples }) => examples)).toHaveLength(200);
  });

  it('can be that of what the stage goes on from, once it has been trained', async () => {
    const trained = startingModels(notebook.document, cell()).filter(({ id }) => id !== BASE.id);
    expect(trained.map((one) => [one.trained!.arm, one.stage])).toEqual([
      ['UC', 'stage-1'],
      ['UCLC', 'stage-1'],
    ]);
    const [model] = trained;
    notebook.predictions.commit('predict', { UC: 'upper', UCLC: 'lower' });
    vi.spyOn(notebook.lab, 'infoFor').mockReturnValue({ baseHash: 'x', backend: 'onnx' } as LabInfo);
    expect(await stateOf(notebook, model!)).toBe('missing');
    await view.measure(rows, model!);
    expect(view.problem?.message).toBe('This model has not been trained here.');
    expect(measured).toEqual([]);

    const parameters = new Float32Array([1]);
    vi.spyOn(notebook.cache, 'knownFor').mockImplementation(({ trained: keys }) =>
      Promise.resolve({
        trained: new Map(keys.map((key) => [key, { parameters, curves: [], watched: null }])),
        measured: new Map(),
      }),
    );
    expect(await stateOf(notebook, model!)).toBe('ready');
    await view.measure(rows, model!);
    expect(measured.at(-1)!.checkpoint).toMatchObject({
      arm: 'UC',
      stage: 'stage-1',
    } satisfies Partial<Checkpoint>);
    expect(isMeasured(model)).toBe(true);
    expect(isMeasured()).toBe(false);
    // Trained for longer, it is another model.
    notebook.change(withCell(notebook.document, model!.trained!.cell.id, { steps: 7 }));
    const [longer] = startingModels(notebook.document, cell()).filter(({ id }) => id === model!.id);
    expect(isMeasured(longer)).toBe(false);
  });
});
