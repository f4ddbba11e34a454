import { isPlaceholderGoal } from '../core/migration-file/placeholder-goal.ts';
import { Failure } from '../domain/failure.ts';
import type { MigrationFile } from '../domain/migration-file.ts';

/** Refuses a file whose goal nobody has written yet: a model would be paid for guessing. */
export function needGoal(path: string, { goal }: Pick<MigrationFile, 'goal'>): void {
  if (!isPlaceholderGoal(goal)) return;
  throw new Failure(
    'InputRefused',
    `${path} has no goal yet, only the words that stand for one: write into goal, in your own words, what is to change. \`drover plan\` works without.`,
  );
}
