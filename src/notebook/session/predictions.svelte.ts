/** What the reader expects, by predict cell and arm, and which questions were skipped. */
import * as z from 'zod/mini';
import type { Json } from '../../lab/experimentField.ts';

/** By arm, the option that was chosen: an outcome's name, or the index of a range. */
export type Prediction = Record<string, string>;

const shape = z.object({
  made: z.record(z.string(), z.record(z.string(), z.string())),
  skipped: z.array(z.string()),
});

export class Predictions {
  /** By the id of the predict cell. */
  made = $state.raw<Readonly<Record<string, Prediction>>>({});
  skipped = $state.raw<readonly string[]>([]);

  constructor(private readonly onChange: () => void) {}

  /** Whether what a predict cell asks for may be shown. */
  isSettled(cell: string): boolean {
    return Object.hasOwn(this.made, cell) || this.skipped.includes(cell);
  }

  of(cell: string): Prediction | null {
    return Object.hasOwn(this.made, cell) ? this.made[cell]! : null;
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

  /** Asks again. */
  withdraw(cell: string): void {
    this.made = Object.fromEntries(Object.entries(this.made).filter(([id]) => id !== cell));
    this.skipped = this.skipped.filter((other) => other !== cell);
    this.onChange();
  }

  /** As it is kept between visits. */
  stored(): Json {
    return { made: { ...this.made }, skipped: [...this.skipped] };
  }

  /** Takes over what an earlier visit kept, if it is what it should be. */
  restore(stored: unknown): void {
    const parsed = shape.safeParse(stored);
    if (!parsed.success) return;
    this.made = parsed.data.made;
    this.skipped = parsed.data.skipped;
  }
}
