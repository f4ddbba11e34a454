/**
 * Loaded into Drover's own processes by `where-it-goes.ts` (NODE_OPTIONS=--import): counts the programs that they start, and writes at
 * their exit what that took and what processor time the process used, to PROBE_OUT.NAME.json.
 */
import childProcess from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** What one process of Drover's reports. `selfSeconds` and `childSeconds` are processor time; that of children counts those that were waited for. */
export type ProbeReport = {
  selfSeconds: number;
  mainThreadSeconds: number;
  childSeconds: number;
  /** How often each program was started, git by its subcommand. */
  started: Record<string, number>;
};

const ticksPerSecond = 100;

/** 'git -c a=b --git-dir=x rev-parse ...' as 'git rev-parse', also when another program starts it. */
function nameOf(file: string, args: readonly string[]): string {
  const words = [basename(file), ...args];
  const git = words.findIndex((word) => basename(word) === 'git');
  if (git < 0) return words[0] ?? '';
  let at = git + 1;
  while (words[at]?.startsWith('-')) at += words[at] === '-c' ? 2 : 1;
  return `git ${words[at] ?? ''}`;
}

/** User and system time of a /proc stat file (proc(5), fields 14 and 15, and 16 and 17 for children), in seconds. */
function times(path: string): { self: number; children: number } {
  const line = readFileSync(path, 'latin1');
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const sum = (first: number) => ((fields[first] ?? 0) + (fields[first + 1] ?? 0)) / ticksPerSecond;
  return { self: sum(11), children: sum(13) };
}

function countStarts(): Record<string, number> {
  const started: Record<string, number> = {};
  const { spawn } = childProcess;
  childProcess.spawn = ((file: string, args: unknown, ...rest: unknown[]) => {
    const name = nameOf(file, Array.isArray(args) ? args.map(String) : []);
    started[name] = (started[name] ?? 0) + 1;
    return Reflect.apply(spawn, childProcess, [file, args, ...rest]) as childProcess.ChildProcess;
  }) as typeof spawn;
  syncBuiltinESMExports();
  return started;
}

function profile(file: string): () => void {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.start');
  return () => session.post('Profiler.stop', (_error, result) => writeFileSync(file, JSON.stringify(result.profile)));
}

const { PROBE_OUT, PROBE_PROFILE } = process.env;
const [, main = ''] = process.argv;
const name = main.endsWith('/worker/main.js') ? 'worker' : main.endsWith('/cli/main.js') ? 'client' : undefined;
if (isMainThread && PROBE_OUT !== undefined && name !== undefined) {
  const started = countStarts();
  const endProfile = PROBE_PROFILE !== undefined && name === 'worker' ? profile(`${PROBE_OUT}.cpuprofile`) : undefined;
  process.on('exit', () => {
    endProfile?.();
    const { self, children } = times('/proc/self/stat');
    const report: ProbeReport = {
      selfSeconds: self,
      mainThreadSeconds: times(`/proc/self/task/${process.pid}/stat`).self,
      childSeconds: children,
      started,
    };
    writeFileSync(`${PROBE_OUT}.${name}.json`, JSON.stringify(report));
  });
}
