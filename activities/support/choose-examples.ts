import type { Excerpt } from '../../src/core/context/opening-message.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { Ports } from '../ports.ts';

/** A module that was merged when another one began: what it changed lies between two commits of its own line. */
export type MergedExample = { path: string; start: CommitId; head: CommitId };

/** One small change says how it is done; all of them would be paid for in each turn. */
const most = { examples: 2, characters: 4_000 };

/** The diffs of those merged modules that are most like this one: of the same kind of file, and small. */
export async function chooseExamples(
  { store }: Pick<Ports, 'store'>,
  module: { path: string; paths: string[] },
  merged: MergedExample[],
): Promise<Excerpt[]> {
  const kind = kindOf(module.paths[0] ?? module.path);
  const diffs = await Promise.all(
    merged.map(async ({ path, start, head }) => ({ path, text: await store.diff(start, head) })),
  );
  const alike = diffs
    .filter(
      ({ text }) => text !== '' && [...text.matchAll(/^\+\+\+ b\/(.+)$/gm)].some(([, path]) => kindOf(path) === kind),
    )
    .sort((one, other) => one.text.length - other.text.length);
  const chosen: Excerpt[] = [];
  let room = most.characters;
  for (const example of alike.slice(0, most.examples)) {
    if (example.text.length > room) break;
    room -= example.text.length;
    chosen.push(example);
  }
  return chosen;
}

function kindOf(path = ''): string {
  return /\.\w+$/.exec(path)?.[0].toLowerCase() ?? '';
}
