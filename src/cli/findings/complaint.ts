import { UserError } from '../../support/errors.ts';

/** What is wrong with a line of the template. */
export function atLine(line: number, message: string, remedy: string): UserError {
  return new UserError(`The template of the findings, line ${line}: ${message}`, remedy);
}
