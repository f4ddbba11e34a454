import { setTimeout } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';
import type { MigrationId } from '../../domain/ids.ts';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { Lease } from '../../ports/store.ts';
import { blobId } from './blob-id.ts';
import type { Git } from './git.ts';
import { lineOf } from './git-failure.ts';
import { leaseRefOf } from './ref-names.ts';
import { refTransaction, type RefStep } from './ref-transaction.ts';

const mostTries = 20;
const pauseMs = 20;

/**
 * Takes a lease. Its ref points at a blob that holds the newest token, a number that only grows; taking it means to raise that
 * number by compare and swap. Throws `Transient` if others are faster again and again.
 */
export async function takeLease(git: Git, failpoint: Failpoint, migration: MigrationId, name: string): Promise<Lease> {
  const ref = leaseRefOf(migration, name);
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const token = await tryToTake(git, failpoint, ref);
    if (token !== undefined) return { migration, name, token };
    await setTimeout(pauseMs * Math.random() * tries);
  }
  throw new Failure('Transient', `The lease ${ref} was taken by others ${mostTries} times in a row. Try again.`);
}

async function tryToTake(git: Git, failpoint: Failpoint, ref: string): Promise<number | undefined> {
  const [newest] = await git.objects([ref]);
  const last = newest === undefined ? 0 : Number(Buffer.from(newest.content).toString());
  if (!Number.isSafeInteger(last))
    throw new Failure('Broken', `The lease ${ref} holds no token but the object ${newest?.oid}.`);
  const token = last + 1;
  const to = await writeToken(git, token);
  const step: RefStep =
    newest === undefined ? { verb: 'create', ref, to } : { verb: 'update', ref, to, from: newest.oid };
  failpoint('before-ref-update');
  const end = await refTransaction(git, [step]);
  failpoint('after-ref-update');
  if (end.exitCode === 0) return token;
  // Somebody was faster, or has cleaned the store of what no ref points at.
  written.get(git)?.delete(token);
  return undefined;
}

/** The tokens whose blobs are known to be in the store: each lease begins with 1, so nearly all have been written before. */
const written = new WeakMap<Git, Set<number>>();

async function writeToken(git: Git, token: number): Promise<string> {
  const known = written.get(git) ?? new Set();
  written.set(git, known);
  if (known.has(token)) return blobId(String(token));
  const end = await git.plumbing(['hash-object', '-w', '--stdin'], { stdin: String(token) });
  const id = lineOf('Writing a token', end);
  known.add(token);
  return id;
}
