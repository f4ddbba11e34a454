import { Failure } from '../../domain/failure.ts';

const longestPathBytes = 4_096;

/** True for a path as git stores it: relative, '/' between its parts, no part empty, '.' or '..', no NUL, valid UTF-8. */
export function isPlainPath(path: string): boolean {
  if (path.includes('\0')) return false;
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..')) return false;
  const bytes = Buffer.from(path);
  // A lone surrogate has no bytes: git would store another name.
  return bytes.length <= longestPathBytes && bytes.toString() === path;
}

/**
 * Checks a path that is to be written. It stops what a plain mistake would do; whether a step may change the path is decided
 * before. git checks again for names that a file system takes for `.git`.
 */
export function checkWritePath(path: string): void {
  if (isPlainPath(path) && !path.split('/').some((part) => part.toLowerCase() === '.git')) return;
  throw new Failure(
    'InputRefused',
    `The path ${JSON.stringify(path)} can't be written: name it relative to the repository's root, without '.git', '.', '..' or empty parts.`,
  );
}
