import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { FileChange } from '../../domain/file-change.ts';
import type { Git } from './git.ts';
import { lineOf } from './git-failure.ts';

/**
 * Writes the contents of all written files as blobs, in one git process for all: it takes file names on its standard input, so
 * each content is put into a numbered file of the scratch folder first.
 */
export async function writeBlobs(git: Git, scratch: string, changes: FileChange[]): Promise<Map<FileChange, string>> {
  const writes = changes.filter((change) => change.kind === 'write');
  if (writes.length === 0) return new Map();
  for (const [number, write] of writes.entries())
    await writeFile(join(scratch, `${number}`), write.content, { flag: 'wx' });
  const end = await git.plumbing(['hash-object', '-w', '--no-filters', '--stdin-paths'], {
    cwd: scratch,
    stdin: writes.map((_, number) => `${number}\n`).join(''),
  });
  const ids = lineOf('Writing files', end).split('\n');
  if (ids.length !== writes.length) {
    throw new Failure('Broken', `Writing files: git wrote ${ids.length} of ${writes.length} files.`);
  }
  return new Map(writes.map((write, number) => [write, ids[number] ?? '']));
}
