import type { FileSigns } from '../../domain/file-signs.ts';
import type { Finding, FindingKind } from '../../domain/finding.ts';
import { countWords } from './count-words.ts';

const SHOWN = 5;
/** The time that jest and vitest give a test by default: a limit of at most this, where there was none, raises nothing. */
const USUAL_LIMIT = 5_000;

/**
 * Compares what in a module's files can make its tests say what is not so. The whole module's sums decide, so that code may move between
 * its files; what was there before the change is nobody's fault.
 */
export function compareSigns(before: FileSigns[], after: FileSigns[]): Finding[] {
  return [
    ...tampering(before, after),
    ...limits(before, after),
    ...expected(before, after),
    ...loads(before, after),
    ...snapshots(before, after),
  ];
}

const words = {
  exits: 'ends the process by itself, so that tests after it never run and the exit code says what it likes',
  reports: 'names the test report or writes text that reads as one',
  asks: 'asks whether it is being tested',
  stands: 'puts something in the place of the tested code, or of what judges it',
} as const;

function tampering(before: FileSigns[], after: FileSigns[]): Finding[] {
  return (Object.keys(words) as (keyof typeof words)[]).flatMap((kind) => {
    const [had, has] = [before, after].map((files) => files.reduce((sum, file) => sum + file[kind], 0));
    if ((has ?? 0) <= (had ?? 0)) return [];
    const earlier = new Map(before.map((file) => [file.path, file[kind]]));
    return after
      .filter((file) => file[kind] > (earlier.get(file.path) ?? 0))
      .map(({ path }) =>
        reject(
          'tampering',
          path,
          `${path} has new code that ${words[kind]} (${had} before, ${has} after in the module). Take it out.`,
        ),
      );
  });
}

function limits(before: FileSigns[], after: FileSigns[]): Finding[] {
  const [had = [], has = []] = [before, after].map((files) =>
    files.flatMap((file) => file.limits).sort((a, b) => b - a),
  );
  const raised = has.findIndex((limit, place) => limit > (had[place] ?? USUAL_LIMIT));
  const limit = has[raised];
  if (limit === undefined) return [];
  const path = after.find((file) => file.limits.includes(limit))?.path ?? '';
  const was = had[raised] === undefined ? 'where there was none' : `where it was ${had[raised]} ms`;
  return [
    reject(
      'raised-timeout',
      path,
      `${path} gives a test ${limit} ms ${was}. Leave time limits as they were, and make the code quick enough for them.`,
    ),
  ];
}

/** Written as often in other ways (`assert.ok(!list.length)`), and so no sign by themselves. */
const SMALL = /^(?:not )?(?:0|1|-1)$/;

function expected(before: FileSigns[], after: FileSigns[]): Finding[] {
  const { gone, fresh } = difference(before, after, 'expected');
  if (!gone.some((literal) => !SMALL.test(literal)) && (gone.length === 0 || fresh.length === 0)) return [];
  const paths = before
    .filter((file) => file.expected.some((literal) => gone.includes(literal)))
    .map(({ path }) => path);
  const now = fresh.length === 0 ? 'and are gone after' : `${shown(fresh)} after`;
  const detail = `what the tests demand was changed: their assertions and lists of cases had ${shown(gone)} before, ${now}. Leave it as it was, and change the code; where it is the goal to change it, the migration has to say so (tests.allow: [changed-expectation]).`;
  return [reject('changed-expectation', paths[0] ?? '', detail)];
}

/** A test that loads something else than before may test a copy. A file that was renamed is loaded under its new name. */
function loads(before: FileSigns[], after: FileSigns[]): Finding[] {
  const [had = [], has = []] = [before, after].map((files) => [...new Set(files.flatMap((file) => file.loads))]);
  const gone = had.filter((path) => !has.includes(path));
  const fresh = has.filter((path) => !had.includes(path));
  if (gone.length === 0 || fresh.length === 0) return [];
  const detail = `the module's tests no longer load ${shown(gone)}, and load ${shown(fresh)} instead: they have to test what they tested before.`;
  return [reject('tampering', gone[0] ?? '', detail)];
}

function snapshots(before: FileSigns[], after: FileSigns[]): Finding[] {
  const { gone } = difference(before, after, 'snapshots');
  if (gone.length === 0) return [];
  const [path = ''] = before
    .filter((file) => file.snapshots.some((value) => gone.includes(value)))
    .map((file) => file.path);
  const detail = `${countWords(gone.length, 'snapshot')} of before ${gone.length === 1 ? 'is' : 'are'} changed or gone in ${path}. Leave snapshots as they were, and make the code give what they hold.`;
  return [reject('changed-snapshot', path, detail)];
}

/** What is in one of two multisets and not in the other. */
function difference(
  before: FileSigns[],
  after: FileSigns[],
  field: 'expected' | 'snapshots',
): { gone: string[]; fresh: string[] } {
  const counts = new Map<string, number>();
  for (const value of before.flatMap((file) => file[field])) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const value of after.flatMap((file) => file[field])) counts.set(value, (counts.get(value) ?? 0) - 1);
  const entries = [...counts];
  return {
    gone: entries.flatMap(([value, count]) => Array<string>(Math.max(0, count)).fill(value)),
    fresh: entries.flatMap(([value, count]) => Array<string>(Math.max(0, -count)).fill(value)),
  };
}

function shown(literals: string[]): string {
  const list = literals
    .slice(0, SHOWN)
    .map((literal) => JSON.stringify(literal))
    .join(', ');
  return literals.length > SHOWN ? `${list} and ${literals.length - SHOWN} more` : list;
}

function reject(kind: FindingKind, subject: string, detail: string): Finding {
  return { kind, rejects: true, subject, detail };
}
