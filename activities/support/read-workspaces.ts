import { findWorkspaces, manifestsAmong } from '../../src/core/plan/workspaces/find-workspaces.ts';
import type { Workspace, WorkspaceKind } from '../../src/core/plan/workspaces/workspace.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { Store, TreeEntry } from '../../src/ports/store.ts';
import { readTexts } from './read-texts.ts';

/** No manifest that a person has written is larger. */
const mostBytes = 1024 * 1024;

/** Finds the workspaces of a commit, with their names and what they depend on. Throws `InputRefused` where it has none. */
export async function readWorkspaces(
  store: Pick<Store, 'read'>,
  commit: CommitId,
  entries: TreeEntry[],
  wanted?: WorkspaceKind,
): Promise<Workspace[]> {
  const files = entries.filter(({ mode, bytes }) => mode.startsWith('100') && (bytes ?? 0) <= mostBytes);
  const paths = files.map(({ path }) => path);
  const texts = await readTexts(store, commit, manifestsAmong(paths));
  const found = findWorkspaces(paths, texts, wanted);
  if (found.kind === 'refused') throw new Failure('InputRefused', found.problem);
  return found.workspaces;
}
