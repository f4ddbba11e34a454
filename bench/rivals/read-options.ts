import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type RivalsOptions = {
  /** The rig's folder, which is only read. */
  rig: string;
  packages: number;
  jobs: number;
  /** The model's latency, in milliseconds. */
  latency: number;
  port: number;
  /** Where everything of this run goes; rows are added to those that are there. */
  out: string;
  /** Peers that run before Drover, by the rig's names. */
  peers: string[];
  /** Look where the processor time goes instead of adding a row. */
  where: boolean;
  /** With `where`: take a V8 profile of the worker, which costs time of its own. */
  profile: boolean;
};

const usage = `usage: bench rivals [--rig DIR] [-n PACKAGES] [-j JOBS] [-l LATENCY_MS] [-p "PEERS"] [-o DIR] [-P PORT] [--where] [--profile]`;

/** Reads the command line; the rig is found by --rig, RIVALS_DIR, or beside the repository. Throws an `Error` with the usage. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv, root: string): RivalsOptions {
  const { values } = parseArgs({
    args,
    options: {
      rig: { type: 'string', default: env['RIVALS_DIR'] || join(root, '../shared/rivals') },
      packages: { type: 'string', short: 'n', default: '20' },
      jobs: { type: 'string', short: 'j', default: '4' },
      latency: { type: 'string', short: 'l', default: '300' },
      port: { type: 'string', short: 'P', default: '7400' },
      out: { type: 'string', short: 'o' },
      peers: { type: 'string', short: 'p', default: '' },
      where: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  const rig = resolve(values.rig);
  if (!existsSync(join(rig, 'bench.sh'))) {
    throw new Error(
      `There is no rig in ${rig} (it has no bench.sh): name its folder with --rig or RIVALS_DIR.\n${usage}`,
    );
  }
  return {
    rig,
    packages: wholeNumber('-n', values.packages, 1),
    jobs: wholeNumber('-j', values.jobs, 1),
    latency: wholeNumber('-l', values.latency, 0),
    port: wholeNumber('-P', values.port, 1),
    out: resolve(values.out ?? join(tmpdir(), `drover-rivals-${Date.now()}`)),
    peers: values.peers.split(/\s+/).filter(Boolean),
    where: values.where || values.profile,
    profile: values.profile,
  };
}

function wholeNumber(name: string, value: string, least: number): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Error(`${name} is '${value}': write a whole number from ${least} on.\n${usage}`);
}
