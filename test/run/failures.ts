import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** What vitest's JSON reporter writes (the shape of Jest's), as far as it is read here. */
interface Report {
  testResults: {
    name: string;
    status: string;
    /** Why the file as a whole could not be run; empty if it could. */
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] | null }[];
  }[];
}

/** As much of an error as says what it is about; the whole of it stands further up. */
const linesOfAnError = 12;

/**
 * The failed tests of a report, each with the beginning of its error: for the end of a long log,
 * which is the part that people see, and often the only one that is kept.
 *
 * @param file where the report was to be written
 * @param root the folder that file names are given from
 */
export function failuresIn(file: string, root: string): string[] {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return ['The tests ended without a report: look for the reason above.'];
  }
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const path = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [described(path, [message])] : [];
    return failed.map((test) => described(`${path} > ${test.fullName}`, test.failureMessages ?? []));
  });
  return failures.length > 0 ? failures : ['No test failed by itself: look above for unhandled errors.'];
}

function described(title: string, messages: string[]): string {
  const text = messages.flatMap((message) => message.split('\n').slice(0, linesOfAnError));
  return [title, ...text.map((line) => `    ${line}`)].join('\n');
}
