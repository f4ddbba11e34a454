import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { simpleGit } from 'simple-git';
import { readConfig } from '../../config.ts';
import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import { fetchMinimist } from './fetch-minimist.ts';

export type MinimistRepository = { folder: string; head: CommitId };

/**
 * Makes `folder` (empty, or not there yet) a git repository with the files of minimist 1.2.8 as its one commit on `main`.
 * Identity, dates and settings are fixed, so that the commit has the same id on every machine. `log` gets a line a step.
 * Throws `InputRefused` when the registry can't be reached or the folder is in use.
 */
export async function makeMinimistRepository(folder: string, log: (line: string) => void): Promise<MinimistRepository> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new Failure(
      'InputRefused',
      `The folder ${folder} is not empty. Name an empty one for the demo's repository.`,
    );
  }
  const download = await mkdtemp(join(tmpdir(), 'drover-minimist-'));
  try {
    log('Getting minimist 1.2.8 from the npm registry');
    const tarball = await fetchMinimist(download);
    await execa('tar', [
      '-xzf',
      tarball,
      '-C',
      folder,
      '--strip-components=1',
      '--no-same-owner',
      '--no-same-permissions',
    ]);
  } finally {
    await rm(download, { recursive: true, force: true });
  }
  const head = await commitAll(folder);
  log(`A git repository of it: ${folder}, main at ${head.slice(0, 8)}`);
  return { folder, head };
}

async function commitAll(folder: string): Promise<CommitId> {
  const git = simpleGit({
    baseDir: folder,
    config: ['core.autocrlf=false', 'core.fileMode=true', 'commit.gpgSign=false', 'gc.auto=0'],
  }).env({
    PATH: readConfig().hostEnvironment['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    // A home without settings: neither the user's nor the system's count here, but git's own defaults and those above.
    HOME: folder,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_DEFAULT_HASH: 'sha1',
    ...identity('AUTHOR'),
    ...identity('COMMITTER'),
  });
  await git.raw('init', '--quiet', '--initial-branch=main');
  await git.raw('add', '--all', '--force', '--', '.');
  await git.raw('commit', '--quiet', '--no-verify', '--message', 'minimist 1.2.8, as published');
  return (await git.revparse(['HEAD'])).trim();
}

function identity(role: 'AUTHOR' | 'COMMITTER'): Record<string, string> {
  return {
    [`GIT_${role}_NAME`]: 'Drover demo',
    [`GIT_${role}_EMAIL`]: 'demo@drover.invalid',
    // The day on which this version was published.
    [`GIT_${role}_DATE`]: '2023-02-09T19:13:32Z',
  };
}
