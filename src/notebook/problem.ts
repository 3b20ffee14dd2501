/** What went wrong, for the reader. */
import { UserError } from '../support/errors.ts';

export interface Problem {
  message: string;
  /** What to do about it; may be empty. */
  remedy: string;
}

export function describeProblem(error: unknown): Problem {
  if (error instanceof UserError) return { message: error.message, remedy: error.remedy };
  return { message: error instanceof Error ? error.message : String(error), remedy: '' };
}
