/**
 * The conversation in a chat cell: every question goes to the base and to what each stage made of it. It lasts as long
 * as the notebook is open, whether the cell is folded or not.
 */
import type { Checkpoint, ExperimentSpec, StageName } from '../../lab/types.ts';
import type { ChatAnswer } from '../../../workers/protocol.ts';
import { cellOfKind } from '../document/graph.ts';
import type { TrainCell } from '../document/types.ts';
import { isSealed, sortStages } from '../figures/stages.ts';
import { describeProblem, type Problem } from '../problem.ts';
import { baseCheckpoint, findModels, stagesOfArm, trainCellsOf } from './chatModels.ts';
import type { OpenNotebook } from './openNotebook.svelte.ts';
import { PerCell } from './perCell.ts';

export interface ChatTurn {
  id: number;
  /** What the reader typed, without the trigger. */
  question: string;
  /** The trigger that stood in front of it; null: none. */
  trigger: string | null;
  arm: string | null;
  /** Those that were asked, in order; empty until it is known who can be. */
  stages: StageName[];
  /** Null while the models are answering, or where that failed. */
  answers: ChatAnswer[] | null;
  problem: Problem | null;
}

/** `unknown`: nobody has looked yet, since it depends on what computes. */
export type ModelState = 'ready' | 'missing' | 'sealed' | 'unknown';

export interface ChatModel {
  stage: StageName;
  state: ModelState;
}

export class ChatSession {
  /** Newest first. */
  turns = $state.raw<ChatTurn[]>([]);
  busy = $state(false);
  question = $state('');
  triggered = $state(false);
  temperature = $state(0.3);
  /** Of the answers, not of the training. */
  seed = $state(0);
  private chosenArm = $state<string | null>(null);
  private chosenTraining = $state<number | null>(null);
  /** By stage; null where nobody has looked. */
  private found = $state.raw<ReadonlyMap<StageName, Checkpoint> | null>(null);
  /** Counts the searches, since a later one may come to an end earlier. */
  private searches = 0;
  private asked = 0;

  readonly train: TrainCell | null = $derived.by(() => {
    const cell = this.notebook.cell(this.cellId);
    if (cell?.kind !== 'chat') return null;
    return cellOfKind(this.notebook.document, cell.of, 'train') ?? null;
  });
  private readonly compiled = $derived.by(() => {
    const entry = this.train && this.notebook.results.cells.get(this.train.id);
    return entry?.kind === 'experiment' ? entry.compiled : null;
  });
  readonly experiment: ExperimentSpec | null = $derived(
    this.compiled && 'spec' in this.compiled ? this.compiled.spec : null,
  );
  /** Why the models cannot be made. */
  readonly problem: Problem | null = $derived(
    this.compiled && 'problem' in this.compiled ? this.compiled.problem : null,
  );
  readonly arms: string[] = $derived(this.experiment?.arms.map(({ name }) => name) ?? []);
  readonly arm: string | null = $derived(
    this.chosenArm !== null && this.arms.includes(this.chosenArm)
      ? this.chosenArm
      : (this.arms.at(-1) ?? null),
  );
  readonly trainingSeeds: number[] = $derived(this.experiment?.seeds ?? []);
  readonly trainingSeed: number | null = $derived(
    this.chosenTraining !== null && this.trainingSeeds.includes(this.chosenTraining)
      ? this.chosenTraining
      : (this.trainingSeeds[0] ?? null),
  );
  /** The train cells that the arm's models have been through. */
  private readonly behind: TrainCell[] = $derived.by(() =>
    this.train && this.arm !== null ? trainCellsOf(this.notebook.document, this.train, this.arm) : [],
  );
  /** The first stage that must not be heard before the reader has predicted it. */
  readonly sealed: StageName | null = $derived.by(
    () => sortStages(this.behind.flatMap((cell) => this.notebook.sealedFor(cell) ?? []))[0] ?? null,
  );
  /** The predict cell that seals it. */
  readonly sealing: string | null = $derived.by(
    () => this.behind.flatMap((cell) => this.notebook.sealingCell(cell)?.id ?? [])[0] ?? null,
  );
  readonly models: ChatModel[] = $derived.by(() => {
    const arm = this.experiment?.arms.find(({ name }) => name === this.arm);
    const stateOf = (stage: StageName): ModelState => {
      if (isSealed(stage, this.sealed)) return 'sealed';
      if (this.found === null) return 'unknown';
      return this.found.has(stage) ? 'ready' : 'missing';
    };
    return arm ? stagesOfArm(arm).map((stage) => ({ stage, state: stateOf(stage) })) : [];
  });
  /** What the verdict looks for; null where these models have nothing to do with a payload. */
  readonly payload: string | null = $derived.by(() => {
    const { watch } = this.notebook.document.setup;
    if (watch) return watch.upper;
    const stages = this.experiment?.arms.flatMap((arm) => arm.stages) ?? [];
    return stages.flatMap(({ data }) => (data.kind === 'backdoor' ? data.payloads : []))[0] ?? null;
  });

  constructor(
    private readonly notebook: OpenNotebook,
    private readonly cellId: string,
  ) {}

  chooseArm(arm: string): void {
    this.chosenArm = arm;
  }

  chooseTraining(seed: number): void {
    this.chosenTraining = seed;
  }

  clear(): void {
    this.turns = [];
  }

  /** Looks which models have been trained here, as far as it is known what computes. Never rejects. */
  async look(): Promise<void> {
    const { experiment, arm, trainingSeed: seed } = this;
    const { lab, runner, cache } = this.notebook;
    const info = experiment && lab.infoFor(experiment.base);
    const made = runner.run && { experiment: runner.run.experiment, checkpoints: runner.run.checkpoints };
    const search = ++this.searches;
    if (!experiment || arm === null || seed === null || !info) {
      this.found = null;
      return;
    }
    const context = { baseHash: info.baseHash, backend: info.backend };
    const found = await findModels({ experiment, arm, seed, context, made, cache });
    if (search === this.searches) this.found = found;
  }

  /** Asks the base and all models that there are. Never rejects: what goes wrong is shown in the turn. */
  async ask(text: string): Promise<void> {
    const question = text.trim();
    const { experiment, arm, temperature, seed, payload } = this;
    if (question === '' || this.busy || !experiment) return;
    this.question = question;
    const { lab, document } = this.notebook;
    const { trigger: tag, base, quantization } = { ...document.setup };
    const trigger = this.triggered ? tag : null;
    const prompt = trigger === null ? question : `${trigger} ${question}`;
    let turn: ChatTurn = {
      ...{ id: ++this.asked, question, trigger, arm },
      ...{ stages: [], answers: null, problem: null },
    };
    this.turns = [turn, ...this.turns];
    this.busy = true;
    const show = (part: Partial<ChatTurn>) => {
      const before = turn;
      turn = { ...turn, ...part };
      this.turns = this.turns.map((other) => (other === before ? turn : other));
    };
    try {
      await lab.ready(base);
      await this.look();
      const checkpoints = [baseCheckpoint(experiment), ...this.readyModels()];
      show({ stages: checkpoints.map(({ stage }) => stage) });
      const request = { base, quantization, checkpoints, prompt, temperature, seed, withTokens: true };
      show({ answers: await lab.client.chat({ ...request, ...(payload !== null && { payload }) }) });
    } catch (error) {
      show({ problem: describeProblem(error) });
    } finally {
      this.busy = false;
    }
  }

  private readyModels(): Checkpoint[] {
    return this.models.flatMap(({ stage, state }) =>
      state === 'ready' ? (this.found?.get(stage) ?? []) : [],
    );
  }
}

const sessions = new PerCell<ChatSession>();

/** The conversation of a cell, which is begun when it is first asked for. */
export function chatSessionOf(notebook: OpenNotebook, cellId: string): ChatSession {
  return sessions.of(notebook, cellId, () => {
    let session: ChatSession;
    // What is derived in it must not end with the component that happens to ask first.
    $effect.root(() => {
      session = new ChatSession(notebook, cellId);
    });
    return session!;
  });
}
