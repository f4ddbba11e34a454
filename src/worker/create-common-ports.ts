import type { Ports } from '../../activities/ports.ts';
import { folderBlobs } from '../adapters/blobs/folder-blobs.ts';
import { readCoverage } from '../adapters/coverage/read-coverage.ts';
import { folderJournal } from '../adapters/journal/folder-journal.ts';
import { folderMemos } from '../adapters/memos/folder-memos.ts';
import { openaiResponses } from '../adapters/model/openai-responses.ts';
import { withImages } from '../adapters/model/with-images.ts';
import { readCatalog } from '../adapters/model/read-catalog.ts';
import { folderRecords } from '../adapters/records/folder-records.ts';
import { readReport } from '../adapters/reports/read-report.ts';
import { scrubSecrets } from '../adapters/secrets/scrub-secrets.ts';
import { gitStore } from '../adapters/store/git-store.ts';
import type { Config } from '../config.ts';
import type { Failpoint } from '../ports/failpoints.ts';
import { version } from '../version.ts';
import { dataFolders } from './data-folders.ts';

/** The ports that work on any machine; the others need a sandbox. */
export type CommonPorts = Omit<Ports, 'checkouts' | 'environments' | 'sandbox'>;

/** Joins the adapters of all ports but those that run commands. `say` is called with what an operator should hear, a sentence at a time. */
export function createCommonPorts(
  config: Config,
  failpoint: Failpoint,
  say: (sentence: string) => void = () => {},
): CommonPorts {
  const folders = dataFolders(config.dataFolder);
  const store = gitStore({ folder: folders.store, failpoint });
  const blobs = folderBlobs(folders.blobs, failpoint);
  return {
    blobs,
    catalog: readCatalog(config.model.catalog),
    journal: folderJournal(folders.journal, failpoint),
    memos: folderMemos(folders.memos),
    model: withImages(
      openaiResponses({
        apiKey: config.model.apiKey ?? 'none',
        ...(config.model.baseUrl !== undefined && { baseUrl: config.model.baseUrl }),
        idleTimeoutMs: config.model.idleTimeoutMs,
        headerTimeoutMs: config.model.idleTimeoutMs,
        say,
      }),
      blobs,
    ),
    readCoverage,
    readReport,
    records: folderRecords(folders.records),
    scrub: scrubSecrets([config.model.apiKey]),
    store,
    version: version(),
  };
}
