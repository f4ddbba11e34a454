import { Failure } from '../../domain/failure.ts';

export type GitObject = { oid: string; type: string; content: Uint8Array };

export type ObjectParser = {
  /** More of git's output. */
  push(chunk: Buffer): void;
  /** git's answer to the next name, as soon as all of it is there. */
  next(name: string): { object: GitObject | undefined } | undefined;
};

/**
 * Reads the output of `git cat-file --batch`. Per name it is either `ID TYPE SIZE\n`, that many bytes and `\n`, or
 * `NAME missing\n`. Source: git-cat-file(1), BATCH OUTPUT. Throws `Broken` for anything else.
 */
export function objectParser(): ObjectParser {
  let chunks: Buffer[] = [];
  let length = 0;
  /** With fewer bytes than this there is no use in looking. */
  let needed = 1;

  const rest = (): Buffer => {
    const [only, ...more] = chunks;
    const all = only !== undefined && more.length === 0 ? only : Buffer.concat(chunks);
    chunks = [all];
    return all;
  };
  const drop = (all: Buffer, bytes: number): void => {
    chunks = [all.subarray(bytes)];
    length -= bytes;
    needed = 1;
  };

  return {
    push(chunk) {
      chunks.push(chunk);
      length += chunk.length;
    },
    next(name) {
      if (length < needed) return undefined;
      const all = rest();
      needed = length + 1;
      const missing = Buffer.from(`${name} missing\n`);
      if (all.subarray(0, missing.length).equals(missing)) {
        drop(all, missing.length);
        return { object: undefined };
      }
      // A name may hold line breaks, so this must be asked before the line's end is looked for.
      if (length < missing.length && missing.subarray(0, length).equals(all)) return undefined;
      const lineEnd = all.indexOf('\n');
      if (lineEnd < 0) return undefined;
      const header = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(all.toString('latin1', 0, lineEnd));
      if (header === null)
        throw new Failure('Broken', `Reading ${JSON.stringify(name)}: git answered something that is no object.`);
      const [, oid = '', type = '', size = ''] = header;
      const start = lineEnd + 1;
      const end = start + Number(size);
      needed = end + 1;
      if (length < needed) return undefined;
      drop(all, end + 1);
      return { object: { oid, type, content: all.subarray(start, end) } };
    },
  };
}
