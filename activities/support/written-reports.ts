import { join } from 'node:path';
import type { WantedReport } from '../../src/domain/wanted-report.ts';
import type { WrittenReports } from '../../src/ports/reports.ts';
import { findFiles } from './find-files.ts';
import { readUntrusted } from './read-untrusted.ts';

const mebibyte = 1024 * 1024;
const maxFiles = 2_000;
const maxBytes = 16 * mebibyte;

/**
 * Looks for report files before a command runs and hands out a function that reads, after it, those that the command wrote: a report that the
 * repository has, or that an earlier command left, proves nothing. Undefined for formats that name no files.
 */
export async function writtenReports(
  folder: string,
  format: WantedReport,
): Promise<() => Promise<WrittenReports | undefined>> {
  const pattern = /^junit:([\s\S]+)$/.exec(format)?.[1];
  if (pattern === undefined) return () => Promise.resolve(undefined);
  const before = await findFiles(folder, pattern);
  return async () => {
    const after = await findFiles(folder, pattern);
    if (!before.complete || !after.complete)
      return { files: [], problems: [`the checkout has too many files to look for ${JSON.stringify(pattern)} in it`] };
    const paths = [...after.stamps.keys()].filter((path) => after.stamps.get(path) !== before.stamps.get(path));
    return readAll(folder, paths.sort(), pattern);
  };
}

async function readAll(folder: string, paths: string[], pattern: string): Promise<WrittenReports> {
  const problems: string[] = [];
  if (paths.length > maxFiles)
    problems.push(`${paths.length} files match ${JSON.stringify(pattern)}, and at most ${maxFiles} are read`);
  const files: WrittenReports['files'] = [];
  let room = maxBytes;
  for (const path of paths.slice(0, maxFiles)) {
    const bytes = await readUntrusted(join(folder, path), room);
    if (bytes === undefined) {
      problems.push(
        `${path} can't be read, or it has more than what is left of ${maxBytes / mebibyte} MiB for all reports`,
      );
      break;
    }
    room -= bytes.byteLength;
    files.push({ path, bytes });
  }
  return { files, problems };
}
