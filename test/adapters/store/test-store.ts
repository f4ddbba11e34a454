import { join } from 'node:path';
import { gitStore } from '../../../src/adapters/store/git-store.ts';
import type { FileChange, FileMode } from '../../../src/domain/file-change.ts';
import type { CommitInput, Store } from '../../../src/ports/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { sourceRepository, type SourceFile } from './source-repository.ts';

export const migration = 'm1';
export const input: CommitInput = { subject: 'Migrate it', migration, module: 'lib', step: 'recipe', date: 1_750_000_000 };
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

/** A store that has fetched a repository with these files as the base of `migration`. */
export async function storeWith(files: Record<string, SourceFile>): Promise<{ store: Store; folder: string; base: string }> {
  const source = await sourceRepository(files);
  const { store, folder } = await testStore();
  const { base } = await store.fetchBase(migration, source.folder, 'main', signal);
  return { store, folder, base };
}

/** The text of one file of a commit, or undefined. */
export async function textOf(store: Store, commit: string, path: string): Promise<string | undefined> {
  const content = (await store.read(commit, [path])).get(path);
  return content === undefined ? undefined : Buffer.from(content).toString();
}
