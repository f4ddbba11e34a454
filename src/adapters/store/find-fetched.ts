import type { CommitId, MigrationId } from '../../domain/ids.ts';
import { Failure } from '../../domain/failure.ts';
import type { Git } from './git.ts';
import { outputOf } from './git-failure.ts';
import { refOf } from './ref-names.ts';

/**
 * Finds a commit by a branch's or tag's name, or by its id, among what was fetched of a repository for a migration. An id counts only where a fetched
 * branch or tag reaches it: the store holds other migrations' commits, too. Undefined where there is none.
 */
export async function findFetched(git: Git, migration: MigrationId, name: string): Promise<CommitId | undefined> {
  const isId = /^[0-9a-f]{7,40}$/.test(name);
  for (const kind of ['heads', 'tags']) {
    const ref = safeRef(migration, `fetched/${kind}/${name}`);
    const [commit] = ref === undefined ? [] : await git.objects([`${ref}^{commit}`]);
    if (commit !== undefined) return commit.oid;
  }
  if (!isId) return undefined;
  const [commit] = await git.objects([`${name}^{commit}`]);
  if (commit === undefined) return undefined;
  const args = ['for-each-ref', '--count=1', `--contains=${commit.oid}`, `${refOf(migration, 'fetched')}/`];
  const reached = outputOf(`Looking for ${name}`, await git.plumbing(args));
  return reached.length > 0 ? commit.oid : undefined;
}

function safeRef(migration: MigrationId, name: string): string | undefined {
  try {
    return refOf(migration, name);
  } catch (error) {
    if (error instanceof Failure && error.type === 'InputRefused') return undefined;
    throw error;
  }
}
