/**
 * What goes to a terminal. Titles, names of arms and messages that quote them may be somebody else's, in a notebook from
 * anywhere, and a terminal that acts upon what is in them lets them clear it, rename it or write its clipboard.
 */
import type { Output } from './command.ts';

/** A text for one line, without characters that a terminal would act upon. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, INSTEAD);

/** The same of text of several lines. */
const printableLines = (text: string): string => text.replace(/(?!\r?\n|\t)[\p{Cc}\p{Cf}]/gu, INSTEAD);

const INSTEAD = '\uFFFD';

/** An output on which everything can be written as it comes: only what can be printed gets through. */
export function printing(output: Output): Output {
  return {
    get isTTY() {
      return output.isTTY ?? false;
    },
    get columns() {
      return output.columns ?? 0;
    },
    write: (text) => output.write(printableLines(text)),
    writeRaw: (text) => output.write(text),
  };
}

/** Writes what is for a terminal to act upon, or for another program to read; none of it may be from a document. */
export function writeRaw(output: Output, text: string): void {
  if (output.writeRaw) output.writeRaw(text);
  else output.write(text);
}

/** Takes away the line that the cursor is in. */
export function wipeLine(output: Output): void {
  writeRaw(output, '\r\u001b[2K');
}
