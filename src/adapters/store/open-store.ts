import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { isMissing } from '../is-missing.ts';
import { listFolder } from '../list-folder.ts';
import { makeFolderDurably, syncFolder, writeDurably } from '../write-durably.ts';
import type { Git } from './git.ts';
import { lineOf, outputOf } from './git-failure.ts';
import { removeLeftovers, scratchFolder } from './scratch.ts';
import { storeAttributes, storeConfig } from './store-files.ts';

/** `merge-tree --write-tree` and `cat-file -z` came with it. */
const oldestGit = { major: 2, minor: 38 };

/**
 * Creates the store, or opens the one that is there. It is built beside its final place and renamed into it, so that a kill
 * leaves no half store, and of two processes one wins. Throws `InputRefused` if the folder holds something else.
 */
export async function openStore(git: Git): Promise<void> {
  const above = dirname(git.folder);
  await makeFolderDurably(above);
  if (!(await isStore(git.folder))) await createStore(git);
  await checkGitVersion(git);
  // An older Drover may have written other settings.
  await writeIfDifferent(join(git.folder, 'config'), storeConfig);
  await writeIfDifferent(join(git.folder, 'info', 'attributes'), storeAttributes);
  await mkdir(scratchFolder(git.folder), { recursive: true });
  await removeLeftovers(above, unfinishedName(git.folder));
  await removeLeftovers(scratchFolder(git.folder), '');
}

function unfinishedName(folder: string): string {
  return `${basename(folder)}.unfinished-`;
}

async function isStore(folder: string): Promise<boolean> {
  const names = (await listFolder(folder)).map((entry) => entry.name);
  if (names.length === 0) return false;
  if (names.includes('HEAD') && names.includes('objects')) {
    const attributes = await readFile(join(folder, 'info', 'attributes'), 'utf8').catch(emptyIfMissing);
    const config = await readFile(join(folder, 'config'), 'utf8').catch(emptyIfMissing);
    if (attributes.startsWith('* -text') && config.includes('bare = true')) return true;
  }
  throw new Failure(
    'InputRefused',
    `The folder ${folder} holds something else than Drover's git store. Name a folder that is empty or does not exist.`,
  );
}

function emptyIfMissing(error: unknown): string {
  if (isMissing(error)) return '';
  throw error;
}

async function createStore(git: Git): Promise<void> {
  const above = dirname(git.folder);
  const fresh = await mkdtemp(join(above, unfinishedName(git.folder)));
  try {
    // No template: it would bring sample hooks and an exclude file.
    const init = ['init', '--quiet', '--bare', '--template=', '--initial-branch=none'];
    outputOf('Creating the store', await git.plumbing(init, { cwd: fresh, env: { GIT_DIR: fresh } }));
    await writeDurably(join(fresh, 'config'), storeConfig);
    await writeDurably(join(fresh, 'info', 'attributes'), storeAttributes);
    await syncFolder(fresh);
    await rename(fresh, git.folder);
    await syncFolder(above);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // A folder that is not empty can't be replaced by a rename: another process was faster.
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOTEMPTY', 'EEXIST'].includes(code) && (await isStore(git.folder))) return;
    throw error;
  }
}

async function writeIfDifferent(path: string, content: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(emptyIfMissing)) !== content) await writeDurably(path, content);
}

async function checkGitVersion(git: Git): Promise<void> {
  const line = lineOf('Asking git for its version', await git.plumbing(['version']));
  const [, major, minor] = /(\d+)\.(\d+)/.exec(line) ?? [];
  const found = { major: Number(major), minor: Number(minor) };
  if (found.major > oldestGit.major || (found.major === oldestGit.major && found.minor >= oldestGit.minor)) return;
  throw new Failure(
    'Broken',
    `Drover needs git ${oldestGit.major}.${oldestGit.minor} or newer, but found '${line}'. Install a newer one.`,
  );
}
