import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../domain/failure.ts';
import type { MigrationFileInput } from '../domain/migration-file.ts';

type Images = NonNullable<MigrationFileInput['images']>;

/**
 * A migration file's images with the bytes of those that lie beside it: the service may be on another machine. Those that don't are the repository's,
 * at the commit that the migration starts from.
 */
export async function attachImages(images: Images, folder: string): Promise<Images> {
  return Promise.all(
    images.map(async (image) => {
      const entry = typeof image === 'string' ? { path: image } : image;
      if (entry.data !== undefined) return entry;
      const bytes = await readOrNone(resolve(folder, entry.path));
      return bytes === undefined ? entry : { ...entry, data: bytes.toString('base64') };
    }),
  );
}

async function readOrNone(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Failure('InputRefused', `images: ${path} can't be read: ${String(error)}`, { cause: error });
  }
}
