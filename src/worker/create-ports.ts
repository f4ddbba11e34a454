import type { Ports } from '../../activities/ports.ts';
import { limits } from '../../activities/support/limits.ts';
import { killAtFailpoint } from '../adapters/failpoints/kill-at-failpoint.ts';
import { folderCheckouts } from '../adapters/checkouts/folder-checkouts.ts';
import { folderEnvironments } from '../adapters/environments/folder-environments.ts';
import { createEgress } from '../adapters/egress/egress.ts';
import { readRegistries } from '../adapters/egress/read-registries.ts';
import { chooseSandbox } from '../adapters/sandbox/choose-sandbox.ts';
import type { Config } from '../config.ts';
import type { Failpoint } from '../ports/failpoints.ts';
import type { Containment } from '../ports/sandbox.ts';
import { createCommonPorts, type CommonPorts } from './create-common-ports.ts';
import { dataFolders } from './data-folders.ts';

/** All ports, for a worker that runs commands; those that other roles of its process have already can be handed in. `choose` probes the sandbox; one that does not hold is thrown as `Broken`. */
export async function createPorts(
  config: Config,
  failpoint: Failpoint = killAtFailpoint(config.failpoint),
  common: CommonPorts = createCommonPorts(config, failpoint),
  choose: typeof chooseSandbox = chooseSandbox,
): Promise<{ ports: Ports; containment: Containment }> {
  const folders = dataFolders(config.dataFolder);
  const hostEnv = config.hostEnvironment;
  const registries = await readRegistries(config.registries, hostEnv);
  const egress = createEgress({ registries, hostEnv, folder: folders.egress });
  const { sandbox, containment, overlays } = await choose(config.sandbox, {
    failpoint,
    hostEnv,
    egress,
    checkouts: folders.checkouts,
  });
  const checkouts = folderCheckouts({
    folder: folders.checkouts,
    store: common.store,
    overlays,
    // As many commands may run at once, each at a commit of its own, near the base of a migration or near its tip.
    mostIdle: 2 * Math.max(2, config.worker.sandboxConcurrency),
  });
  const environments = folderEnvironments({
    folder: folders.environments,
    store: common.store,
    sandbox,
    limits: limits(0),
    ...(overlays && { mostMade: 10_000 }),
  });
  return { ports: { ...common, checkouts, environments, sandbox }, containment };
}
