import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import { checkId } from './check-id.ts';
import type { Git, GitEnd } from './git.ts';
import { lineOf } from './git-failure.ts';
import { parsePush } from './parse-push.ts';
import { checkBranch } from './ref-names.ts';
import { parseRemote } from './remote.ts';
import { remoteFailure } from './remote-failure.ts';
import { localReceivePack } from './transfer-programs.ts';

/**
 * Pushes a commit to a branch, never by force: git itself makes sure, in one step with the update, that the branch is absent or
 * holds an ancestor. When it is there already, nothing happens. With `rehearse` nothing is written: what git can know before is checked.
 */
export async function deliverBranch(
  git: Git,
  commit: CommitId,
  url: string,
  branch: string,
  signal: AbortSignal,
  { rehearse = false } = {},
): Promise<void> {
  checkId(commit);
  checkBranch(branch);
  const remote = parseRemote(url);
  lineOf(`Delivering ${commit}`, await git.plumbing(['rev-parse', '--verify', '--quiet', `${commit}^{commit}`]));
  const args = [
    'push',
    '--porcelain',
    ...(rehearse ? ['--dry-run'] : []),
    '--no-verify',
    '--no-signed',
    '--no-follow-tags',
    '--no-force-with-lease',
    '--recurse-submodules=no',
    ...(remote.kind === 'local' ? [`--receive-pack=${localReceivePack}`] : []),
    '--',
    remote.url,
    `${commit}:refs/heads/${branch}`,
  ];
  const end = await git.porcelain(args, { reach: remote.kind === 'local' ? 'store' : 'network', signal });
  if (end.exitCode !== 0) throw deliveryFailure(end, url, branch);
}

function deliveryFailure(end: GitEnd, url: string, branch: string): Failure {
  const doing = `Delivering to the branch '${branch}' of ${url}`;
  const line = parsePush(Buffer.from(end.stdout).toString());
  if (line?.flag !== '!') return remoteFailure(doing, end.stderr);
  const refused = (why: string) =>
    new Failure('InputRefused', `${doing} was refused: ${why} git says: ${line.summary}`);
  if (/non-fast-forward|fetch first|needs force/.test(line.summary)) {
    return refused(
      'the branch exists and holds commits that the migration does not. Name another branch, or delete that one.',
    );
  }
  if (/checked out/.test(line.summary)) {
    return refused(
      'the branch is checked out there, and its files would no longer match it. Name a branch that is not checked out.',
    );
  }
  if (/exists; cannot create/.test(end.stderr) || /directory file conflict/.test(line.summary)) {
    return refused('another branch has a name that excludes this one (x excludes x/y). Name another branch.');
  }
  if (/shallow/.test(line.summary)) {
    return refused("it is a shallow clone, which can't take new history. Run 'git fetch --unshallow' there.");
  }
  if (/hook declined|protected|denied|prohibited/i.test(line.summary)) {
    return refused('the rules of the repository forbid it. Name another branch, or ask its owner.');
  }
  // For instance a branch that somebody else is writing at this moment.
  return new Failure('Transient', `${doing} was refused: ${line.summary}. ${end.stderr.trim().slice(0, 1_000)}`);
}
