import type { WrittenReports } from '../../ports/reports.ts';
import type { ReadTests } from './collect-tests.ts';
import { isJunit } from './find-report.ts';
import { readJunit } from './read-junit.ts';

/**
 * Reads the JUnit files that a command wrote as one report. `pattern` found them where the migration file has one, and `ended` says how the
 * command did, for when there are none.
 */
export function readJunitFiles(written: WrittenReports | undefined, pattern?: string, ended?: string): ReadTests {
  const { files, problems: unread } = written ?? { files: [], problems: [] };
  const problems = [...unread];
  if (pattern !== undefined && files.length === 0 && unread.length === 0) {
    problems.push(
      `the command wrote no file that matches ${JSON.stringify(pattern)} (${ended}): the tests did not start, or their reports lie elsewhere; the pattern is relative to the repository's root`,
    );
  }
  const tests = files.flatMap(({ path, bytes }) => {
    const text = new TextDecoder().decode(bytes);
    // Nobody has said that these files are reports: where tools write theirs, there is other XML, too.
    if (pattern === undefined && !isJunit(text)) return [];
    const found = readJunit(text);
    problems.push(...found.problems.map((problem) => `${path}: ${problem}`));
    return found.tests;
  });
  return { tests, problems };
}
