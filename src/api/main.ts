import { folderBlobs } from '../adapters/blobs/folder-blobs.ts';
import { folderRecords } from '../adapters/records/folder-records.ts';
import { scrubSecrets } from '../adapters/secrets/scrub-secrets.ts';
import { gitStore } from '../adapters/store/git-store.ts';
import { connect } from '../client/connect.ts';
import { registerSearchAttributes } from '../client/register-search-attributes.ts';
import { migrations } from '../client/migrations.ts';
import { readConfig } from '../config.ts';
import { Failure } from '../domain/failure.ts';
import { dataFolders } from '../worker/data-folders.ts';
import { isLoopback } from './access/is-loopback.ts';
import type { ApiOptions } from './api-options.ts';
import { startApi } from './start-api.ts';
import { fileTokens } from './tokens/file-tokens.ts';

/** The API as a process: `node dist/src/api/main.js`. It prints one JSON line when it is ready, and ends on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const { dataFolder, temporal, model, api: settings } = readConfig();
  const { address, namespace, taskQueue } = temporal;
  if (address === undefined)
    throw new Failure('InputRefused', 'TEMPORAL_ADDRESS is not set: write host:port of the Temporal server.');
  const folders = dataFolders(dataFolder);
  const tokens = fileTokens(dataFolder);
  const access: ApiOptions['access'] =
    isLoopback(settings.host) && (await tokens.list()).length === 0 ? { kind: 'loopback' } : { kind: 'tokens', tokens };
  const log = (line: string) => console.error(`api: ${line}`);
  const blobs = folderBlobs(folders.blobs, () => {});
  const connection = await connect({ address, namespace, blobs });
  // Whoever comes first registers them, this or a worker: a workflow that sets what is not there can't start.
  await registerSearchAttributes(connection.client.connection, namespace, log);
  const api = await startApi({
    migrations: migrations(connection.client, taskQueue),
    records: folderRecords(folders.records),
    blobs,
    store: gitStore({ folder: folders.store, failpoint: () => {} }),
    host: settings.host,
    port: settings.port,
    access,
    localRepositories: settings.localRepositories,
    toolchains: settings.toolchains,
    approveSignals: settings.approveSignals,
    ...(settings.temporalUi !== undefined && { temporalUi: settings.temporalUi }),
    namespace,
    scrub: scrubSecrets([model.apiKey]),
    log,
  });
  const stop = async () => {
    await api.close();
    await connection.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  console.log(JSON.stringify({ event: 'ready', pid: process.pid, url: api.url, access: access.kind }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
