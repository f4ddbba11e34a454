import { isGenerated } from '../../src/core/plan/is-generated.ts';
import type { FileChange, FileMode } from '../../src/domain/file-change.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { MergeResult } from '../../src/ports/store.ts';
import type { Ports } from '../ports.ts';

/** Merges what lies between two commits onto a third one; of files that are made anew at each merge, the third one's version stays. */
export async function mergeChanges(
  { store }: Pick<Ports, 'store'>,
  plan: Plan,
  { start, head, tip }: { start: CommitId; head: CommitId; tip: CommitId },
): Promise<MergeResult> {
  return store.merge(start, tip, await withoutGenerated(store, plan, start, head));
}

/** The head as it were if nobody had touched the generated files: a commit that no ref ever points at. */
async function withoutGenerated(store: Ports['store'], plan: Plan, start: CommitId, head: CommitId): Promise<CommitId> {
  if (plan.file.generated === undefined) return head;
  const paths = (await store.changedPaths(start, head)).filter(isGenerated(plan.file));
  if (paths.length === 0) return head;
  const [before, modes] = await Promise.all([store.read(start, paths), modesOf(store, start)]);
  const changes = paths.map((path): FileChange => {
    const content = before.get(path);
    return content === undefined
      ? { kind: 'delete', path }
      : { kind: 'write', path, mode: modes.get(path) ?? '100644', content };
  });
  return store.commit(head, changes, {
    subject: 'Only for a merge: without generated files',
    migration: plan.migration,
    module: '.',
    step: 'merge',
    date: 0,
  });
}

async function modesOf(store: Ports['store'], commit: CommitId): Promise<Map<string, FileMode>> {
  const executable = (await store.list(commit)).filter(({ mode }) => mode === '100755');
  return new Map(executable.map(({ path }) => [path, '100755']));
}
