import { stat } from 'node:fs/promises';
import { execa } from 'execa';
import { hardening } from '../../adapters/store/git-environment.ts';
import { Failure } from '../../domain/failure.ts';

/** A git repository as it is at its current commit. */
export type Repository = {
  /** Its top folder. */
  folder: string;
  commit: string;
  /** Undefined when no branch is checked out. */
  branch: string | undefined;
  /** Where it came from, without credentials. */
  remote: string | undefined;
  /** The paths of its regular files at the commit. */
  files: string[];
  /** Tracked files with changes that the commit does not have. */
  changed: string[];
  /** The texts of files at the commit; what is no file there is missing. */
  read(paths: string[]): Promise<Map<string, string>>;
};

/** Looks at the repository that a folder belongs to. Throws `InputRefused` with the way out where there is none, or nothing in it yet. */
export async function lookAtRepository(folder: string): Promise<Repository> {
  const there = await stat(folder).catch(() => undefined);
  if (!there?.isDirectory()) throw new Failure('InputRefused', `${folder} is not a folder: name the repository's.`);
  const top = await git(folder, 'rev-parse', '--show-toplevel');
  if (top.failed) throw new Failure('InputRefused', noRepository(folder, top.stderr));
  const root = top.stdout;
  const head = await git(root, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
  if (head.failed) {
    throw new Failure(
      'InputRefused',
      `${root} has no commit yet, and Drover works on commits: git add -A && git commit -m 'First commit', then try again.`,
    );
  }
  const [branch, remote, tree, status] = await Promise.all([
    git(root, 'symbolic-ref', '--quiet', '--short', 'HEAD'),
    git(root, 'remote', 'get-url', 'origin'),
    git(root, 'ls-tree', '-r', '-z', 'HEAD'),
    git(root, 'status', '--porcelain', '-z', '--untracked-files=no', '--ignore-submodules=all', '--no-renames'),
  ]);
  if (tree.failed) throw new Failure('Broken', `git could not list the files of ${root}: ${tree.stderr}`);
  return {
    folder: root,
    commit: head.stdout,
    branch: branch.failed ? undefined : branch.stdout,
    remote: remote.failed ? undefined : withoutCredentials(remote.stdout),
    files: records(tree.stdout).flatMap((entry) =>
      entry.startsWith('100') ? [entry.slice(entry.indexOf('\t') + 1)] : [],
    ),
    changed: records(status.stdout).map((entry) => entry.slice(3)),
    read: (paths) => readBlobs(root, head.stdout, paths),
  };
}

/** The user's own git in the user's own checkout, without hooks and monitors all the same: looking must not start anything. */
function git(cwd: string, ...args: string[]) {
  const settings = hardening.flatMap((setting) => ['-c', setting]);
  const env = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_LITERAL_PATHSPECS: '1' };
  return execa('git', [...settings, ...args], { cwd, env, reject: false, stdin: 'ignore' });
}

/** One git process for all; a name with a line break in it can't be asked for and counts as missing. */
async function readBlobs(root: string, commit: string, paths: string[]): Promise<Map<string, string>> {
  const asked = paths.filter((path) => !path.includes('\n'));
  const texts = new Map<string, string>();
  if (asked.length === 0) return texts;
  const { stdout } = await execa('git', ['cat-file', '--batch'], {
    cwd: root,
    input: asked.map((path) => `${commit}:${path}\n`).join(''),
    encoding: 'buffer',
    stripFinalNewline: false,
    maxBuffer: 2 ** 30,
  });
  const output = Buffer.from(stdout);
  let at = 0;
  for (const path of asked) {
    const end = output.indexOf(10, at);
    const header = output.toString('utf8', at, end);
    at = end + 1;
    const size = / blob (\d+)$/.exec(header)?.[1];
    if (size === undefined) continue;
    texts.set(path, output.toString('utf8', at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}

function noRepository(folder: string, said: string): string {
  if (/dubious ownership/.test(said)) {
    return `git does not trust ${folder}, since it belongs to another user: git config --global --add safe.directory ${folder}`;
  }
  if (/must be run in a work tree/.test(said))
    return `${folder} is a bare repository: name a folder with a checkout of it.`;
  if (/not a git repository/.test(said)) {
    return `${folder} is not in a git repository, and Drover works on commits: git init && git add -A && git commit -m 'First commit', then try again.`;
  }
  return `git can't be asked about ${folder}: ${said || 'is it installed and on PATH?'}`;
}

function records(output: string): string[] {
  return output.split('\0').filter((record) => record !== '');
}

function withoutCredentials(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  if (parsed.password === '' && !/^https?:$/.test(parsed.protocol)) return url;
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}
