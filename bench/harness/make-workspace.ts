import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { packageFiles, packageFolder } from './package-files.ts';

/** Makes a git repository of so many packages with one commit on `main`, in a folder that is not there yet. */
export async function makeWorkspace(folder: string, packages: number): Promise<void> {
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  await write(
    'package.json',
    `${JSON.stringify({ name: 'bench', private: true, workspaces: ['packages/*'] }, null, 2)}\n`,
  );
  for (let index = 1; index <= packages; index += 1) {
    for (const [path, text] of Object.entries(packageFiles(index, 'before')))
      await write(`${packageFolder(index)}/${path}`, text);
  }
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], { cwd: folder });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'As it is');
}
