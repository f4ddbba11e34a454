import type { Ports } from '../../activities/ports.ts';
import { limits } from '../../activities/support/limits.ts';
import { killAtFailpoint } from '../adapters/failpoints/kill-at-failpoint.ts';
import { folderEnvironments } from '../adapters/environments/folder-environments.ts';
import { chooseSandbox } from '../adapters/sandbox/choose-sandbox.ts';
import type { Config } from '../config.ts';
import type { Failpoint } from '../ports/failpoints.ts';
import type { Containment } from '../ports/sandbox.ts';
import { createCommonPorts, type CommonPorts } from './create-common-ports.ts';
import { dataFolders } from './data-folders.ts';

/** All ports, for a worker that runs commands; those that other roles of its process have already can be handed in. The sandbox is probed; one that does not hold is thrown as `Broken`. */
export async function createPorts(
  config: Config,
  failpoint: Failpoint = killAtFailpoint(config.failpoint),
  common: CommonPorts = createCommonPorts(config, failpoint),
): Promise<{ ports: Ports; containment: Containment }> {
  const { sandbox, containment } = await chooseSandbox(config.sandbox, {
    failpoint,
    hostEnv: config.hostEnvironment,
  });
  const environments = folderEnvironments({
    folder: dataFolders(config.dataFolder).environments,
    store: common.store,
    sandbox,
    limits: limits(0),
  });
  return { ports: { ...common, environments, sandbox }, containment };
}
