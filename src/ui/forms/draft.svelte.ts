/** What stands in a field while somebody types: the document keeps the last value that is allowed. */

import type { TypedField } from '../../notebook/session/typing.svelte.ts';
import { followField } from './typing.svelte.ts';

/** What a text means, or what is wrong with it. */
export type Reading<T> = { value: T } | { problem: string };

interface DraftOptions<T> {
  /** The value in the document. */
  value: () => T;
  /** As it is written in the field: the same for equal values only. */
  format: (value: T) => string;
  read: (text: string) => Reading<T>;
  /** Puts another value into the document. */
  commit: (value: T) => void;
  /** Whether to wait until the field is left, for values that are not meant to change letter by letter. */
  late?: boolean;
}

export class Draft<T> implements TypedField {
  /** What was typed, and over which value: once that has changed by itself, the field shows what is there now. */
  private typed = $state.raw<{ text: string; over: string } | null>(null);

  constructor(private readonly options: DraftOptions<T>) {
    followField(this);
  }

  get text(): string {
    const { over, text } = this.typed ?? {};
    return text !== undefined && over === this.kept ? text : this.kept;
  }

  get problem(): string | null {
    const reading = this.options.read(this.text);
    return 'problem' in reading ? reading.problem : null;
  }

  get isOpen(): boolean {
    if (this.typed === null || this.text === this.kept) return false;
    const reading = this.options.read(this.text);
    return 'problem' in reading || this.options.format(reading.value) !== this.kept;
  }

  take(): void {
    if (this.typed !== null) this.leave();
  }

  type(text: string): void {
    this.typed = { text, over: this.kept };
    if (!this.options.late) this.commit();
  }

  /** Takes what was typed, and writes it as the document has it; what is wrong stays. */
  leave(): void {
    this.commit();
    if (this.problem === null) this.typed = null;
  }

  private get kept(): string {
    return this.options.format(this.options.value());
  }

  private commit(): void {
    const { text } = this;
    const reading = this.options.read(text);
    if (!('value' in reading) || this.options.format(reading.value) === this.kept) return;
    this.options.commit(reading.value);
    this.typed = { text, over: this.kept };
  }
}
