import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Hands over what has to be done at the end of a test, or of a whole file's tests. */
export type AtEnd = (cleanUp: () => void | Promise<void>) => void;

/** An empty folder that is removed when the test that asked for it has finished, or when `atEnd` says. */
export async function temporaryFolder(atEnd: AtEnd = onTestFinished): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'drover-test-')));
  atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
