import type { Ports } from '../../activities/ports.ts';
import { limits } from '../../activities/support/limits.ts';
import { folderBlobs } from '../adapters/blobs/folder-blobs.ts';
import { folderCheckouts } from '../adapters/checkouts/folder-checkouts.ts';
import { folderEnvironments } from '../adapters/environments/folder-environments.ts';
import { killAtFailpoint } from '../adapters/failpoints/kill-at-failpoint.ts';
import { folderJournal } from '../adapters/journal/folder-journal.ts';
import { openaiResponses } from '../adapters/model/openai-responses.ts';
import { folderRecords } from '../adapters/records/folder-records.ts';
import { readReport } from '../adapters/reports/read-report.ts';
import { chooseSandbox } from '../adapters/sandbox/choose-sandbox.ts';
import { gitStore } from '../adapters/store/git-store.ts';
import type { Config } from '../config.ts';
import type { Containment } from '../ports/sandbox.ts';
import { dataFolders } from './data-folders.ts';

/** Joins the adapters: the one place that knows them all. The sandbox is probed; one that does not hold is thrown as `Broken`. */
export async function createPorts(config: Config): Promise<{ ports: Ports; containment: Containment }> {
  const folders = dataFolders(config.dataFolder);
  const failpoint = killAtFailpoint(config.failpoint);
  const { sandbox, containment } = await chooseSandbox(config.sandbox, { failpoint, hostEnv: config.hostEnvironment });
  const store = gitStore({ folder: folders.store, failpoint });
  const ports: Ports = {
    blobs: folderBlobs(folders.blobs, failpoint),
    checkouts: folderCheckouts({ folder: folders.checkouts, store }),
    environments: folderEnvironments({ folder: folders.environments, store, sandbox, limits: limits(0) }),
    journal: folderJournal(folders.journal, failpoint),
    model: openaiResponses({
      apiKey: config.model.apiKey ?? 'none',
      ...(config.model.baseUrl !== undefined && { baseUrl: config.model.baseUrl }),
      idleTimeoutMs: config.model.idleTimeoutMs,
      headerTimeoutMs: config.model.idleTimeoutMs,
    }),
    readReport,
    records: folderRecords(folders.records),
    sandbox,
    store,
  };
  return { ports, containment };
}
