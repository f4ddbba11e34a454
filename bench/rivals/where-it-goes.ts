import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findTemporal } from '../../src/dev/temporal/find-temporal.ts';
import { countHistory, type HistoryCounts } from './count-history.ts';
import type { ProbeReport } from './probe.ts';
import type { RivalsOptions } from './read-options.ts';
import { runDrover, type DroverRun } from './run-drover.ts';
import { summarizeProfile, type Profile } from './summarize-profile.ts';
import { watchProcesses, type WatchedTime } from './watch-processes.ts';

export type WhereOptions = RivalsOptions & { dist: string; modelUrl: (label: string) => string };

type Seen = { run: DroverRun; worker: ProbeReport; client: ProbeReport; watched: WatchedTime; history: HistoryCounts };

/**
 * Runs Drover once more with probes in its own processes, and says, as Markdown, where the processor time of a package goes. The whole is
 * measure.py's sum over all descendants. Server, client and worker tell their own; what the worker waited for is git and rm. The rest
 * ran in sandboxes: a sandbox's processes are not waited for by who started them, so no parent's figures have them.
 */
export async function whereItGoes(options: WhereOptions): Promise<string> {
  const { rig, out, packages, jobs, dist, modelUrl, profile } = options;
  const label = 'drover-where';
  const probeOut = join(out, label, 'probe');
  const { path: temporal } = await findTemporal({ env: process.env, log: console.error });
  let watched = (): WatchedTime => ({ server: 0, threads: {} });
  const run = await runDrover({
    ...{ rig, out, label, packages, jobs, dist, modelUrl: modelUrl(label) },
    env: {
      NODE_OPTIONS: `--import=${pathToFileURL(join(dist, 'bench/rivals/probe.js')).href}`,
      PROBE_OUT: probeOut,
      ...(profile && { PROBE_PROFILE: '1' }),
    },
    // The kernel cuts a process's name after 15 bytes.
    onStart: (pid) => (watched = watchProcesses(pid, basename(temporal).slice(0, 15))),
  });
  const seen: Seen = {
    run,
    watched: watched(),
    worker: await readJson<ProbeReport>(`${probeOut}.worker.json`),
    client: await readJson<ProbeReport>(`${probeOut}.client.json`),
    history: await countHistory(run.data),
  };
  const profileFile = `${probeOut}.cpuprofile`;
  const parts = [processorTime(seen, packages), counts(seen, packages)];
  if (existsSync(profileFile)) parts.push(profileTable(await readJson<Profile>(profileFile)));
  return parts.join('\n\n');
}

function processorTime({ run, worker, client, watched }: Seen, packages: number): string {
  const { cpu_s: all } = run.measure;
  const core = Object.entries(watched.threads).reduce(
    (sum, [name, seconds]) => (name === 'main' || name === 'node' ? sum : sum + seconds),
    0,
  );
  const rest = all - watched.server - worker.selfSeconds - worker.childSeconds - client.selfSeconds;
  const rows: [string, number][] = [
    ['Temporal server', watched.server],
    ['worker: main thread (activities, starting programs)', worker.mainThreadSeconds],
    ["worker: Temporal's core (threads of its own names)", core],
    [
      'worker: other threads of Node (workflows, file system, garbage collection)',
      worker.selfSeconds - worker.mainThreadSeconds - core,
    ],
    ["worker's children: git, rm and the like", worker.childSeconds],
    ['sandboxes (bubblewrap, sh, node --test)', rest],
    ['client (`drover run` itself)', client.selfSeconds],
    ['all', all],
  ];
  return table(
    ['processor time', 'seconds', 'a package'],
    rows.map(([what, seconds]) => [what, seconds.toFixed(1), (seconds / packages).toFixed(3)]),
  );
}

function counts({ worker, history }: Seen, packages: number): string {
  const git = Object.entries(worker.started).filter(([name]) => name.startsWith('git '));
  const activities = Object.values(history.activities).reduce((sum, count) => sum + count, 0);
  const rows: [string, number][] = [
    ['git processes', git.reduce((sum, [, count]) => sum + count, 0)],
    ...git.sort((a, b) => b[1] - a[1]).map(([name, count]): [string, number] => [`- ${name}`, count]),
    ['sandboxed commands', worker.started['bwrap'] ?? 0],
    ['activities', activities],
    ...Object.entries(history.activities).map(([name, count]): [string, number] => [`- ${name}`, count]),
    ['workflow tasks', history.workflowTasks],
    ['signals', history.signals],
    ['history events', history.events],
  ];
  return table(
    ['count', 'in all', 'a package'],
    rows.map(([what, count]) => [what, String(count), (count / packages).toFixed(1)]),
  );
}

function profileTable(profile: Profile): string {
  const { packages, functions } = summarizeProfile(profile, 20);
  const rows = (lines: typeof packages) =>
    lines.map(({ what, milliseconds }) => [`\`${what}\``, milliseconds.toFixed(0)]);
  return [
    "The worker's main thread, by V8's profile. It counts wall time in which the thread was not idle, so a thread that waits for a processor counts too:",
    table(['package', 'ms'], rows(packages)),
    table(['function', 'ms'], rows(functions)),
  ].join('\n\n');
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}
