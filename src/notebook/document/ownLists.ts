/**
 * Own examples in files. An experiment has all of them in every stage of every arm, and a file has many experiments: so
 * each list is there once, and in its place stands its SHA-256, as `examplesHash` has it.
 */
import * as z from 'zod/mini';
import { data } from '../../lab/experimentFields.ts';
import { examplesHash, withOwnExamples } from '../../lab/ownExamples.ts';
import type { ExperimentSpec, OwnExample } from '../../lab/types.ts';
import type { NotebookDocument } from './types.ts';

/** The lists of what is being written. */
export class WrittenLists {
  private readonly inNotebook: ReadonlySet<string>;
  private readonly lists = new Map<string, readonly OwnExample[]>();
  /** Whether any experiment has own examples. */
  isUsed = false;

  /** @param document a notebook that is in the same file, whose lists need not be there again */
  constructor(document: Pick<NotebookDocument, 'cells'>) {
    this.inNotebook = new Set(listsOf(document).map(examplesHash));
  }

  /** The experiment with hashes in the place of its lists. */
  referred(experiment: ExperimentSpec): ExperimentSpec {
    return withOwnExamples(experiment, (examples) => {
      // A result that came with a file may have none.
      if (!Array.isArray(examples)) return examples;
      this.isUsed = true;
      const hash = examplesHash(examples as OwnExample[]);
      if (!this.inNotebook.has(hash)) this.lists.set(hash, examples as OwnExample[]);
      return hash;
    }) as ExperimentSpec;
  }

  /** Those that the notebook does not have, such as what a dataset was before it was changed. */
  get others(): Record<string, readonly OwnExample[]> {
    return Object.fromEntries(this.lists);
  }
}

/** What stands where own examples should be: the hash of a list that is not in the file. */
export class MissingList extends Error {}

/** The lists of what is being read. */
export class ReadLists {
  private known: Map<string, OwnExample[]> | null = null;

  /** @param others which have been checked */
  constructor(
    private readonly document: Pick<NotebookDocument, 'cells'>,
    private readonly others: ReadonlyMap<string, OwnExample[]>,
  ) {}

  /**
   * An experiment with its lists in place of their hashes.
   * @param parse checks it; it is given the first example of each such list, all of which have been checked once
   * @throws MissingList
   */
  filled<T>(experiment: unknown, parse: (experiment: unknown) => T): T {
    let isReferring = false;
    const few = withOwnExamples(experiment, (examples) => {
      if (typeof examples !== 'string') return examples;
      isReferring = true;
      return this.list(examples).slice(0, 1);
    });
    const parsed = parse(few);
    if (!isReferring) return parsed;
    return withOwnExamples(experiment, (examples) =>
      typeof examples === 'string' ? this.list(examples) : examples,
    ) as T;
  }

  private list(hash: string): OwnExample[] {
    this.known ??= new Map([
      ...this.others,
      ...listsOf(this.document).map((list) => [examplesHash(list), list] as const),
    ]);
    const found = this.known.get(hash);
    if (!found) throw new MissingList();
    return found;
  }
}

/** Lists by their hashes, as `others` wrote them; null where one is no list of examples. */
export function readLists(lists: Record<string, unknown>): Map<string, OwnExample[]> | null {
  const found = new Map<string, OwnExample[]>();
  for (const [hash, examples] of Object.entries(lists)) {
    const parsed = z.safeParse(data, { kind: 'own', name: 'examples', examples });
    if (!parsed.success || parsed.data.kind !== 'own') return null;
    found.set(hash, parsed.data.examples);
  }
  return found;
}

function listsOf({ cells }: Pick<NotebookDocument, 'cells'>): OwnExample[][] {
  return cells.flatMap((cell) =>
    cell.kind === 'dataset' && cell.data.kind === 'own' ? [cell.data.examples] : [],
  );
}
