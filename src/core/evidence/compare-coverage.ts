import type { CommandRun, FileCoverage, Verification } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';

/** How much a share may fall before it says something: two points, or ten where the tools count lines differently. */
const tolerance = 0.02;
const wideTolerance = 0.1;

type Change = { path: string; before: FileCoverage; after: FileCoverage };

/**
 * Compares how much of the module's files the tests run, where both runs of a command report it. Only where more lines than before are not run, counted over
 * all files, so that code may move between them: then each file of which a smaller share is run, or that is there and no longer reported.
 */
export function compareCoverage(before: Verification, after: Verification, files: ReadonlySet<string>): Finding[] {
  const runsBefore = new Map(before.commands.map((run) => [run.name, run]));
  return after.commands.flatMap((run) => {
    const runBefore = runsBefore.get(run.name);
    if (runBefore?.coverage === undefined || run.coverage === undefined || run.ended !== 'exited') return [];
    return ofCommand(runBefore.coverage, run.coverage, run, files);
  });
}

function ofCommand(
  before: FileCoverage[],
  after: FileCoverage[],
  run: CommandRun,
  files: ReadonlySet<string>,
): Finding[] {
  const coveredAfter = new Map(after.map((file) => [file.path, file]));
  const changes = before.flatMap((file): Change[] => {
    const found = coveredAfter.get(file.path);
    if (found !== undefined) return [{ path: file.path, before: file, after: found }];
    // What is not reported any more was not loaded by any test.
    return files.has(file.path) ? [{ path: file.path, before: file, after: { ...file, covered: 0 } }] : [];
  });
  const known = new Set(before.map(({ path }) => path));
  const fresh = after.filter(({ path }) => !known.has(path));
  const missedAfter = sum([...changes.map((change) => change.after), ...fresh]);
  if (missedAfter <= sum(before)) return [];
  return changes.filter(isLess).map(({ path, before: was, after: is }) => {
    const gone = coveredAfter.has(path) ? '' : ', since no test loads the file any more';
    const detail = `command '${run.name}' ran ${percent(was)} of the lines of ${path} before (${was.covered} of ${was.lines}), and ${percent(is)} after (${is.covered} of ${is.lines})${gone}.`;
    return { kind: 'less-coverage', rejects: true, subject: path, detail };
  });
}

function isLess({ before, after }: Change): boolean {
  const sameCount = Math.abs(before.lines - after.lines) <= before.lines / 10;
  return share(after) < share(before) - (sameCount ? tolerance : wideTolerance);
}

function share({ lines, covered }: FileCoverage): number {
  return lines === 0 ? 1 : covered / lines;
}

function percent(file: FileCoverage): string {
  return `${Math.floor(share(file) * 100)}%`;
}

function sum(files: FileCoverage[]): number {
  return files.reduce((missed, { lines, covered }) => missed + lines - covered, 0);
}
