import { readdir } from 'node:fs/promises';
import { execa } from 'execa';
import { folderBlobs } from '../../src/adapters/blobs/folder-blobs.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';
import { storeRefs } from './store-refs.ts';

/** Everything in a data folder that is not as it should be after a migration: refs, objects, leftovers, evidence. */
export async function dataFaults(dataFolder: string, report: MigrationReport, delivered: string): Promise<string[]> {
  const folders = dataFolders(dataFolder);
  const found = await storeRefs(dataFolder, report.id);
  const all: string[] = [];
  if (delivered !== report.head) all.push(`${delivered} was delivered, and ${report.head} reported`);
  if (found.get('integration') !== report.head) all.push(`the integration branch is at ${found.get('integration')}`);
  for (const { key } of report.modules) if (!found.has(`modules/${key}`)) all.push(`${key} has no ref`);
  const fsck = await execa('git', ['fsck', '--connectivity-only', '--no-dangling'], {
    cwd: folders.store,
    reject: false,
    all: true,
  });
  if (fsck.exitCode !== 0) all.push(`git fsck: ${fsck.all}`);
  for (const left of await readdir(folders.checkouts)) all.push(`the checkout ${left} was left behind`);
  const blobs = folderBlobs(folders.blobs, () => {});
  for (const { path, evidence } of report.modules) {
    if (evidence === undefined) all.push(`${path} has no evidence`);
    else await blobs.get(evidence).catch((error: unknown) => all.push(String(error)));
  }
  return all;
}
