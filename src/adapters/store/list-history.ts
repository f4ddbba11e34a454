import type { HistoryCommit } from '../../ports/store.ts';
import type { Git } from './git.ts';
import { outputOf } from './git-failure.ts';
import { splitRecords } from './split-records.ts';

/** Enough for what a migration made, which is new; a history of very many commits is not read to its beginning. */
const most = 100_000;

/** The commits that any ref reaches, the newest first. */
export async function listHistory(git: Git): Promise<HistoryCommit[]> {
  const args = ['log', '--all', `--max-count=${most}`, '-z', '--format=%H %T%n%B'];
  const end = await git.plumbing(args);
  return splitRecords(Buffer.concat([outputOf('Listing the history', end), Buffer.from('\0')])).flatMap((record) => {
    const [, commit, tree, message = ''] = /^([0-9a-f]{40}) ([0-9a-f]{40})\n([^]*)$/.exec(record) ?? [];
    return commit === undefined || tree === undefined ? [] : [{ commit, tree, message }];
  });
}
