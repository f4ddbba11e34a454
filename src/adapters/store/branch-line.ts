import type { CommitId } from '../../domain/ids.ts';
import type { LineCommit } from '../../ports/store.ts';
import { checkId } from './check-id.ts';
import type { Git } from './git.ts';
import { outputOf } from './git-failure.ts';
import { splitRecords } from './split-records.ts';

/** The commits that lead from one commit to another, oldest first, by first parents, with the module that each one's trailer names. */
export async function branchLine(git: Git, from: CommitId, to: CommitId): Promise<LineCommit[]> {
  const format = '--format=%H%n%P%n%(trailers:key=Drover-Module,valueonly,separator=%x2C)';
  const range = `${checkId(from)}..${checkId(to)}`;
  const args = ['log', '-z', '--reverse', '--first-parent', '--no-show-signature', format, range];
  const records = splitRecords(outputOf(`Reading the line from ${from} to ${to}`, await git.plumbing(args)));
  return records.map((record) => {
    const [commit = '', parents = '', module = ''] = record.split('\n');
    const [parent = ''] = parents.split(' ');
    return { commit, parent, ...(module !== '' && { module: decodeURIComponent(module) }) };
  });
}
