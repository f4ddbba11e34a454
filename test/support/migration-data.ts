import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { execa } from 'execa';
import { folderBlobs } from '../../src/adapters/blobs/folder-blobs.ts';
import { folderRecords } from '../../src/adapters/records/folder-records.ts';
import { moduleKey } from '../../src/core/plan/module-key.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';

/** A commit of an integration branch: the module that it landed, and its tree. */
export type Landed = { commit: string; parent: string; tree: string; module: string };

export type MigrationData = {
  report(): Promise<MigrationReport | undefined>;
  /** The names of all records. */
  recordNames(): Promise<string[]>;
  record(name: string): Promise<unknown>;
  evidence(ref: string | undefined): Promise<Evidence>;
  /** The file in which the first baseline of a module lies. */
  baselineFile(path: string): Promise<string>;
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
    recordNames: () => folderRecords(records).list(id, ''),
    record: (name) => folderRecords(records).read(id, name),
    async evidence(ref) {
      const bytes = await folderBlobs(blobs, () => {}).get(ref ?? '');
      return JSON.parse(Buffer.from(bytes).toString()) as Evidence;
    },
    async baselineFile(path) {
      const key = moduleKey(path, (text) => createHash('sha256').update(text).digest('hex'));
      const [name = ''] = await folderRecords(records).list(id, `modules/${key}/round-1/baseline-`);
      const { result } = (await folderRecords(records).read(id, name)) as { result: { baseline: string } };
      return join(blobs, result.baseline.slice(0, 2), result.baseline.slice(2));
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
