import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Becomes the program ($@), after leaving behind a watcher that waits on the pipe that is this shell's standard input. The
 * parent alone holds the pipe's other end, so the system closes it however the parent ends, SIGKILL included; the
 * watcher then kills the program (`$$`: exec keeps the process id). A line on the pipe instead of its end dismisses the
 * watcher. Node offers no parent-death signal, and a handler for 'exit' does not run on SIGKILL.
 */
const script = `
exec 3<&0 </dev/null
(read -r line <&3 || kill -KILL $$) >/dev/null 2>&1 &
exec "$@" 3<&-
`;

export type TiedProcess = {
  child: ChildProcess;
  pid: number;
  /** Resolves when the program has ended and its output is complete. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/**
 * Starts a program that can't outlive this process. It is in a process group of its own, so that Ctrl-C in a terminal
 * reaches this process alone, which then stops the program in its own time. Its output is given out line by line.
 */
export async function spawnTied(
  command: string,
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; onLine: (line: string, from: 'stdout' | 'stderr') => void },
): Promise<TiedProcess> {
  const child = spawn('/bin/sh', ['-c', script, 'sh', command, ...args], {
    env: options.env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} was started but has no process id.`);
  // Writing to a watcher that is gone already fails; there is nothing to do about it.
  child.stdin.on('error', () => {});
  child.once('exit', () => child.stdin.end('ended\n'));
  eachLine(child.stdout, (line) => options.onLine(line, 'stdout'));
  eachLine(child.stderr, (line) => options.onLine(line, 'stderr'));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { child, pid, ended };
}

function eachLine(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
