import type { Git } from './git.ts';

/** The object ids that the refs point at; a ref that does not exist is missing from the map. Names are whole, from `refs/` on. */
export async function readRefs(git: Git, refs: string[]): Promise<Map<string, string>> {
  const objects = await git.objects(refs);
  return new Map(
    refs.flatMap((ref, index) => {
      const object = objects[index];
      return object === undefined ? [] : [[ref, object.oid]];
    }),
  );
}
