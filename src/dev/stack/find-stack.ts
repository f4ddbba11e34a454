import { join } from 'node:path';
import { readDiscovery, type Discovery } from './discovery.ts';

/** Where the demo keeps its own data, below the data folder. */
export function demoDataFolder(dataFolder: string): string {
  return join(dataFolder, 'demo', 'drover');
}

/**
 * The stack that runs in the data folder. A running demo's counts only for who looks at it: a migration of somebody's own must not be
 * answered by the model that the demo rehearses with.
 */
export async function findStack(dataFolder: string, { demo }: { demo: boolean }): Promise<Discovery | undefined> {
  return (await readDiscovery(dataFolder)) ?? (demo ? readDiscovery(demoDataFolder(dataFolder)) : undefined);
}
