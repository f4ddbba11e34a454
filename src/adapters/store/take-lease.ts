import { setTimeout } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';
import type { MigrationId } from '../../domain/ids.ts';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { Lease } from '../../ports/store.ts';
import { catFiles } from './cat-files.ts';
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
  const [newest] = await catFiles(git, [ref]);
  const last = newest === undefined ? 0 : Number(Buffer.from(newest.content).toString());
  if (!Number.isSafeInteger(last))
    throw new Failure('Broken', `The lease ${ref} holds no token but the object ${newest?.oid}.`);
  const token = last + 1;
  const to = lineOf('Writing a token', await git.plumbing(['hash-object', '-w', '--stdin'], { stdin: String(token) }));
  const step: RefStep =
    newest === undefined ? { verb: 'create', ref, to } : { verb: 'update', ref, to, from: newest.oid };
  failpoint('before-ref-update');
  const end = await refTransaction(git, [step]);
  failpoint('after-ref-update');
  return end.exitCode === 0 ? token : undefined;
}
