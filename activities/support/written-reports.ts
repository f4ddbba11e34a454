import type { VerifyCommand } from '../../src/domain/migration-file.ts';
import { othersFolders, usualCoverage, usualReports } from './usual-places.ts';
import { writtenFiles } from './written-files.ts';
import type { WrittenFiles } from './written-files.ts';

/** What a command wrote of tests and of coverage; undefined where its format names no files. */
export type WrittenByCommand = { reports: WrittenFiles | undefined; coverage: WrittenFiles };

/**
 * Looks, before a command runs, for the files that it may report its tests and its coverage in: those that the migration file names, or else the
 * usual ones, and hands out a function that reads after it what it wrote. A name of the migration file is looked for everywhere.
 */
export async function writtenReports(
  folder: string,
  { report, coverage }: Pick<VerifyCommand, 'report' | 'coverage'>,
): Promise<() => Promise<WrittenByCommand>> {
  const pattern = /^junit:([\s\S]+)$/.exec(report)?.[1];
  const named = [pattern, coverage].filter((one) => one !== undefined);
  const usual = [...(report === 'auto' ? usualReports : []), ...(coverage === undefined ? usualCoverage : [])];
  const readNamed = await writtenFiles(folder, named);
  const readUsual = await writtenFiles(folder, usual, othersFolders);
  return async () => ({
    reports:
      pattern !== undefined
        ? await readNamed([pattern])
        : report === 'auto'
          ? await readUsual(usualReports)
          : undefined,
    coverage: coverage === undefined ? await readUsual(usualCoverage) : await readNamed([coverage]),
  });
}
