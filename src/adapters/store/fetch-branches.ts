import type { MigrationId } from '../../domain/ids.ts';
import { fetchRefs } from './fetch-refs.ts';
import type { Git } from './git.ts';
import { refOf } from './ref-names.ts';
import { remoteFailure } from './remote-failure.ts';

/** Branches, tags, and what a Drover store keeps for itself: whatever of these a repository has. */
const kinds = ['heads', 'tags', 'drover'];

/** Fetches all branches and tags of a repository, with their history, below the migration's own refs. */
export async function fetchBranches(git: Git, migration: MigrationId, url: string, signal: AbortSignal): Promise<void> {
  const refspecs = kinds.map((kind) => `+refs/${kind}/*:${refOf(migration, `fetched/${kind}`)}/*`);
  const end = await fetchRefs(git, url, refspecs, signal);
  if (end.exitCode !== 0) throw remoteFailure(`Fetching the branches of ${url}`, end.stderr);
}
