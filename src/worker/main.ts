import { DefaultLogger, Runtime } from '@temporalio/worker';
import { readConfig } from '../config.ts';
import { startWorker } from './start-worker.ts';

/** The worker as a process: `node dist/src/worker/main.js`. It prints one JSON line when it is ready, and ends on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      // Said of each queue that serves activities alone, as two of the three are meant to.
      if (message.startsWith('No workflows registered')) return;
      // A query that was given up while the worker was busy: whoever asked has heard so.
      if (/query not found/i.test(`${message} ${String(meta?.['error'] ?? '')}`)) return;
      console.error(`worker: ${level.toLowerCase()}: ${message}${meta?.['error'] ? `: ${String(meta['error'])}` : ''}`);
    }),
    shutdownSignals: [],
  });
  const worker = await startWorker(readConfig(), (line) => console.error(`worker: ${line}`));
  const stop = () => void worker.stop();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { roles, sandbox, checks } = worker;
  console.log(JSON.stringify({ event: 'ready', pid: process.pid, roles, sandbox, checks }));
  await worker.ended;
  process.exit(0);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
