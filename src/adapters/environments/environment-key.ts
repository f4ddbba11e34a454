import { createHash } from 'node:crypto';
import { pathMatcher } from '../../core/paths/path-matcher.ts';
import type { SetUp } from '../../ports/environments.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import type { TreeEntry } from '../../ports/store.ts';
import { systemPath } from '../sandbox/command-environment.ts';
import { toolchainStamps } from './toolchain-stamps.ts';

/** Goes up when a change in Drover makes environments that were made before useless. */
const formatVersion = 2;

/**
 * The SHA-256 of all that an environment depends on. `besides` are the commit's paths that another commit's environment would have
 * hidden; the time limit is no part of it, since it does not change what a setup that ends in time makes.
 */
export function environmentKey(setUp: SetUp, sandbox: Sandbox['name'], list: TreeEntry[], besides: string[]): string {
  const parts = {
    format: formatVersion,
    run: setUp.run ?? null,
    env: Object.entries(setUp.env).sort(([a], [b]) => (a < b ? -1 : 1)),
    // Their order is their order on PATH.
    toolchains: setUp.toolchains,
    programs: toolchainStamps([...setUp.toolchains, ...systemPath]),
    network: setUp.network,
    sandbox,
    inputs: setUp.inputs.length === 0 ? [] : inputsOf(setUp.inputs, list),
    besides,
    ...(setUp.salt !== undefined && { salt: setUp.salt }),
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The inputs of a list, by its patterns: the store hands out the same list for the same tree again. */
const known = new WeakMap<TreeEntry[], Map<string, string[][]>>();

function inputsOf(patterns: string[], list: TreeEntry[]): string[][] {
  const ofList = known.get(list) ?? new Map<string, string[][]>();
  known.set(list, ofList);
  const question = JSON.stringify(patterns);
  const isInput = pathMatcher(patterns);
  const inputs =
    ofList.get(question) ?? list.filter(({ path }) => isInput(path)).map(({ path, mode, oid }) => [path, mode, oid]);
  ofList.set(question, inputs);
  return inputs;
}
