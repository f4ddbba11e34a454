import { execa } from 'execa';
import type { Check } from './check.ts';

/** As package.json's `engines` says; the launcher refuses older ones before, where it is what starts. */
const oldestNode: Version = [20, 3];
/** `merge-tree --write-tree` came with it. */
const oldestGit: Version = [2, 38];

type Version = [major: number, minor: number];

/** The Node that this runs on. */
export function checkNode(version: string): Check {
  if (isAtLeast(version, oldestNode)) return { name: 'Node', state: 'ok', says: version };
  return {
    name: 'Node',
    state: 'failed',
    says: `${version} is too old: Drover needs ${oldestNode.join('.')} or later.`,
    wayOut: 'Get one from https://nodejs.org.',
  };
}

/** git, which builds and merges commits. */
export async function checkGit(env: Readonly<Record<string, string | undefined>>): Promise<Check> {
  const output = await run('git', ['--version'], env);
  const version = /(\d+\.\d+[.\d]*)/.exec(output ?? '')?.[1];
  if (version !== undefined && isAtLeast(version, oldestGit)) return { name: 'git', state: 'ok', says: version };
  return {
    name: 'git',
    state: 'failed',
    says:
      version === undefined
        ? 'There is none on PATH.'
        : `${version} is too old: Drover needs ${oldestGit.join('.')} or later.`,
    wayOut: 'Install it with your package manager, or from https://git-scm.com/downloads.',
  };
}

/** util-linux's flock, by which a killed git's locks are told from those of a running one. */
export async function checkFlock(env: Readonly<Record<string, string | undefined>>): Promise<Check> {
  const output = await run('flock', ['--no-fork', '--version'], env);
  const version = /util-linux ([\d.]+)/.exec(output ?? '')?.[1];
  if (version !== undefined) return { name: 'flock', state: 'ok', says: `util-linux ${version}` };
  return {
    name: 'flock',
    state: 'warning',
    says: "There is no flock of util-linux: what a killed git process has locked can't be freed by itself.",
    wayOut: 'Install util-linux (on Alpine: apk add flock).',
  };
}

function isAtLeast(version: string, [major, minor]: Version): boolean {
  const [first = 0, second = 0] = version.split('.').map(Number);
  return first > major || (first === major && second >= minor);
}

async function run(
  program: string,
  args: string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const end = await execa(program, args, { env: { ...env }, extendEnv: false, reject: false, stdin: 'ignore' });
  return end.failed ? undefined : end.stdout;
}
