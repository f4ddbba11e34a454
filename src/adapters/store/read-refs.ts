import type { Git } from './git.ts';
import { outputOf } from './git-failure.ts';

/** The object ids that the refs point at, in one git process; a ref that does not exist is missing from the map. */
export async function readRefs(git: Git, refs: string[]): Promise<Map<string, string>> {
  const end = await git.plumbing(['for-each-ref', '--format=%(objectname) %(refname)', '--', ...refs]);
  const lines = Buffer.from(outputOf(`Reading ${refs.join(', ')}`, end))
    .toString()
    .split('\n');
  const found = lines.map((line): [string, string] => [line.slice(41), line.slice(0, 40)]);
  // A name also stands for everything below it.
  return new Map(found.filter(([ref]) => refs.includes(ref)));
}
