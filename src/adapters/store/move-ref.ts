import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { Lease } from '../../ports/store.ts';
import { blobId } from './blob-id.ts';
import { checkId } from './check-id.ts';
import type { Git } from './git.ts';
import { gitFailure } from './git-failure.ts';
import { readRefs } from './read-refs.ts';
import { leaseRefOf, refOf } from './ref-names.ts';
import { refTransaction, type RefStep } from './ref-transaction.ts';

/**
 * Moves a ref from `from` to `to` in one transaction with the lease's check: a holder whose lease was taken over can't move
 * anything. In the common case that is one git process; only when it refuses is the reason looked up.
 */
export async function moveRef(
  git: Git,
  failpoint: Failpoint,
  lease: Lease,
  name: string,
  from: CommitId | undefined,
  to: CommitId,
): Promise<void> {
  const ref = refOf(lease.migration, name);
  const leaseRef = leaseRefOf(lease.migration, lease.name);
  const token = blobId(String(lease.token));
  checkId(to);
  const move: RefStep =
    from === undefined ? { verb: 'create', ref, to } : { verb: 'update', ref, to, from: checkId(from) };
  failpoint('before-ref-update');
  const end = await refTransaction(git, [{ verb: 'verify', ref: leaseRef, is: token }, move]);
  failpoint('after-ref-update');
  if (end.exitCode === 0) return;

  const now = await readRefs(git, [leaseRef, ref]);
  if (now.get(leaseRef) !== token) {
    throw new Failure(
      'StaleLease',
      `The lease '${lease.name}' of ${lease.migration} (token ${lease.token}) has been taken over: ${ref} stays.`,
    );
  }
  const at = now.get(ref);
  // A try before this one got so far.
  if (at === to) return;
  if (at !== from) {
    throw new Failure(
      'RefMoved',
      `${ref} is at ${at ?? 'nothing'} and not at ${from ?? 'nothing'}: it was not moved to ${to}.`,
    );
  }
  throw gitFailure(`Moving ${ref} to ${to}`, end);
}
