import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { temporaryFolder, type AtEnd } from './temporary-folder.ts';

/** What PyPI published; pip refuses other bytes. */
const published = {
  'pkginfo-2.0': 'f7b4f267881785582c923631a0fa7e275b0d390a5cbab54aa4ec0ecc7eddb375',
  'cachetools-5.3.3': 'ba29e2dfa0b8b556606f097407ed1aa62080ee108ab0dc5ec9d6a723a007d105',
};

/** Gets an sdist by the user's own pip and unpacks it; the folder is removed at the end of the test, or when `atEnd` says. */
export async function pythonSources(sdist: keyof typeof published, atEnd?: AtEnd): Promise<string> {
  const folder = await temporaryFolder(atEnd);
  const [name = '', version = ''] = sdist.split('-');
  await writeFile(join(folder, 'requirements.txt'), `${name}==${version} --hash=sha256:${published[sdist]}\n`);
  const options = ['--quiet', '--no-deps', '--no-binary', name, '--require-hashes', '-r', 'requirements.txt'];
  await execa('python3', ['-m', 'pip', 'download', ...options], { cwd: folder, stdin: 'ignore' });
  await execa('tar', ['-xzf', `${sdist}.tar.gz`, '--no-same-owner'], { cwd: folder });
  return join(folder, sdist);
}
