import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, ownIdentity } from '../../adapters/process-identity.ts';
import { writeDurably } from '../../adapters/write-durably.ts';

/** Where a running stack is found: `dev.json` in its data folder, there as long as the stack runs. */
export type Discovery = {
  v: 1;
  /** The API's address. */
  api: string;
  /** The address of Temporal's web pages. */
  ui: string;
  /** host:port of the Temporal server. */
  temporal: string;
  namespace: string;
  pid: number;
  /** Process numbers are given out again: with these a dead stack is known even then. */
  place: string;
  started: string;
  /** What runs it: `dev` stays until Ctrl-C, the others end with their migration. */
  by: StackOwner;
};

export type StackOwner = 'dev' | 'run' | 'try' | 'plan' | 'demo';

const name = 'dev.json';

/** Says where this process's stack is. */
export async function writeDiscovery(
  dataFolder: string,
  stack: Pick<Discovery, 'api' | 'ui' | 'temporal' | 'namespace' | 'by'>,
): Promise<void> {
  const discovery: Discovery = { v: 1, ...stack, ...(await ownIdentity()) };
  await writeDurably(join(dataFolder, name), `${JSON.stringify(discovery, null, 2)}\n`);
}

/** Takes this process's own discovery file away, and nobody else's. */
export async function removeDiscovery(dataFolder: string): Promise<void> {
  if ((await parse(dataFolder))?.pid === process.pid) await rm(join(dataFolder, name), { force: true });
}

/** The stack that runs in the data folder; undefined when there is none, or only the file of one that has ended. */
export async function readDiscovery(dataFolder: string): Promise<Discovery | undefined> {
  const discovery = await parse(dataFolder);
  if (discovery === undefined) return undefined;
  const own = await ownIdentity();
  // A process of another container can't be looked at from here: a connection will show whether it answers.
  if (discovery.place === own.place && !(await isRunning(discovery))) return undefined;
  return discovery;
}

async function parse(dataFolder: string): Promise<Discovery | undefined> {
  try {
    const found = JSON.parse(await readFile(join(dataFolder, name), 'utf8')) as Partial<Discovery>;
    return found.v === 1 && typeof found.api === 'string' ? (found as Discovery) : undefined;
  } catch {
    // None is there, or one that is no JSON: in both cases nothing that could be used.
    return undefined;
  }
}
