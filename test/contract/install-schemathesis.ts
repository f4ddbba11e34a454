import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { cacheFolder } from '../../src/dev/cache-folder.ts';

/** Pinned: a new release finds new faults, and should do so when somebody looks. */
const version = '4.32.5';

/**
 * A Python that has schemathesis, in a virtual environment in Drover's cache: made once, as a whole or not at all. Needs `python3` with `venv`
 * and the Python package index.
 */
export async function installSchemathesis(): Promise<string> {
  const target = join(cacheFolder(process.env), 'schemathesis', version);
  const python = join(target, 'bin/python');
  if (await isThere(python)) return python;
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.new-'));
  try {
    await execa('python3', ['-m', 'venv', folder]);
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await execa(join(folder, 'bin/python'), [...install, `schemathesis==${version}`]);
    // One whose Python has gone since is of no use any more.
    if (!(await isThere(python))) await rm(target, { recursive: true, force: true });
    // Of two that do this at once, one finds the place taken, by the same.
    await rename(folder, target).catch(async (error: unknown) => {
      if (!(await isThere(python))) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return python;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
