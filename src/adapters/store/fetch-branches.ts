import type { MigrationId } from '../../domain/ids.ts';
import type { Git } from './git.ts';
import { refOf } from './ref-names.ts';
import { parseRemote } from './remote.ts';
import { remoteFailure } from './remote-failure.ts';
import { localUploadPack } from './transfer-programs.ts';

/** Branches, tags, and what a Drover store keeps for itself: whatever of these a repository has. */
const kinds = ['heads', 'tags', 'drover'];

/** Fetches all branches and tags of a repository, with their history, below the migration's own refs. */
export async function fetchBranches(git: Git, migration: MigrationId, url: string, signal: AbortSignal): Promise<void> {
  const remote = parseRemote(url);
  const args = [
    'fetch',
    '--no-progress',
    '--no-tags',
    '--no-prune',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
    '--no-auto-maintenance',
    ...(remote.kind === 'local' ? [`--upload-pack=${localUploadPack}`] : []),
    '--',
    remote.url,
    ...kinds.map((kind) => `+refs/${kind}/*:${refOf(migration, `fetched/${kind}`)}/*`),
  ];
  const end = await git.porcelain(args, { reach: remote.kind === 'local' ? 'store' : 'network', signal });
  if (end.exitCode !== 0) throw remoteFailure(`Fetching the branches of ${url}`, end.stderr);
}
