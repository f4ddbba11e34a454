import { access } from 'node:fs/promises';
import { execa } from 'execa';
import { dataFolders } from '../../src/worker/data-folders.ts';

/** The refs of a migration in the store, by their names within it; none before there is a store. */
export async function storeRefs(dataFolder: string, id: string): Promise<Map<string, string>> {
  const { store } = dataFolders(dataFolder);
  try {
    await access(store);
  } catch {
    return new Map();
  }
  const prefix = `refs/drover/${id}/`;
  const { stdout } = await execa('git', ['for-each-ref', '--format=%(objectname) %(refname)', prefix], { cwd: store });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => [line.slice(line.indexOf(' ') + 1 + prefix.length), line.slice(0, line.indexOf(' '))]),
  );
}
