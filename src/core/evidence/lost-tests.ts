import type { Finding } from '../../domain/finding.ts';
import type { TestCase } from '../../domain/test-report.ts';
import type { TestRules } from './compared-tests.ts';
import { countWords } from './count-words.ts';

/** Of files and packages that fail as a whole: more are not looked at one by one, since each is compared with every test. */
const maxWhole = 200;

/**
 * The findings for tests of before that are gone. Those that a failure of their file or package keeps from running are one finding; and such
 * a failure is not missed where its tests run now.
 */
export function lostTests(lost: TestCase[], after: TestCase[], { command, renames }: TestRules): Finding[] {
  const failures = after.filter(isWhole).slice(0, maxWhole);
  const mended = new Set(
    lost
      .filter(isWhole)
      .slice(0, maxWhole)
      .filter((failure) => after.some((test) => isCovered(test, failure))),
  );
  const findings: Finding[] = [];
  const notRun = new Map<TestCase, number>();
  for (const test of lost.filter((candidate) => !mended.has(candidate))) {
    const failure = failures.find((candidate) => isCovered(test, candidate));
    if (failure === undefined) findings.push(gone(test, command, findings.length === 0 ? renames : undefined));
    else notRun.set(failure, (notRun.get(failure) ?? 0) + 1);
  }
  return [...[...notRun].map(([failure, count]) => keptFromRunning(failure, count, command)), ...findings];
}

function isWhole({ covers, outcome }: TestCase): boolean {
  return covers !== undefined && outcome === 'failed';
}

function isCovered(test: TestCase, failure: TestCase): boolean {
  if (test.id === failure.id) return false;
  // Of a file without any words for what is in it, its path tells: jest's and vitest's tests are not named by their files.
  if (failure.covers?.length === 0) return failure.file !== undefined && test.file === failure.file;
  return (failure.covers ?? []).some((beginning) => test.id.startsWith(beginning));
}

function gone({ id, outcome }: TestCase, command: string, renames: string | undefined): Finding {
  const detail = `test '${id}' ${outcome} before and is gone in command '${command}': every test of before must still run, under the same name.${renames === undefined ? '' : ` ${renames}`}`;
  return { kind: 'lost-test', rejects: true, subject: id, detail };
}

function keptFromRunning(failure: TestCase, count: number, command: string): Finding {
  const detail = `${countWords(count, 'test')} of before did not run in command '${command}', since '${failure.id}'.`;
  return { kind: 'lost-test', rejects: true, subject: failure.id, detail };
}
