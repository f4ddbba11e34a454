import { join } from 'node:path';
import { execa } from 'execa';
import { findExecutable } from '../processes/find-executable.ts';
import { temporalVersion } from './temporal-version.ts';

const sayEveryMs = 30_000;

/**
 * Builds the Temporal command line tool with Go, from its public modules, into the folder. It takes minutes and says so. Throws an
 * error in one sentence.
 */
export async function buildTemporal(
  folder: string,
  options: { env: Readonly<Record<string, string | undefined>>; log: (line: string) => void; signal?: AbortSignal },
): Promise<void> {
  const { env, log, signal } = options;
  const go = await findExecutable('go', env['PATH']);
  if (!go) throw new Error('It could not be built, because there is no go on PATH.');
  log(`Building it with ${go}: this takes some minutes, once, and then goes on by itself.`);
  const began = Date.now();
  const timer = setInterval(() => log(`... still building (${elapsed(began)})`), sayEveryMs);
  try {
    await execa(go, ['install', '-ldflags=-s -w', `github.com/temporalio/cli/cmd/temporal@${temporalVersion}`], {
      cwd: folder,
      env: { ...ownCaches(env, folder), ...env, GOBIN: folder },
      extendEnv: false,
      ...(signal ? { cancelSignal: signal } : {}),
    });
    log(`Built in ${elapsed(began)}.`);
  } catch (error) {
    const lines = (error as { stderr?: string }).stderr?.trim().split('\n').slice(-5).join(' ');
    throw new Error(`Building it with Go failed: ${lines || String(error)}`, { cause: error });
  } finally {
    clearInterval(timer);
  }
}

/** Go refuses to work without HOME; its caches then go where they are removed with the rest. */
function ownCaches(env: Readonly<Record<string, string | undefined>>, folder: string): Record<string, string> {
  if (env['HOME']) return {};
  return { GOPATH: join(folder, 'go'), GOCACHE: join(folder, 'go-build'), GOFLAGS: '-modcacherw' };
}

function elapsed(began: number): string {
  const seconds = Math.round((Date.now() - began) / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
