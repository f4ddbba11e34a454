import { codeOwners, ownerFiles } from '../../src/core/plan/facts/code-owners.ts';
import { moduleFacts } from '../../src/core/plan/facts/module-facts.ts';
import type { CommitId, ModuleKey } from '../../src/domain/ids.ts';
import type { ModuleFacts } from '../../src/domain/module-facts.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Store, TreeEntry } from '../../src/ports/store.ts';
import { readTexts } from './read-texts.ts';

/** Lines are counted in the files' contents: of more files than this, or larger ones, that would take longer than the rest of the plan. */
const most = { files: 20_000, bytes: 200_000_000 };
const batch = 2_000;
const newline = 10;

/** What is known of the modules before anything is done: sizes, tests by their names, and who owns them. */
export async function gatherFacts(
  store: Pick<Store, 'read'>,
  commit: CommitId,
  entries: TreeEntry[],
  modules: ModulePlan[],
): Promise<Map<ModuleKey, ModuleFacts>> {
  const bytes = new Map(entries.map((entry) => [entry.path, entry.bytes]));
  const texts = await readTexts(
    store,
    commit,
    ownerFiles.filter((path) => bytes.has(path)),
  );
  const lines = await countLines(store, commit, bytes, modules);
  return moduleFacts(modules, {
    bytes,
    ...(lines && { lines }),
    ownersOf: codeOwners([...texts.values()][0] ?? ''),
  });
}

async function countLines(
  store: Pick<Store, 'read'>,
  commit: CommitId,
  bytes: ReadonlyMap<string, number>,
  modules: ModulePlan[],
): Promise<Map<string, number> | undefined> {
  const paths = [...new Set(modules.flatMap((module) => module.paths))];
  const total = paths.reduce((sum, path) => sum + (bytes.get(path) ?? 0), 0);
  if (paths.length > most.files || total > most.bytes) return undefined;
  const lines = new Map<string, number>();
  for (let from = 0; from < paths.length; from += batch) {
    for (const [path, content] of await store.read(commit, paths.slice(from, from + batch)))
      lines.set(
        path,
        content.reduce((sum, byte) => sum + Number(byte === newline), 0),
      );
  }
  return lines;
}
