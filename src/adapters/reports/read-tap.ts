import type { TestReport } from '../../domain/test-report.ts';
import { collectTests } from './collect-tests.ts';
import type { ReadTest } from './collect-tests.ts';
import { isLeftOut } from './is-left-out.ts';
import { parseTap } from './parse-tap.ts';
import type { TapEntry } from './parse-tap.ts';
import { tapGroups } from './tap-groups.ts';
import { tapMessage } from './tap-message.ts';
import { tapSubtests } from './tap-subtests.ts';

/**
 * Reads TAP (https://testanything.org/tap-version-14-specification.html). Three kinds of producers are told apart: those that print
 * subtests ('# Subtest: name', as node:test and tap do), those that print a test's name as a comment before its assertions (tape, ava), and
 * those whose test points are the tests. Several documents one after the other, as a loop over files prints them, are read as one report.
 */
export function readTap(text: string, testFile?: string): TestReport {
  const read: ReadTest[] = [];
  const problems: string[] = [];
  for (const part of text.split(/^(?=TAP version \d+\s*$)/im)) {
    if (!/^(?:TAP version \d+\s*$|\d+\.\.\d+|(?:not )?ok\b|Bail out!)/im.test(part)) continue;
    const document = parseTap(part);
    problems.push(...document.problems);
    read.push(...testsOf(document.entries, /^\s*# Subtest(?::|\s*$)/m.test(part), testFile));
  }
  if (problems.length === 0 && read.length === 0 && !/^TAP version|^1\.\.0/im.test(text)) {
    problems.push('there is no TAP in the output');
  }
  return { format: 'tap', tests: collectTests(read), problems: [...new Set(problems)] };
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
