import getPort from 'get-port';
import { readConfig } from '../../config.ts';
import { findStack } from '../../dev/stack/find-stack.ts';
import { withStack } from '../../dev/stack/with-stack.ts';
import { Failure } from '../../domain/failure.ts';
import { Interrupted } from '../../dev/processes/interrupted.ts';
import type { Io } from '../io.ts';

export type DevOptions = { port?: number };

/** `drover dev`: the embedded stack until Ctrl-C; other commands find it by its file in the data folder. */
export async function dev(options: DevOptions, io: Io): Promise<number> {
  const config = readConfig();
  const other = await findStack(config.dataFolder, { demo: false });
  if (other !== undefined) {
    throw new Failure(
      'InputRefused',
      `Drover runs in ${config.dataFolder} already: process ${other.pid} (drover ${other.by}), its API at ${other.api}. Use that one, or set DROVER_DATA to another folder.`,
    );
  }
  if (config.model.apiKey === undefined) {
    io.say(
      'OPENAI_API_KEY is not set: `drover plan` works, and all that calls a model fails. Set it (and OPENAI_BASE_URL) and start again.',
    );
  }
  const { port } = options;
  if (port !== undefined) await checkPort(port);
  const stackOptions = {
    config,
    workerEnv: { ...config.hostEnvironment },
    log: io.say,
    by: 'dev' as const,
    ...(port !== undefined && { port }),
  };
  try {
    return await withStack(stackOptions, async ({ api, ui, address, worker }) => {
      const { dataFolder } = config;
      if (io.json) io.print(JSON.stringify({ event: 'ready', api, ui, temporal: address, dataFolder }));
      else for (const line of readyLines({ api, ui, address, dataFolder, sandbox: worker.sandbox })) io.print(line);
      return new Promise<never>(() => {});
    });
  } catch (error) {
    // Ctrl-C is how it is meant to end.
    if (!(error instanceof Interrupted)) throw error;
    io.say('Stopped. What was under way goes on when `drover dev` runs again.');
    return 0;
  }
}

/** Before anything is started, so that the answer comes at once. */
async function checkPort(port: number): Promise<void> {
  if ((await getPort({ port, host: '127.0.0.1' })) === port) return;
  throw new Failure(
    'InputRefused',
    `--port is ${port}, where another program listens, or which this user may not use: choose another, or leave --port out for a free one.`,
  );
}

function readyLines({
  api,
  ui,
  address,
  dataFolder,
  sandbox,
}: Record<'api' | 'ui' | 'address' | 'dataFolder' | 'sandbox', string>): string[] {
  return [
    'Drover is ready.',
    `  API          ${api}`,
    `  API's page   ${api}/docs`,
    `  Temporal UI  ${ui}`,
    `  Temporal     ${address}   (for the temporal command's --address)`,
    `  Data         ${dataFolder}`,
    `  Sandbox      ${sandbox}`,
    'In another terminal:',
    '  drover plan drover.yaml     what would be done, without a model',
    '  drover start drover.yaml    a migration; then drover watch',
    '  drover list                 all migrations',
    'Ctrl-C ends it; nothing is lost.',
  ];
}
