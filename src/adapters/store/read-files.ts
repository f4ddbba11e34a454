import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import { checkId } from './check-id.ts';
import { isPlainPath } from './check-path.ts';
import type { Git } from './git.ts';
import { parseTree } from './parse-tree.ts';

/**
 * The bytes of files of a commit, asked for all at once. Symbolic links and submodules are no files: git would give a link's target
 * as if it were content, so the folders are read along with the files, for the modes.
 */
export async function readFiles(git: Git, commit: CommitId, paths: string[]): Promise<Map<string, Uint8Array>> {
  checkId(commit);
  // git takes './a' after 'COMMIT:' for a path relative to where it runs.
  const plain = [...new Set(paths)].filter(isPlainPath);
  const folders = [...new Set(plain.map(folderOf))];
  const [root, ...objects] = await git.objects([commit, ...[...folders, ...plain].map((path) => `${commit}:${path}`)]);
  // Without this, a store that has lost the commit would look like a commit without these files.
  if (root === undefined) throw new Failure('Broken', `The store has no commit ${commit}.`);
  const modes = new Map(
    folders.map((folder, index) => {
      const object = objects[index];
      return [folder, object?.type === 'tree' ? parseTree(object.content) : new Map<string, string>()];
    }),
  );
  const found = new Map<string, Uint8Array>();
  for (const [index, path] of plain.entries()) {
    const object = objects[folders.length + index];
    const folder = folderOf(path);
    const mode = modes.get(folder)?.get(folder === '' ? path : path.slice(folder.length + 1)) ?? '';
    if (object?.type === 'blob' && mode.startsWith('100')) found.set(path, object.content);
  }
  return found;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
