import { Failure } from '../../domain/failure.ts';
import type { FileChange } from '../../domain/file-change.ts';
import { checkWritePath } from './check-path.ts';

/** Checks that the changes of one commit are possible together: each path is plain and named once, and none lies in a written file. */
export function checkChanges(changes: FileChange[]): void {
  const written = new Set(changes.filter((change) => change.kind === 'write').map((change) => change.path));
  const seen = new Set<string>();
  for (const { path, kind } of changes) {
    checkWritePath(path);
    if (seen.has(path))
      throw new Failure('InputRefused', `The path ${JSON.stringify(path)} is changed twice in one commit.`);
    seen.add(path);
    const file = kind === 'write' ? foldersOf(path).find((folder) => written.has(folder)) : undefined;
    if (file !== undefined) {
      throw new Failure(
        'InputRefused',
        `${JSON.stringify(file)} can't be a file and the folder of ${JSON.stringify(path)} in one commit.`,
      );
    }
  }
}

function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
