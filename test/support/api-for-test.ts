import { Client, Connection } from '@temporalio/client';
import { onTestFinished } from 'vitest';
import { folderBlobs } from '../../src/adapters/blobs/folder-blobs.ts';
import { folderRecords } from '../../src/adapters/records/folder-records.ts';
import { scrubSecrets } from '../../src/adapters/secrets/scrub-secrets.ts';
import { gitStore } from '../../src/adapters/store/git-store.ts';
import type { ApiOptions } from '../../src/api/api-options.ts';
import { startApi } from '../../src/api/start-api.ts';
import { migrations, type Migrations } from '../../src/client/migrations.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';
import { temporaryFolder, type AtEnd } from './temporary-folder.ts';

export type TestApi = {
  url: string;
  dataFolder: string;
  /** What it has logged. */
  log: string[];
  records: ApiOptions['records'];
  blobs: ApiOptions['blobs'];
  /** Sends a request; a body that is not a text goes as JSON. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Sends a request and reads its JSON, which is what the test says that it is. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- an assertion that reads better here than at each use
  json<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Headers; body: T }>;
  close(): Promise<void>;
};

/** The API on the real folder adapters. Without `migrations` it speaks to a Temporal server that is not there. */
export async function apiForTest(
  options: Partial<ApiOptions> & { dataFolder?: string } = {},
  atEnd: AtEnd = onTestFinished,
): Promise<TestApi> {
  const { dataFolder = await temporaryFolder(atEnd), ...more } = options;
  const folders = dataFolders(dataFolder);
  const log: string[] = [];
  const records = folderRecords(folders.records);
  const blobs = folderBlobs(folders.blobs, () => {});
  const api = await startApi({
    migrations: options.migrations ?? nobody(atEnd),
    records,
    blobs,
    store: gitStore({ folder: folders.store, failpoint: () => {} }),
    host: '127.0.0.1',
    port: 0,
    access: { kind: 'loopback' },
    localRepositories: true,
    toolchains: 'any',
    approveSignals: true,
    namespace: 'default',
    scrub: scrubSecrets(),
    log: (line) => log.push(line),
    ...more,
  });
  atEnd(() => api.close());
  const send: TestApi['send'] = (method, path, body, headers = {}) =>
    fetch(api.url + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    url: api.url,
    dataFolder,
    log,
    records,
    blobs,
    send,
    async json(method, path, body, headers) {
      const response = await send(method, path, body, headers);
      return { status: response.status, headers: response.headers, body: (await response.json()) as never };
    },
    close: () => api.close(),
  };
}

/** A client of a Temporal server that is not there: port 1 answers nobody, and without interceptors it is asked once. */
function nobody(atEnd: AtEnd): Migrations {
  const connection = Connection.lazy({ address: '127.0.0.1:1', interceptors: [] });
  atEnd(() => connection.close());
  return migrations(new Client({ connection }), 'nobody');
}
