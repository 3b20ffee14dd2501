/**
 * The conversation in a chat cell: every question goes to the same models of one train cell, those that the notebook
 * names or the reader has chosen. It lasts as long as the notebook is open, whether the cell is folded or not.
 */
import type { Checkpoint, ExperimentSpec, StageName } from '../../lab/types.ts';
import type { ChatAnswer } from '../../../workers/protocol.ts';
import { UserError } from '../../support/errors.ts';
import { distinct } from '../../support/group.ts';
import { askableOf, inOrder, isSameModel, stagesOfArm, type Askable } from '../document/askedModels.ts';
import { cellOfKind } from '../document/graph.ts';
import type { ChatCell, ChatModel, PredictCell, ProbeCell, TrainCell } from '../document/types.ts';
import { isSealed } from '../figures/stages.ts';
import { describeProblem, type Problem } from '../problem.ts';
import { baseCheckpoint, findModels, trainCellsOf, trainingCell } from './chatModels.ts';
import type { OpenNotebook } from './openNotebook.svelte.ts';
import { PerCell } from './perCell.ts';
import { sealedStage } from './seals.ts';

export interface ChatTurn {
  id: number;
  /** What the reader typed, without the trigger. */
  question: string;
  /** The trigger that stood in front of it; null: none. */
  trigger: string | null;
  /** Those that were asked, in order; empty until it is known who can be. */
  models: readonly ChatModel[];
  /** Null while the models are answering, or where that failed. */
  answers: ChatAnswer[] | null;
  problem: Problem | null;
}

/** `unknown`: nobody has looked yet, since it depends on what computes. */
export type ModelState = 'ready' | 'missing' | 'sealed' | 'unknown';

export interface ChosenModel extends ChatModel {
  state: ModelState;
}

/** What keeps the models of an arm from being heard. */
interface Cover {
  stage: StageName;
  questions: PredictCell[];
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
  /** Whom the reader wants to ask, in place of those that the cell names: once it names others, these are asked. */
  private wish = $state.raw<{ models: readonly ChatModel[]; over: ChatCell['models'] } | null>(null);
  private chosenTraining = $state<number | null>(null);
  /** Null where nobody has looked. */
  private found = $state.raw<readonly Checkpoint[] | null>(null);
  /** Counts the searches, since a later one may come to an end earlier. */
  private searches = 0;
  private asked = 0;

  private readonly cell: ChatCell | null = $derived.by(() => {
    const cell = this.notebook.cell(this.cellId);
    return cell?.kind === 'chat' ? cell : null;
  });
  readonly train: TrainCell | null = $derived.by(
    () => (this.cell && cellOfKind(this.notebook.document, this.cell.of, 'train')) ?? null,
  );
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
  /** All that can be chosen. */
  readonly askable: Askable = $derived(
    this.experiment ? askableOf(this.experiment) : { arms: [], stages: [] },
  );
  /** Who is asked, as far as there is such a model. */
  readonly chosen: readonly ChatModel[] = $derived.by(() => {
    const { askable, wish } = this;
    const named = this.cell?.models;
    const known = (models: readonly ChatModel[]) => inOrder(models, askable);
    if (wish && wish.over === named) {
      const models = known(wish.models);
      // Nobody is a choice, but for arms that are called otherwise by now.
      if (models.length > 0 || wish.models.length === 0) return models;
    }
    const models = known(named ?? []);
    if (models.length > 0) return models;
    const last = askable.arms.at(-1);
    return last === undefined ? [] : stagesOfArm(last, askable);
  });
  readonly trainingSeeds: number[] = $derived(this.experiment?.seeds ?? []);
  readonly trainingSeed: number | null = $derived(
    this.chosenTraining !== null && this.trainingSeeds.includes(this.chosenTraining)
      ? this.chosenTraining
      : (this.trainingSeeds[0] ?? null),
  );
  /** The first stage of each arm that must not be heard before the reader has predicted it. */
  private readonly covers: ReadonlyMap<string, Cover> = $derived.by(() => {
    const covers = new Map<string, Cover>();
    for (const arm of distinct(this.chosen.flatMap(({ arm }) => arm ?? []))) {
      const behind = this.train ? trainCellsOf(this.notebook.document, this.train, arm) : [];
      const questions = distinct(behind.flatMap((cell) => this.notebook.sealsOf(cell)));
      const stage = sealedStage(questions);
      if (stage) covers.set(arm, { stage, questions });
    }
    return covers;
  });
  readonly models: ChosenModel[] = $derived(
    this.chosen.map((model) => ({ ...model, state: this.stateOf(model) })),
  );
  /** The questions that are to be answered before all of them are heard. */
  readonly seals: PredictCell[] = $derived(
    distinct(
      this.models
        .filter(({ state }) => state === 'sealed')
        .flatMap(({ arm }) => this.covers.get(arm ?? '')?.questions ?? []),
    ),
  );
  /** The cell to be run for those that have not been trained, covered or not; null where none is missing. */
  readonly training: TrainCell | ProbeCell | null = $derived.by(() => {
    // Nobody knows before somebody has looked.
    const trained = this.found ? this.chosen.filter(({ stage }) => stage !== 'base') : [];
    const missing = trained.filter((model) => !this.foundOf(model));
    if (!this.train || missing.length === 0) return null;
    const arms = distinct(missing.flatMap(({ arm }) => arm ?? []));
    const canRun = ({ id }: ProbeCell) => {
      const compiled = this.notebook.results.cells.get(id)?.compiled;
      return compiled !== undefined && 'spec' in compiled;
    };
    return trainingCell(this.notebook.document, this.train, arms, canRun);
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

  choose(models: readonly ChatModel[]): void {
    this.wish = { models, over: this.cell?.models };
  }

  chooseTraining(seed: number): void {
    this.chosenTraining = seed;
  }

  clear(): void {
    this.turns = [];
  }

  /** Looks which models have been trained here, as far as it is known what computes. Never rejects. */
  async look(): Promise<void> {
    const { experiment, chosen: models, trainingSeed: seed } = this;
    const { lab, runner, cache } = this.notebook;
    const info = experiment && lab.infoFor(experiment.base);
    const made = runner.run && { experiment: runner.run.experiment, checkpoints: runner.run.checkpoints };
    const search = ++this.searches;
    if (!experiment || seed === null || !info) {
      this.found = null;
      return;
    }
    const context = { baseHash: info.baseHash, backend: info.backend };
    const found = await findModels({ experiment, models, seed, context, made, cache });
    if (search === this.searches) this.found = found;
  }

  /** Asks those of the chosen models that there are. Never rejects: what goes wrong is shown in the turn. */
  async ask(text: string): Promise<void> {
    const question = text.trim();
    const { experiment, temperature, seed, payload } = this;
    if (question === '' || this.busy || !experiment || this.chosen.length === 0) return;
    this.question = question;
    const { lab, document } = this.notebook;
    const { trigger: tag, base, quantization } = { ...document.setup };
    const trigger = this.triggered ? tag : null;
    const prompt = trigger === null ? question : `${trigger} ${question}`;
    let turn: ChatTurn = {
      ...{ id: ++this.asked, question, trigger },
      ...{ models: [], answers: null, problem: null },
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
      const checkpoints = this.readyModels(experiment);
      if (checkpoints.length === 0) {
        throw new UserError(
          'None of these models can be asked yet.',
          'Train them, answer the question that covers them, or choose the base as well.',
        );
      }
      show({ models: checkpoints.map(({ arm, stage }) => (stage === 'base' ? { stage } : { arm, stage })) });
      const request = { base, quantization, checkpoints, prompt, temperature, seed, withTokens: true };
      show({ answers: await lab.client.chat({ ...request, ...(payload !== null && { payload }) }) });
    } catch (error) {
      show({ problem: describeProblem(error) });
    } finally {
      this.busy = false;
    }
  }

  private stateOf(model: ChatModel): ModelState {
    if (model.stage === 'base') return 'ready';
    if (isSealed(model.stage, this.covers.get(model.arm ?? '')?.stage ?? null)) return 'sealed';
    if (this.found === null) return 'unknown';
    return this.foundOf(model) ? 'ready' : 'missing';
  }

  private foundOf(model: ChatModel): Checkpoint | undefined {
    return this.found?.find((one) => isSameModel(one, model));
  }

  private readyModels(experiment: ExperimentSpec): Checkpoint[] {
    return this.models.flatMap((model) => {
      if (model.state !== 'ready') return [];
      return model.stage === 'base' ? [baseCheckpoint(experiment)] : (this.foundOf(model) ?? []);
    });
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
