/** What of an experiment earlier runs have done, and what a run has to tell later ones. */
import { loraSize } from '../model/lora.ts';
import { isWatched, watchedIn, WorkKeys, type KnownWork } from './known.ts';
import type { LoadedBase } from './loadedBase.ts';
import { probesOf } from './sharing.ts';
import type {
  ArmSpec,
  BackendName,
  ExperimentSpec,
  Measurement,
  PayloadProbe,
  ProbeSpec,
  RunEvent,
  TrainedStage,
} from './types.ts';

/** The model of an arm after a stage; −1 is the base. */
export interface ModelPlace {
  arm: ArmSpec;
  seed: number;
  stageIndex: number;
}

/** What is known of a stage, and so is no work. */
export interface KnownParts {
  trained: boolean;
  measured: boolean;
}

export class Reuse {
  private readonly keys: WorkKeys;
  private readonly parameters: number;

  constructor(
    private readonly experiment: ExperimentSpec,
    base: LoadedBase,
    backend: BackendName,
    private readonly known: KnownWork | null,
    /** What is watched where an arm has no payload probe. */
    private readonly watch: PayloadProbe | null = null,
  ) {
    this.keys = new WorkKeys(experiment, { baseHash: base.hash, backend });
    this.parameters = loraSize(base.config, experiment.lora);
  }

  training({ arm, seed, stageIndex }: ModelPlace): TrainedStage | null {
    const found = this.known?.trained.get(this.keys.trained(arm, seed, stageIndex));
    // What is of another size comes from a damaged store.
    if (found?.parameters.length !== this.parameters) return null;
    return this.lacksCurve(arm, found) ? null : found;
  }

  /**
   * A run that measures nothing is run for its curves: where something is to be watched, and something else was, or
   * nothing, they are to be had only by training again.
   */
  private lacksCurve(arm: ArmSpec, { watched }: TrainedStage): boolean {
    const isForCurves = probesOf(this.experiment, arm).length === 0;
    return isForCurves && this.watch !== null && !isWatched(watched, this.watch);
  }

  measurement({ arm, seed, stageIndex }: ModelPlace, probe: ProbeSpec): Measurement | null {
    return this.known?.measured.get(this.keys.measured(arm, seed, stageIndex, probe)) ?? null;
  }

  parts(place: ModelPlace): KnownParts {
    return {
      trained: place.stageIndex >= 0 && this.training(place) !== null,
      measured: probesOf(this.experiment, place.arm).every(
        (probe) => this.measurement(place, probe) !== null,
      ),
    };
  }

  /** @param watch what was watched while the stage trained */
  trainedEvent(
    { arm, seed, stageIndex }: ModelPlace,
    { watch, ...stage }: Omit<TrainedStage, 'watched'> & { watch: PayloadProbe | null },
  ): RunEvent {
    const trained = { ...stage, watched: watch && watchedIn(watch) };
    return { type: 'trained', key: this.keys.trained(arm, seed, stageIndex), trained };
  }

  measuredEvent({ arm, seed, stageIndex }: ModelPlace, probe: ProbeSpec, measured: Measurement): RunEvent {
    return { type: 'measured', key: this.keys.measured(arm, seed, stageIndex, probe), measured };
  }
}
