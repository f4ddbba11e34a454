import { hasLanded } from '../workflow/has-landed.ts';
import type { FinalSubject } from '../../domain/final-verification.ts';
import type { CommitId } from '../../domain/ids.ts';
import type { MigrationFile } from '../../domain/migration-file.ts';
import type { ModuleResult } from '../../domain/migration-report.ts';
import { wholeKey } from '../plan/whole-migration.ts';

/**
 * What the final verification looks at. A merged module is judged by its new commands; any other one by what it was, since a merge may have
 * broken what it did not change. The first module is left out: it is proved by the old commands, which nothing has to pass any more when
 * the others have landed. The last one counts by commands of its own alone: without them it is judged on modules that are all here themselves.
 */
export function finalSubjects(
  file: Pick<MigrationFile, 'verify' | 'last'>,
  base: CommitId,
  modules: ModuleResult[],
): FinalSubject[] {
  const whole = file.verify.some(({ per }) => per === 'migration');
  const subjects = modules.flatMap((module): FinalSubject[] => {
    const { key, path, role, state, round, evidence, measuredAt, start = measuredAt } = module;
    if (start === undefined || role === 'first') return [];
    const isNew = hasLanded(state) || (state === 'unchanged' && evidence !== undefined);
    if (role === 'last' && (!isNew || file.last?.verify === undefined)) return [];
    return [{ key, path, side: isNew ? 'run' : 'before', round, start: measuredAt ?? start }];
  });
  // Its commands are the longest as a rule, so they begin first.
  return [
    ...(whole ? [{ key: wholeKey, path: wholeKey, side: 'run' as const, round: 1, start: base }] : []),
    ...subjects.sort((one, other) => (one.path < other.path ? -1 : 1)),
  ];
}
