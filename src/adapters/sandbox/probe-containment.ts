import { spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { CommandResult, Containment, Sandbox } from '../../ports/sandbox.ts';
import { makeOverlayFolder } from '../overlay/overlay-folder.ts';
import { makeOwnedFolder } from '../owned-folder.ts';
import { removeTree } from '../remove-tree.ts';
import { probeScript } from './probe-script.ts';

const titles: Record<string, string> = {
  network: 'no way to the internet',
  names: 'no name is found',
  proxy: 'no proxy leads to the host or to just anywhere',
  loopback: "the host's loopback is out of reach",
  socket: "the host's unix sockets are out of reach",
  file: "the host's files can't be read",
  write: 'nothing can be written outside of the checkout',
  system: 'the system folders are read-only',
  kernel: "the kernel's settings are read-only",
  environment: "no other process's secret can be read",
  variables: "no process shows variables besides the command's own",
  processes: "the host's processes are hidden",
  capabilities: 'no capability can be had',
  namespaces: 'no user namespace can be made',
  mounts: 'nothing can be mounted',
  descriptors: 'no open file is inherited from the worker',
};

export type ProbeOptions = {
  /** `none` alone by default. */
  networks?: ProbedNetwork[];
  /** A folder in which overlays can be mounted, where commands get them. */
  overlays?: string | undefined;
};
type ProbedNetwork = 'none' | 'registries';

/** Runs a hostile program once in the sandbox with each network, and says what it could do; takes about as long as a start of Node. */
export async function probeContainment(
  sandbox: Sandbox,
  { networks = ['none'], overlays }: ProbeOptions = {},
): Promise<Containment> {
  const all = await Promise.all(
    networks.map((network) => probeWith(sandbox, network, overlays).catch(notMade(network))),
  );
  return { holds: all.every(({ holds }) => holds), checks: all.flatMap(({ checks }) => checks) };
}

/** Where there is no way to the registries, what is said of the sandbox without it still counts. */
function notMade(network: ProbedNetwork): (error: unknown) => Containment {
  return (error) => {
    if (network === 'none' || !(error instanceof Failure)) throw error;
    return { holds: false, checks: [`BROKEN: with network ${network}, ${error.message}`] };
  };
}

async function probeWith(sandbox: Sandbox, network: ProbedNetwork, overlays: string | undefined): Promise<Containment> {
  const folder =
    overlays === undefined
      ? await realpath(await mkdtemp(join(tmpdir(), 'drover-probe-')))
      : await makeOwnedFolder(overlays);
  const bait = await setBait(folder, overlays !== undefined);
  try {
    const layers = overlays === undefined ? undefined : await setLayers(folder);
    const result = await runProbe(sandbox, folder, network, layers?.overlay);
    const survivors = await processesWith(bait.daemonSleeps);
    for (const pid of survivors) process.kill(pid, 'SIGKILL');
    return judge(result, network, [
      ['a daemon ends with its command', survivors.length > 0, survivors.length > 0 ? 'it lived on' : 'none lives on'],
      ...(layers === undefined ? [] : [await layers.check()]),
    ]);
  } finally {
    bait.remove();
    await removeTree(folder);
  }
}

type Outcome = [title: string, broken: boolean, what: string];

/** Shows the checkout through an overlay; afterwards, what the program tried to change must be as it was. */
async function setLayers(folder: string): Promise<{ overlay: string; check: () => Promise<Outcome> }> {
  const [tree, home, overlay] = [join(folder, 'checkout'), join(folder, 'home'), join(folder, 'overlay')] as const;
  await mkdir(home);
  await writeFile(join(tree, 'layer'), 'as it was');
  const writes = await makeOverlayFolder(overlay, { tree, home, made: undefined });
  return {
    overlay,
    check: async () => {
      const [before, written] = await Promise.all(
        [join(tree, 'layer'), join(writes.repo, 'layer')].map((path) => readFile(path, 'utf8').catch(() => undefined)),
      );
      const broken = before !== 'as it was' || written !== 'changed' || (await readdir(home)).length > 0;
      return [
        "an overlay's layers stay as they are",
        broken,
        broken ? 'a write came through' : 'what was written lies above them',
      ];
    },
  };
}

type Bait = { daemonSleeps: string; remove: () => void };

/** Puts out what the program must not get: a secret file, a listener, a unix socket, a process with a secret in its environment. */
async function setBait(folder: string, layers: boolean): Promise<Bait> {
  const secret = randomBytes(12).toString('hex');
  const token = `30.${randomInt(1e9)}`;
  // The daemon's length is its mark, by which it is found again from outside; at most half a minute if all else fails.
  const daemonSleeps = `30.${randomInt(1e9)}1`;
  const checkout = join(folder, 'checkout');
  await Promise.all([mkdir(checkout), writeFile(join(folder, 'secret'), secret)]);
  // A socket's path may have 107 characters, which a data folder deep down has used up; through its folder's descriptor it is always short.
  const descriptor = openSync(folder, 'r');
  const [loopback, socket] = await Promise.all([
    listen({ host: '127.0.0.1', port: 0 }),
    listen({ path: `/proc/self/fd/${descriptor}/socket` }),
  ]);
  const bystander = spawn('sleep', [token], { env: { DROVER_PROBE: secret, PATH: '/usr/bin:/bin' }, stdio: 'ignore' });
  await once(bystander, 'spawn');
  const plan = {
    secret,
    token,
    daemonSleeps,
    layers,
    port: (loopback.address() as AddressInfo).port,
    socketFolder: folder,
    secretFile: join(folder, 'secret'),
    outside: join(folder, 'outside'),
  };
  await Promise.all([
    writeFile(join(checkout, 'plan.json'), JSON.stringify(plan)),
    writeFile(join(checkout, 'probe.cjs'), probeScript),
  ]);
  const remove = () => {
    bystander.kill('SIGKILL');
    for (const server of [loopback, socket]) server.close();
    closeSync(descriptor);
  };
  return { daemonSleeps, remove };
}

async function listen(where: { host: string; port: number } | { path: string }): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.listen(where);
  await once(server, 'listening');
  return server;
}

function runProbe(
  sandbox: Sandbox,
  folder: string,
  network: ProbedNetwork,
  overlay: string | undefined,
): Promise<CommandResult> {
  return sandbox.run(
    {
      // 0 to 2, and the folder that `ls` reads.
      run: 'ls /proc/self/fd > descriptors; exec node probe.cjs',
      checkout: join(folder, 'checkout'),
      ...(overlay !== undefined && { overlay, home: join(folder, 'home') }),
      mounts: [],
      env: {},
      toolchains: [dirname(process.execPath)],
      network,
      limits: { milliseconds: 10_000, memoryBytes: 2 ** 30, processes: 100, outputBytes: 100_000 },
    },
    new AbortController().signal,
  );
}

function judge(result: CommandResult, network: ProbedNetwork, more: Outcome[]): Containment {
  const where = network === 'none' ? '' : `with network ${network}, `;
  const seen = parse(result);
  if (seen === undefined) {
    return {
      holds: false,
      checks: [
        `BROKEN: ${where}the probe did not finish (${result.ended}, exit code ${result.exitCode}): ${Buffer.from(result.stderr).toString().trim().slice(-500)}`,
      ],
    };
  }
  const tried = Object.entries(titles).map(([name, title]): Outcome => [
    title,
    ...(seen[name] ?? ([true, 'it was not tried'] as const)),
  ]);
  const outcomes = [...tried, ...more];
  return {
    holds: outcomes.every(([, broken]) => !broken),
    checks: outcomes.map(([title, broken, what]) => `${broken ? 'BROKEN' : 'holds'}: ${where}${title} (${what})`),
  };
}

function parse({ exitCode, stdout }: CommandResult): Record<string, [boolean, string]> | undefined {
  if (exitCode !== 0) return undefined;
  try {
    return JSON.parse(Buffer.from(stdout).toString()) as Record<string, [boolean, string]>;
  } catch {
    return undefined;
  }
}

async function processesWith(argument: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '')));
  return ids.flatMap((id, index) => (lines[index]?.includes(`\0${argument}\0`) ? [Number(id)] : []));
}
