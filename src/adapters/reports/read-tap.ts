import type { ReadTest, ReadTests } from './collect-tests.ts';
import { isLeftOut } from './is-left-out.ts';
import { parseTap } from './parse-tap.ts';
import type { TapEntry } from './parse-tap.ts';
import { tapGroups } from './tap-groups.ts';
import { tapMessage } from './tap-message.ts';
import { tapSubtests } from './tap-subtests.ts';

const MAX_DOCUMENTS = 1000;

/**
 * Reads TAP (https://testanything.org/tap-version-14-specification.html). Three kinds of producers are told apart: those that print
 * subtests ('# Subtest: name', as node:test and tap do), those that print a test's name as a comment before its assertions (tape, ava), and
 * those whose test points are the tests. Several documents one after the other, as a loop over files prints them, are read as one report.
 */
export function readTap(text: string, testFile?: string): ReadTests {
  const parts = text.split(/^(?=TAP version \d+[ \t\r]*$)/im);
  // What stands before the first version line is the output of a shell or of npm, but a version line is not mandatory.
  const documents = parts.length > 1 ? parts.filter((part) => /^TAP version/i.test(part)) : parts;
  if (documents.length > MAX_DOCUMENTS) {
    return { tests: [], problems: [`the output holds more than ${MAX_DOCUMENTS} TAP reports`] };
  }
  const problems = new Set<string>();
  const tests = documents.flatMap((part) => {
    const document = parseTap(part);
    for (const problem of document.problems) problems.add(problem);
    return testsOf(document.entries, /^[ \t]*# Subtest(?::|\s)/m.test(part), testFile);
  });
  return { tests, problems: [...problems] };
}

function testsOf(entries: TapEntry[], hasSubtests: boolean, testFile: string | undefined): ReadTest[] {
  if (hasSubtests) return tapSubtests(entries, testFile);
  return entries[0]?.kind === 'comment' ? tapGroups(entries) : tapPoints(entries);
}

function tapPoints(entries: TapEntry[]): ReadTest[] {
  return entries.flatMap((entry): ReadTest[] => {
    if (entry.kind === 'comment' || entry.point === undefined) return [];
    const { point } = entry;
    const outcome = isLeftOut(point) ? 'skipped' : point.ok ? 'passed' : 'failed';
    return [{ names: [point.name], outcome, message: tapMessage(point) }];
  });
}
