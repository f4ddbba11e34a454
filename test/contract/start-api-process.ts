import { resolve } from 'node:path';
import { inject } from 'vitest';
import { spawnTied } from '../../src/dev/processes/spawn-tied.ts';
import type { MigrationStack } from '../support/migration-stack.ts';
import type { AtEnd } from '../support/temporary-folder.ts';

/** Starts the API as its own process, as a container does, beside a stack's worker. Returns its address. */
export async function startApiProcess(stack: MigrationStack, atEnd: AtEnd): Promise<string> {
  const { address, namespace } = inject('temporal');
  const lines: string[] = [];
  let becomeReady: (line: string) => void = () => {};
  const ready = new Promise<string>((become) => (becomeReady = become));
  const api = await spawnTied(process.execPath, ['--enable-source-maps', resolve('dist/src/api/main.js')], {
    env: {
      PATH: process.env['PATH'],
      HOME: stack.dataFolder,
      DROVER_DATA: stack.dataFolder,
      DROVER_TASK_QUEUE: stack.taskQueue,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      DROVER_API_PORT: '0',
      DROVER_LOCAL_REPOSITORIES: 'allow',
    },
    onLine(line, from) {
      if (from === 'stdout' && line.startsWith('{"event":"ready"')) becomeReady(line);
      else lines.push(line);
    },
  });
  atEnd(async () => {
    api.child.kill('SIGTERM');
    await api.ended;
  });
  const line = await Promise.race([ready, api.ended.then(() => undefined)]);
  if (line === undefined) throw new Error(`The API did not start:\n${lines.join('\n')}`);
  return (JSON.parse(line) as { url: string }).url;
}
