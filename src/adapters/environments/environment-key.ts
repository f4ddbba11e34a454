import { createHash } from 'node:crypto';
import { pathMatcher } from '../../core/paths/path-matcher.ts';
import type { SetUp } from '../../ports/environments.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import type { TreeEntry } from '../../ports/store.ts';

/** Goes up when a change in Drover makes environments that were made before useless. */
const formatVersion = 1;

/**
 * The SHA-256 of all that an environment depends on. `besides` are the commit's paths that another commit's environment would have
 * hidden; the time limit is no part of it, since it does not change what a setup that ends in time makes.
 */
export function environmentKey(setUp: SetUp, sandbox: Sandbox['name'], list: TreeEntry[], besides: string[]): string {
  const isInput = pathMatcher(setUp.inputs);
  const parts = {
    format: formatVersion,
    run: setUp.run ?? null,
    env: Object.entries(setUp.env).sort(([a], [b]) => (a < b ? -1 : 1)),
    // Their order is their order on PATH.
    toolchains: setUp.toolchains,
    network: setUp.network,
    sandbox,
    inputs: list.filter(({ path }) => isInput(path)).map(({ path, mode, oid }) => [path, mode, oid]),
    besides,
    ...(setUp.salt !== undefined && { salt: setUp.salt }),
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
