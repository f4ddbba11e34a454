import { leaveOut } from '../../src/core/plan/left-out.ts';
import type { RepositoryContent } from '../../src/core/plan/plan-modules.ts';
import type { LeftOut } from '../../src/domain/left-out.ts';
import type { BlobRef, CommitId } from '../../src/domain/ids.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import type { ListedModule } from '../../src/domain/migration-file/listed-module.ts';
import type { TreeEntry } from '../../src/ports/store.ts';
import type { Ports } from '../ports.ts';
import { readJson } from './read-json.ts';
import { readTexts } from './read-texts.ts';
import { readWorkspaces } from './read-workspaces.ts';

type Wanted = { file: MigrationFile; base: CommitId; entries: TreeEntry[]; listed?: BlobRef };

/** What modules are made of: the base commit's regular files, and its workspaces or what the migration's own command listed, where modules are those. */
export async function readContent(
  { blobs, store }: Pick<Ports, 'blobs' | 'store'>,
  { file, base, entries, listed }: Wanted,
): Promise<RepositoryContent & { leftOut: LeftOut[] }> {
  const { by, workspaces, include } = file.modules;
  const regular = entries.filter((entry) => entry.mode.startsWith('100'));
  const attributes = (await readTexts(store, base, ['.gitattributes'])).get('.gitattributes') ?? '';
  const named = new Set(include);
  return {
    files: regular.map(({ path }) => path),
    // A list, and a command, name what they mean.
    ...(by === 'list' || by === 'command' ? { leftOut: [] } : leaveOut(regular, attributes, (path) => named.has(path))),
    ...(by === 'workspaces' && { workspaces: await readWorkspaces(store, base, entries, workspaces) }),
    ...(listed !== undefined && { listed: await readJson<ListedModule[]>(blobs, listed) }),
  };
}
