import { join } from 'node:path';

/** What lies where below DROVER_DATA. */
export function dataFolders(folder: string) {
  return {
    blobs: join(folder, 'blobs'),
    checkouts: join(folder, 'checkouts'),
    egress: join(folder, 'egress'),
    environments: join(folder, 'environments'),
    journal: join(folder, 'journal'),
    memos: join(folder, 'memos'),
    records: join(folder, 'records'),
    store: join(folder, 'store.git'),
    temporal: join(folder, 'temporal'),
  };
}
