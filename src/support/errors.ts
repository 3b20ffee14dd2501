/**
 * An error whose message is written for the person using the lab: it says what is wrong and where,
 * and `remedy` says how to mend it. Anything else that is thrown is a defect of ours.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    readonly remedy = '',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The message and the remedy on one line, as a terminal or a toast shows it. */
  get line(): string {
    return this.remedy ? `${this.message} ${this.remedy}` : this.message;
  }
}

/** The text to show for anything that was thrown. */
export function describeError(error: unknown): string {
  if (error instanceof UserError) return error.line;
  return error instanceof Error ? error.message : String(error);
}

/** Reads something of the user's: what is wrong with it is told with its place, such as a file or a part of one. */
export function withPlace<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${place}: ${error.message}`, error.remedy, { cause: error });
  }
}
