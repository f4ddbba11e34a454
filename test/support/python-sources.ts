import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { temporaryFolder, type AtEnd } from './temporary-folder.ts';

/** What PyPI published; pip refuses other bytes. */
const requirement = 'pkginfo==2.0 --hash=sha256:f7b4f267881785582c923631a0fa7e275b0d390a5cbab54aa4ec0ecc7eddb375';

/** Gets the sdist of pkginfo 2.0 by the user's own pip and unpacks it; the folder is removed when `atEnd` says. */
export async function pythonSources(atEnd: AtEnd): Promise<string> {
  const folder = await temporaryFolder(atEnd);
  await writeFile(join(folder, 'requirements.txt'), `${requirement}\n`);
  const options = ['--quiet', '--no-deps', '--no-binary', 'pkginfo', '--require-hashes', '-r', 'requirements.txt'];
  await execa('python3', ['-m', 'pip', 'download', ...options], { cwd: folder, stdin: 'ignore' });
  await execa('tar', ['-xzf', 'pkginfo-2.0.tar.gz', '--no-same-owner'], { cwd: folder });
  return join(folder, 'pkginfo-2.0');
}
