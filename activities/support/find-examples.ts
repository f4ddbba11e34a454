import { Failure } from '../../src/domain/failure.ts';
import type { MigrationId } from '../../src/domain/ids.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import type { PlanExample } from '../../src/domain/plan-example.ts';
import type { Store } from '../../src/ports/store.ts';

/** Finds the commits that the migration file shows to the model, among all branches and tags of its repository. Throws `InputRefused`. */
export async function findExamples(
  store: Pick<Store, 'fetchBranches' | 'findFetched' | 'parent'>,
  migration: MigrationId,
  { examples, repository }: MigrationFile,
  signal: AbortSignal,
): Promise<PlanExample[]> {
  if (examples.length === 0) return [];
  await store.fetchBranches(migration, repository.url, signal);
  return Promise.all(
    examples.map(async ({ commit: name, note }, index) => {
      const refuse = (detail: string) =>
        new Failure('InputRefused', `examples[${index}].commit: ${JSON.stringify(name)} ${detail}`);
      const commit = await store.findFetched(migration, name);
      if (commit === undefined) throw refuse('is no branch, tag or commit of the repository; push it, or take it out');
      const parent = await store.parent(commit);
      if (parent === undefined) throw refuse('has no commit before it, so it shows no change; name a later one');
      return { commit, parent, ...(note !== undefined && { note }) };
    }),
  );
}
