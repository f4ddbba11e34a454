import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import type { CommitInput } from '../../ports/store.ts';
import { commitMessage } from './commit-message.ts';
import type { Git } from './git.ts';
import { lineOf } from './git-failure.ts';

/** Whom the commits are of: author and committer. */
export type Identity = { name: string; email: string };

/** The last second of the year 9999: more is milliseconds by mistake. */
const latestDate = 253_402_300_799;

/** `tree` is a tree's id or `COMMIT^{tree}`. The same arguments give the same commit, whenever and wherever it is made. */
export async function writeCommit(
  git: Git,
  tree: string,
  parents: CommitId | CommitId[],
  input: CommitInput,
  identity: Identity,
): Promise<CommitId> {
  return writeRawCommit(git, tree, [parents].flat(), commitMessage(input), checkDate(input.date), identity);
}

/** As `writeCommit`, with any message and any number of parents. `date` is in seconds since the epoch, written as UTC. */
export async function writeRawCommit(
  git: Git,
  tree: string,
  parents: CommitId[],
  message: string,
  date: number,
  identity: Identity,
): Promise<CommitId> {
  const end = await git.plumbing(['commit-tree', ...parents.flatMap((parent) => ['-p', parent]), tree], {
    stdin: message,
    env: {
      GIT_AUTHOR_NAME: identity.name,
      GIT_AUTHOR_EMAIL: identity.email,
      GIT_AUTHOR_DATE: `@${date} +0000`,
      GIT_COMMITTER_NAME: identity.name,
      GIT_COMMITTER_EMAIL: identity.email,
      GIT_COMMITTER_DATE: `@${date} +0000`,
    },
  });
  return lineOf(`Writing a commit of ${tree}`, end);
}

function checkDate(date: number): number {
  if (Number.isSafeInteger(date) && date >= 0 && date <= latestDate) return date;
  throw new Failure(
    'InputRefused',
    `The commit's date ${date} can't be used: give whole seconds since the epoch, not milliseconds.`,
  );
}
