import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { cacheFolder } from '../cache-folder.ts';
import { findExecutable, isExecutable } from '../processes/find-executable.ts';
import { temporalVersion } from './temporal-version.ts';

export type PresentTemporal = { path: string; from: 'TEMPORAL_CLI_PATH' | 'PATH' | 'cache' };

/**
 * The Temporal command line tool that is on this machine already: TEMPORAL_CLI_PATH, then PATH, then Drover's cache. Throws an
 * `InputRefused` failure when TEMPORAL_CLI_PATH leads nowhere.
 */
export async function lookForTemporal(
  env: Readonly<Record<string, string | undefined>>,
): Promise<PresentTemporal | undefined> {
  if (env['TEMPORAL_CLI_PATH']) return { path: await givenPath(env['TEMPORAL_CLI_PATH']), from: 'TEMPORAL_CLI_PATH' };
  const onPath = await findExecutable('temporal', env['PATH']);
  if (onPath) return { path: onPath, from: 'PATH' };
  const cached = cachedTemporal(env);
  return (await isExecutable(cached)) ? { path: cached, from: 'cache' } : undefined;
}

/** Where Drover keeps the one that it gets by itself. */
export function cachedTemporal(env: Readonly<Record<string, string | undefined>>): string {
  return join(cacheFolder(env), 'temporal', temporalVersion, 'temporal');
}

async function givenPath(path: string): Promise<string> {
  if (await isExecutable(path)) return path;
  throw new Failure(
    'InputRefused',
    `TEMPORAL_CLI_PATH is '${path}', which is not an executable file. Set it to the temporal program, or unset it.`,
  );
}
