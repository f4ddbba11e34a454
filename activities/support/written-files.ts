import { join } from 'node:path';
import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import { findFiles } from './find-files.ts';
import { readUntrusted } from './read-untrusted.ts';

const mebibyte = 1024 * 1024;
const maxFiles = 2_000;
const maxBytes = 16 * mebibyte;

/** Files that a command wrote, by their paths in the checkout, in order; `problems` says in words what of them can't be read. */
export type WrittenFiles = { files: { path: string; bytes: Uint8Array }[]; problems: string[] };

/**
 * Looks for files before a command runs and hands out a function that reads, after it, those of the wanted patterns that the command wrote:
 * what the repository has, or what an earlier command left, proves nothing.
 */
export async function writtenFiles(
  folder: string,
  patterns: string[],
  passOver?: ReadonlySet<string>,
): Promise<(wanted: string[]) => Promise<WrittenFiles>> {
  if (patterns.length === 0) return () => Promise.resolve({ files: [], problems: [] });
  const before = await findFiles(folder, patterns, passOver);
  let found: ReturnType<typeof findFiles> | undefined;
  return async (wanted) => {
    found ??= findFiles(folder, patterns, passOver);
    const after = await found;
    const called = wanted.length === 1 ? JSON.stringify(wanted[0]) : 'reports';
    if (!before.complete || !after.complete) {
      // What nobody has named need not be there.
      const problem = `the checkout has too many files to look for ${called} in it`;
      return { files: [], problems: passOver === undefined ? [problem] : [] };
    }
    const matches = pathMatcher(wanted.map((pattern) => pattern.replace(/^(\.\/)+/, '')));
    const paths = [...after.stamps.keys()].filter(
      (path) => matches(path) && after.stamps.get(path) !== before.stamps.get(path),
    );
    return readAll(folder, paths.sort(), called);
  };
}

async function readAll(folder: string, paths: string[], called: string): Promise<WrittenFiles> {
  const problems: string[] = [];
  if (paths.length > maxFiles) problems.push(`${paths.length} files match ${called}, and at most ${maxFiles} are read`);
  const files: WrittenFiles['files'] = [];
  let room = maxBytes;
  for (const path of paths.slice(0, maxFiles)) {
    const bytes = await readUntrusted(join(folder, path), room);
    if (bytes === undefined) {
      problems.push(
        `${path} can't be read, or it has more than what is left of ${maxBytes / mebibyte} MiB for all of them`,
      );
      break;
    }
    room -= bytes.byteLength;
    files.push({ path, bytes });
  }
  return { files, problems };
}
