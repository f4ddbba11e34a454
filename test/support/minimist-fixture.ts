import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { makeMinimistRepository } from '../../src/dev/demo/make-minimist-repository.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * Gets minimist once for a test file, before its tests. `copy` gives the test that asks a copy of the repository of its own, which is
 * removed when the test has finished.
 */
export function minimistFixture(): { folder: () => string; head: () => string; copy: () => Promise<string> } {
  let root = '';
  let head = '';
  beforeAll(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'drover-test-minimist-')));
    ({ head } = await makeMinimistRepository(join(root, 'minimist'), () => undefined));
  });
  afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 3 }));
  const folder = () => join(root, 'minimist');
  const copy = async () => {
    const target = join(await temporaryFolder(), 'minimist');
    await cp(folder(), target, { recursive: true });
    return target;
  };
  return { folder, head: () => head, copy };
}
