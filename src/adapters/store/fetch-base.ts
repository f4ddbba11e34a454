import { fetchRefs } from './fetch-refs.ts';
import { randomUUID } from 'node:crypto';
import { Failure } from '../../domain/failure.ts';
import type { CommitId, MigrationId } from '../../domain/ids.ts';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { Git } from './git.ts';
import { gitFailure } from './git-failure.ts';
import { readRefs } from './read-refs.ts';
import { checkRefName, refOf } from './ref-names.ts';
import { refTransaction } from './ref-transaction.ts';
import { remoteFailure } from './remote-failure.ts';
import { sourceWarnings } from './source-warnings.ts';

/**
 * Fetches one ref with its whole history (merging needs it) and pins its commit as the migration's base. Once pinned, the base is
 * returned without looking at the source again, wherever that has moved on to.
 */
export async function fetchBase(
  git: Git,
  failpoint: Failpoint,
  migration: MigrationId,
  url: string,
  ref: string,
  signal: AbortSignal,
): Promise<{ base: CommitId; warnings: string[] }> {
  const baseRef = refOf(migration, 'base');
  const pinned = (await readRefs(git, [baseRef])).get(baseRef);
  const base = pinned ?? (await fetchAndPin(git, failpoint, baseRef, url, ref, signal));
  return { base, warnings: await sourceWarnings(git, base) };
}

async function fetchAndPin(
  git: Git,
  failpoint: Failpoint,
  baseRef: string,
  url: string,
  ref: string,
  signal: AbortSignal,
): Promise<CommitId> {
  // A name of its own, so that two fetches don't meet. After a kill it stays, which harms nothing.
  const fetched = `${baseRef}-fetched/${randomUUID()}`;
  await fetchInto(git, fetched, url, ref, signal);
  const commit = await peel(git, fetched, url, ref);
  failpoint('before-ref-update');
  const end = await refTransaction(git, [{ verb: 'create', ref: baseRef, to: commit.base }]);
  failpoint('after-ref-update');
  // Another worker may have been faster: then its base holds.
  const base = end.exitCode === 0 ? commit.base : (await readRefs(git, [baseRef])).get(baseRef);
  if (base === undefined) throw gitFailure(`Pinning the base ${commit.base}`, end);
  await refTransaction(git, [{ verb: 'delete', ref: fetched, from: commit.fetched }]);
  return base;
}

async function fetchInto(git: Git, fetched: string, url: string, ref: string, signal: AbortSignal): Promise<void> {
  checkRefName(ref, 'ref');
  const end = await fetchRefs(git, url, [`+${ref}:${fetched}`], signal);
  // A ref of a shallow clone is left out with a warning, and exit code 0.
  if (end.exitCode !== 0 || !(await readRefs(git, [fetched])).has(fetched)) {
    throw remoteFailure(`Fetching '${ref}' from ${url}`, end.stderr);
  }
}

/** The commit of what was fetched, which may be an annotated tag. */
async function peel(git: Git, fetched: string, url: string, ref: string): Promise<{ fetched: string; base: CommitId }> {
  const [object, commit] = await git.objects([fetched, `${fetched}^{commit}`]);
  if (object === undefined || commit === undefined) {
    throw new Failure(
      'InputRefused',
      `'${ref}' of ${url} is no commit. Name a branch, HEAD, a whole commit id, or a tag of a commit.`,
    );
  }
  return { fetched: object.oid, base: commit.oid };
}
