import { join } from 'node:path';
import { execa } from 'execa';
import { gitStore } from '../../../src/adapters/store/git-store.ts';
import type { FileChange, FileMode } from '../../../src/domain/file-change.ts';
import type { CommitInput, Store } from '../../../src/ports/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import type { SourceFile } from './source-repository.ts';

export const migration = 'm1';
export const input: CommitInput = {
  subject: 'Migrate it',
  migration,
  module: 'lib',
  step: 'recipe',
  date: 1_750_000_000,
};
export const signal = new AbortController().signal;

export function write(path: string, content: string | Uint8Array, mode: FileMode = '100644'): FileChange {
  return { kind: 'write', path, mode, content: Buffer.from(content) };
}

export function remove(path: string): FileChange {
  return { kind: 'delete', path };
}

/** A store of its own in a folder that does not exist yet. */
export async function testStore(): Promise<{ store: Store; folder: string }> {
  const folder = join(await temporaryFolder(), 'store');
  return { store: gitStore({ folder, failpoint: () => {} }), folder };
}

/**
 * A store whose base for `migration` is a commit of these files. It is imported by one git process, since fetching it from a
 * repository takes ten; what fetching does has tests of its own.
 */
export async function storeWith(
  files: Record<string, SourceFile>,
): Promise<{ store: Store; folder: string; base: string }> {
  const { store, folder } = await testStore();
  await store.readRef(migration, 'base');
  const head = `commit refs/drover/${migration}/base\ncommitter Ada <ada@example.com> 1700000000 +0000\ndata 4\nbase\n`;
  const stream = [Buffer.from(head), ...Object.entries(files).map(([path, file]) => importLine(path, file))];
  await execa('git', ['fast-import', '--quiet'], { cwd: folder, input: Buffer.concat(stream) });
  return { store, folder, base: (await store.readRef(migration, 'base')) ?? '' };
}

function importLine(path: string, file: SourceFile): Buffer {
  const [mode, content] =
    typeof file === 'string' || file instanceof Uint8Array
      ? ['100644', file]
      : 'link' in file
        ? ['120000', file.link]
        : ['100755', file.executable];
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(`M ${mode} inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

/** The text of one file of a commit, or undefined. */
export async function textOf(store: Store, commit: string, path: string): Promise<string | undefined> {
  const content = (await store.read(commit, [path])).get(path);
  return content === undefined ? undefined : Buffer.from(content).toString();
}
