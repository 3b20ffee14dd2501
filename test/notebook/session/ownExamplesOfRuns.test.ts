/** The experiment of a run, of which the worker sends copies back. */
import { expect, it, vi } from 'vitest';
import { meowNotebook, probeCell, recorded } from '../exchange/fixture.ts';
import { withFakeLab } from './fakeLab.ts';

it('stays the one that was sent, so that what is known of its examples is not worked out again', async () => {
  const { notebook, runs } = withFakeLab({ document: { ...meowNotebook, recorded: [] }, shelved: null });
  const running = notebook.run(probeCell.id);
  await vi.waitFor(() => expect(runs).toHaveLength(1));
  const [run] = runs;
  const { experiment } = run!.start;
  const nothing = new Float32Array(0);
  run!.tell({
    type: 'snapshot',
    snapshot: {
      ...{
        experiment: structuredClone(experiment),
        arm: experiment.arms[0]!.name,
        seed: 0,
        stageIndex: 0,
        step: 1,
      },
      ...{ rows: [], samples: [], curves: [], checkpoints: [], durations: [], computedOn: [] },
      ...{ parameters: nothing, firstMoments: nothing, secondMoments: nothing },
      elapsed: { training: 1, probing: 0 },
    },
  });
  expect(notebook.runner.run!.snapshot!.experiment).toBe(experiment);
  const { kept: _kept, ...result } = recorded();
  run!.end({ kind: 'done', result: { ...result, experiment: structuredClone(experiment) } });
  await running;
  expect(notebook.runner.run!.result!.experiment).toBe(experiment);
});
