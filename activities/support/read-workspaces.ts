import { packageName } from '../../src/core/plan/package-name.ts';
import { workspaceFolders } from '../../src/core/plan/workspace-folders.ts';
import { workspaceFiles, workspacePatterns } from '../../src/core/plan/workspace-patterns.ts';
import type { Workspace } from '../../src/core/plan/workspace.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';

/** Reads the workspaces of a commit, with their packages' names. Throws `InputRefused` where it has none. */
export async function readWorkspaces(
  store: Pick<Store, 'read'>,
  commit: CommitId,
  files: string[],
): Promise<Workspace[]> {
  const top = await store.read(commit, Object.values(workspaceFiles));
  const [npm, pnpm] = [textOf(top.get(workspaceFiles.npm)), textOf(top.get(workspaceFiles.pnpm))];
  const found = workspacePatterns({ ...(npm !== undefined && { npm }), ...(pnpm !== undefined && { pnpm }) });
  if (found.kind === 'refused') throw new Failure('InputRefused', found.problem);
  const folders = workspaceFolders(found.patterns, files);
  if (folders.length === 0) {
    throw new Failure(
      'InputRefused',
      `modules.by: no folder with a package.json at the base commit matches the workspaces ${JSON.stringify(found.patterns)}; ` +
        'correct them, or write by: folders',
    );
  }
  const packages = await store.read(
    commit,
    folders.map((folder) => `${folder}/package.json`),
  );
  return folders.map((folder) => {
    const name = packageName(textOf(packages.get(`${folder}/package.json`)) ?? '');
    return { folder, ...(name !== undefined && { name }) };
  });
}

/** A byte order mark at the beginning is no part of the text. */
function textOf(content: Uint8Array | undefined): string | undefined {
  return content && new TextDecoder().decode(content);
}
