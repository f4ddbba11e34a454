import { Failure } from '../../domain/failure.ts';
import { buildTemporal } from './build-temporal.ts';
import { downloadTemporal } from './download-temporal.ts';
import { installInto } from './install-into.ts';
import { cachedTemporal, lookForTemporal, type PresentTemporal } from './look-for-temporal.ts';
import { temporalVersion } from './temporal-version.ts';

export type FoundTemporal = { path: string; from: PresentTemporal['from'] | 'download' | 'go' };

export type FindTemporalOptions = {
  /** The environment to look in: TEMPORAL_CLI_PATH, PATH, XDG_CACHE_HOME and HOME count. */
  env: Readonly<Record<string, string | undefined>>;
  /** Told, a line at a time, what is going on as soon as it takes longer. */
  log: (line: string) => void;
  /** Ends a download or a build that is under way. */
  signal?: AbortSignal;
  /** Where the Temporal project offers its releases; another place in tests. */
  downloadFrom?: string;
};

/**
 * Finds the Temporal command line tool, whose dev server Drover runs on one machine: TEMPORAL_CLI_PATH, then PATH, then
 * Drover's cache; else it gets one into the cache, as a download or built with Go. Throws an `InputRefused` failure that
 * names the ways to get one.
 */
export async function findTemporal(options: FindTemporalOptions): Promise<FoundTemporal> {
  const { env, log } = options;
  const present = await lookForTemporal(env);
  if (present !== undefined) return present;

  const cached = cachedTemporal(env);
  log(`There is no temporal on PATH: getting the Temporal dev server ${temporalVersion}, once, into ${cached}.`);
  const problems: string[] = [];
  for (const [from, get] of [
    ['download', downloadTemporal],
    ['go', buildTemporal],
  ] as const) {
    try {
      await installInto(cached, (folder) => get(folder, options));
      return { path: cached, from };
    } catch (error) {
      options.signal?.throwIfAborted();
      const problem = error instanceof Error ? error.message : String(error);
      log(problem);
      problems.push(problem);
    }
  }
  throw new Failure('InputRefused', noTemporal(problems));
}

function noTemporal(problems: readonly string[]): string {
  return [
    'No Temporal dev server could be found or had.',
    ...problems.map((problem) => `- ${problem}`),
    'Any of these will do:',
    '1. install the temporal program (https://docs.temporal.io/cli), so that it is on PATH;',
    '2. set TEMPORAL_CLI_PATH to a temporal program that you have;',
    '3. install Go 1.24 or later (https://go.dev/dl) and start again: Drover then builds it, once.',
  ].join('\n');
}
