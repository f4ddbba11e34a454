import { join } from 'node:path';
import { execa } from 'execa';
import { temporaryFolder } from './temporary-folder.ts';

/** Gets the sources of hcl v1.0.0 by the user's own go, which checks them against the checksum database, into a cache of their own. */
export async function goSources(): Promise<string> {
  const folder = await temporaryFolder();
  const env = { GOMODCACHE: join(folder, 'cache'), GOFLAGS: '-modcacherw' };
  const { stdout } = await execa('go', ['mod', 'download', '-json', 'github.com/hashicorp/hcl@v1.0.0'], {
    cwd: folder,
    env,
    stdin: 'ignore',
  });
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}
