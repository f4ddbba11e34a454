import { wholeMigration } from '../../src/core/plan/whole-migration.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { CommitInput } from '../../src/ports/store.ts';
import { once } from './once.ts';
import { runGenerators, type GeneratorPorts } from './run-generators.ts';

/**
 * The commit as it is with its generated files made anew: one in its place, with the same parent and message. Where their command fails it stays as it is, and what
 * verifies it says whether that is good enough.
 */
export async function remakeGenerated(
  ports: GeneratorPorts,
  plan: Plan,
  { commit, parent, input }: { commit: CommitId; parent: CommitId; input: CommitInput },
  signal: AbortSignal,
): Promise<CommitId> {
  if (!plan.file.generated?.length) return commit;
  const made = await once(ports.records, plan.migration, `generated/${commit}`, async () => {
    const run = await runGenerators(ports, { plan, module: wholeMigration(plan), commit, onto: parent }, signal);
    if (run.kind === 'failed') return { commit, said: run.said };
    const child = await ports.store.commit(commit, run.capture.changes, input);
    return { commit: await ports.store.commitTree(await ports.store.tree(child), parent, input) };
  });
  return made.commit;
}
