import { fileURLToPath } from 'node:url';
import { Failure } from '../../domain/failure.ts';
import { spawnTied } from '../processes/spawn-tied.ts';

export type WorkerProcess = {
  pid: number;
  /** What contains its commands, and what its probe saw. */
  sandbox: string;
  checks: string[];
  /** How it ended, when it has. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Lets running activities finish, then ends it. */
  stop(): Promise<void>;
};

export type WorkerOptions = {
  /** The worker's whole environment. */
  env: NodeJS.ProcessEnv;
  /** Told every line that it prints. */
  log: (line: string) => void;
  /** The worker's program, when this code is not run from where it was built to. */
  main?: string;
};

const builtMain = fileURLToPath(new URL('../../worker/main.js', import.meta.url));
const stopMs = 15_000;

/** Starts a worker process and waits until it is ready. It can't outlive this process. Throws `Broken` with its last lines. */
export async function startWorkerProcess({ env, log, main = builtMain }: WorkerOptions): Promise<WorkerProcess> {
  const lastLines: string[] = [];
  let becomeReady: (line: string) => void = () => {};
  const ready = new Promise<string>((resolve) => (becomeReady = resolve));
  const worker = await spawnTied(process.execPath, ['--enable-source-maps', main], {
    env,
    onLine(line, from) {
      if (from === 'stdout' && line.startsWith('{"event":"ready"')) return becomeReady(line);
      lastLines.push(line);
      if (lastLines.length > 20) lastLines.shift();
      log(line);
    },
  });
  const line = await Promise.race([ready, worker.ended.then(() => undefined)]);
  if (line === undefined) throw new Failure('Broken', `The worker did not start:\n${lastLines.join('\n')}`);
  const { sandbox, checks } = JSON.parse(line) as { sandbox: string; checks: string[] };
  const { ended } = worker;
  return {
    pid: worker.pid,
    sandbox,
    checks,
    ended,
    async kill() {
      worker.child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      worker.child.kill('SIGTERM');
      const timer = setTimeout(() => worker.child.kill('SIGKILL'), stopMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
