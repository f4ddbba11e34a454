import { Failure } from '../../domain/failure.ts';
import type { Git } from './git.ts';
import { outputOf } from './git-failure.ts';

export type GitObject = { oid: string; type: string; content: Uint8Array };

/**
 * Reads objects by name (an id, a ref or `COMMIT:PATH`), in the order asked for, in one git process for all; what does not
 * exist is undefined.
 */
export async function catFiles(git: Git, names: string[]): Promise<(GitObject | undefined)[]> {
  if (names.length === 0) return [];
  // With -z a name may hold a line break.
  const end = await git.plumbing(['cat-file', '--batch', '--buffer', '-z'], {
    stdin: names.map((name) => `${name}\0`).join(''),
  });
  return parseObjects(Buffer.from(outputOf(`Reading ${names.length} objects`, end)), names);
}

/** Per name either `ID TYPE SIZE\n`, that many bytes and `\n`, or `NAME missing\n`. */
function parseObjects(output: Buffer, names: string[]): (GitObject | undefined)[] {
  let at = 0;
  return names.map((name) => {
    const missing = Buffer.from(`${name} missing\n`);
    if (output.subarray(at, at + missing.length).equals(missing)) {
      at += missing.length;
      return undefined;
    }
    const lineEnd = output.indexOf('\n', at);
    const header = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(output.toString('latin1', at, lineEnd));
    if (header === null)
      throw new Failure('Broken', `Reading ${JSON.stringify(name)}: git answered something that is no object.`);
    const [, oid = '', type = '', size = ''] = header;
    const start = lineEnd + 1;
    at = start + Number(size) + 1;
    if (at > output.length)
      throw new Failure('Broken', `Reading ${JSON.stringify(name)}: git's answer ends too early.`);
    return { oid, type, content: output.subarray(start, at - 1) };
  });
}
