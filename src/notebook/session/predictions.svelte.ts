/** What the reader expects, by predict cell and arm, and which questions were skipped. */
import * as z from 'zod/mini';
import type { Json } from '../../lab/experimentField.ts';
import type { NotebookDocument, PredictCell } from '../document/types.ts';

/** By arm, the option that was chosen: an outcome's name, or the index of a range. */
export type Prediction = Record<string, string>;

const shape = z.object({
  made: z.record(z.string(), z.record(z.string(), z.string())),
  skipped: z.array(z.string()),
  opened: z.optional(z.array(z.string())),
});

export class Predictions {
  /** By the id of the predict cell. */
  made = $state.raw<Readonly<Record<string, Prediction>>>({});
  skipped = $state.raw<readonly string[]>([]);
  /** Asked again. What has been seen is not covered once more. */
  private opened = $state.raw<readonly string[]>([]);

  constructor(private readonly onChange: () => void) {}

  /** Whether what a predict cell asks for may be shown. */
  isSettled(cell: string): boolean {
    return Object.hasOwn(this.made, cell) || this.skipped.includes(cell) || this.opened.includes(cell);
  }

  /** What was predicted for the arms that the question asks about. */
  of({ id, arms }: Pick<PredictCell, 'id' | 'arms'>): Prediction | null {
    const made = Object.hasOwn(this.made, id) ? this.made[id]! : null;
    const asked = made ? arms.filter((arm) => Object.hasOwn(made, arm)) : [];
    // Where the question has become another altogether, it is seen that something else was answered.
    return made && asked.length > 0 ? Object.fromEntries(asked.map((arm) => [arm, made[arm]!])) : made;
  }

  /** Follows an arm that has got another name; the old one is remembered, to which undoing goes back. */
  renameArm(before: NotebookDocument, after: NotebookDocument, old: string, name: string): void {
    const asked = ({ cells }: NotebookDocument, arm: string) =>
      cells.flatMap((cell) => (cell.kind === 'predict' && cell.arms.includes(arm) ? [cell.id] : []));
    const others = asked(before, name);
    const renamed = asked(after, name).flatMap((id) => {
      const made = this.made[id];
      return others.includes(id) || made?.[old] === undefined ? [] : [[id, { ...made, [name]: made[old] }]];
    });
    if (renamed.length === 0) return;
    this.made = { ...this.made, ...(Object.fromEntries(renamed) as Record<string, Prediction>) };
    this.onChange();
  }

  commit(cell: string, prediction: Prediction): void {
    this.made = { ...this.made, [cell]: prediction };
    this.skipped = this.skipped.filter((other) => other !== cell);
    this.onChange();
  }

  skip(cell: string): void {
    this.skipped = [...this.skipped.filter((other) => other !== cell), cell];
    this.onChange();
  }

  /** Asks again, with everything in sight. */
  withdraw(cell: string): void {
    this.opened = [...this.opened.filter((other) => other !== cell), cell];
    this.made = Object.fromEntries(Object.entries(this.made).filter(([id]) => id !== cell));
    this.skipped = this.skipped.filter((other) => other !== cell);
    this.onChange();
  }

  /** As it is kept between visits. */
  stored(): Json {
    return { made: { ...this.made }, skipped: [...this.skipped], opened: [...this.opened] };
  }

  /** Takes over what an earlier visit kept, if it is what it should be. */
  restore(stored: unknown): void {
    const parsed = shape.safeParse(stored);
    if (!parsed.success) return;
    this.made = parsed.data.made;
    this.skipped = parsed.data.skipped;
    this.opened = parsed.data.opened ?? [];
  }
}
