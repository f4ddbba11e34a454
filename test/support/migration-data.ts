import { join } from 'node:path';
import { execa } from 'execa';
import { folderBlobs } from '../../src/adapters/blobs/folder-blobs.ts';
import { folderRecords } from '../../src/adapters/records/folder-records.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';

/** A commit of an integration branch: the module that it landed, and its tree. */
export type Landed = { commit: string; parent: string; tree: string; module: string };

export type MigrationData = {
  report(): Promise<MigrationReport | undefined>;
  evidence(ref: string | undefined): Promise<Evidence>;
  /** The integration branch's commits since the base, oldest first. */
  landed(base: string): Promise<Landed[]>;
  /** A file's content at a commit of the store. */
  show(commit: string, path: string): Promise<string>;
};

/** What a migration left in the data folder: what is true, whatever its workflows say. */
export function migrationData(dataFolder: string, id: string): MigrationData {
  const { store, blobs, records } = dataFolders(dataFolder);
  const git = async (...args: string[]) => (await execa('git', ['--git-dir', join(store), ...args])).stdout;
  return {
    report: async () => (await folderRecords(records).read(id, 'report')) as MigrationReport | undefined,
    async evidence(ref) {
      const bytes = await folderBlobs(blobs, () => {}).get(ref ?? '');
      return JSON.parse(Buffer.from(bytes).toString()) as Evidence;
    },
    async landed(base) {
      const format = '%H|%P|%T|%(trailers:key=Drover-Module,valueonly,separator=%x2C)';
      const log = await git('log', '--reverse', `--format=${format}`, `${base}..refs/drover/${id}/integration`);
      return log.split('\n').flatMap((line) => {
        const [commit = '', parent = '', tree = '', module = ''] = line.split('|');
        return commit === '' ? [] : [{ commit, parent, tree, module }];
      });
    },
    show: (commit, path) => git('show', `${commit}:${path}`),
  };
}
