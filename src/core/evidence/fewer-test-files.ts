import type { CommandRun, Verification } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import { countWords } from './count-words.ts';
import { matchTests } from './match-tests.ts';
import { testFileOf } from './test-file-of.ts';

const named = 5;
const testName = /(?:^|[/._-])(?:tests?|specs?)(?:[/._-]|$)|Tests?\.\w+$/i;

/**
 * The finding on test files that ran before and do not run now, although they are there, or that take the place of such ones under new names: the runner
 * found fewer files, which no exit code shows. Files whose tests all run elsewhere now are not missed.
 */
export function fewerTestFiles(before: Verification, after: Verification, files: ReadonlySet<string>): Finding[] {
  const runsBefore = new Map(before.commands.map((run) => [run.name, run]));
  const known = new Set([...files, ...before.assertions.map(({ path }) => path)]);
  const old = new Set(before.assertions.map(({ path }) => path));
  const fresh = after.assertions.filter(({ path, total }) => total > 0 && !old.has(path) && testName.test(path));
  return after.commands.flatMap((run) => {
    const runBefore = runsBefore.get(run.name);
    if (runBefore === undefined || run.ended !== 'exited') return [];
    const [ranBefore, ranAfter] = [ranFiles(runBefore, known), ranFiles(run, known)];
    if (ranAfter.size === 0 || ranAfter.size >= ranBefore.size) return [];
    const lost = new Set(
      matchTests(runBefore.report.tests, run.report.tests).lost.map((test) => testFileOf(test, known)),
    );
    const missed = [
      ...[...ranBefore].filter((path) => files.has(path) && !ranAfter.has(path) && lost.has(path)),
      ...fresh.map(({ path }) => path).filter((path) => !ranAfter.has(path)),
    ];
    return missed.length === 0 ? [] : [finding(run, missed, ranBefore.size, ranAfter.size)];
  });
}

function ranFiles({ report }: CommandRun, known: ReadonlySet<string>): Set<string> {
  return new Set(report.tests.flatMap((test) => testFileOf(test, known) ?? []));
}

function finding(run: CommandRun, missed: string[], before: number, after: number): Finding {
  const more = missed.length > named ? ` and ${missed.length - named} more` : '';
  const detail = `command '${run.name}' ran ${countWords(before, 'test file')} before and ${after} after, and not ${missed.slice(0, named).join(', ')}${more}: a test file must be found by the command, under its name and in its folder.`;
  return { kind: 'fewer-test-files', rejects: true, subject: run.name, detail };
}
