/** What was run, in files: with hashes in the place of own examples, or with the examples themselves. */
import { parseExperiment } from '../../lab/experimentSchema.ts';
import { resultFrom } from '../../lab/recordedFile.ts';
import { readSweep, type SweepSpec } from '../../lab/sweep.ts';
import type { ExperimentResult } from '../../lab/types.ts';
import { UserError, withPlace } from '../../support/errors.ts';
import { MissingList, readLists, ReadLists } from '../document/ownLists.ts';
import type { NotebookDocument } from '../document/types.ts';
import { guardAtLength } from './guardResult.ts';

/** The experiments of a file. */
export class FileExperiments {
  private readonly lists: ReadLists;

  /**
   * @param examples what the file has of own examples, by their hashes
   * @param document a notebook that is in the same file
   * @param remedy what to do where the file is damaged
   * @throws UserError if one of them is no list of examples
   */
  constructor(
    examples: Record<string, unknown>,
    document: Pick<NotebookDocument, 'cells'>,
    source: string,
    private readonly remedy: string,
  ) {
    guardAtLength(examples, source);
    const others = readLists(examples);
    if (!others) throw damaged(source, 'own examples are not whole', remedy);
    this.lists = new ReadLists(document, others);
  }

  /** @throws UserError if it is no result, or of nothing that can be run */
  result(value: unknown, place: string): ExperimentResult {
    const result = withPlace(place, () => resultFrom(value));
    const parse = (experiment: unknown) => parseExperiment(experiment, place);
    return { ...result, experiment: this.filled(result.experiment, parse, place) };
  }

  /** @throws UserError if it is no sweep */
  sweep(spec: unknown, place: string, source: string): SweepSpec {
    const { experiment } = (spec ?? {}) as { experiment?: unknown };
    let read: SweepSpec | undefined;
    const parse = (few: unknown) => {
      read = readSweep({ ...(spec as object), experiment: few }, source);
      return read.experiment;
    };
    const whole = this.filled(experiment, parse, place);
    return { ...read!, experiment: whole };
  }

  /** @throws UserError if it names examples that are not in the file */
  private filled<T>(experiment: unknown, parse: (experiment: unknown) => T, place: string): T {
    try {
      return this.lists.filled(experiment, parse);
    } catch (error) {
      if (error instanceof MissingList) throw damaged(place, 'own examples are missing', this.remedy);
      throw error;
    }
  }
}

const damaged = (place: string, what: string, remedy: string): UserError =>
  new UserError(`${place} is damaged (${what}).`, remedy);
