import { checkImage, mostImagesBytes } from '../../src/core/images/check-image.ts';
import { findModel } from '../../src/core/models/find-model.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { PlanImage } from '../../src/domain/image.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import type { ModelChoice } from '../../src/domain/model-choice.ts';
import type { Ports } from '../ports.ts';

/**
 * Reads the migration's images: those that came with the file, and else from the repository at the base commit. Throws `InputRefused` with all
 * that is wrong with them, and where a model of the migration takes none.
 */
export async function readImages(
  ports: Pick<Ports, 'blobs' | 'store'>,
  { file, base, models }: { file: MigrationFile; base: CommitId; models: ModelChoice[] },
): Promise<PlanImage[]> {
  if (file.images.length === 0) return [];
  const faults = blindModels(file, models);
  const images: PlanImage[] = [];
  for (const [index, entry] of file.images.entries()) {
    const { path, for: what, data } = typeof entry === 'string' ? { path: entry } : entry;
    const at = `images[${index}] is ${JSON.stringify(path)}`;
    const bytes = await readBytes(ports, base, path, data);
    if (bytes === undefined) {
      faults.push(`${at}: there is no such file in the repository at ${base.slice(0, 12)}, nor was it sent along`);
      continue;
    }
    const checked = await checkImage(bytes);
    if (checked.kind === 'refused') {
      faults.push(`${at}: ${checked.why}`);
      continue;
    }
    const more = { ...(what !== undefined && { for: what }), bytes: bytes.byteLength };
    images.push({ path, type: checked.type, blob: await ports.blobs.put(bytes), ...more });
  }
  const all = images.reduce((sum, { bytes }) => sum + bytes, 0);
  if (all > mostImagesBytes)
    faults.push(
      `images: together they have ${all.toLocaleString('en-US')} bytes, of at most ${mostImagesBytes.toLocaleString('en-US')}; take some out`,
    );
  if (faults.length > 0) throw new Failure('InputRefused', faults.join('\n'));
  return images;
}

function blindModels({ model: { catalog } }: MigrationFile, models: ModelChoice[]): string[] {
  const blind = [...new Set(models.map(({ name }) => name))].filter((name) => !findModel(name, catalog).model.images);
  return blind.map(
    (name) =>
      `images: by its row in the catalog, the model '${name}' (model.name, model.fallback) takes no images; take them out, name another model, or write model.catalog: { ${name}: { images: true } } if it does`,
  );
}

async function readBytes(
  { blobs, store }: Pick<Ports, 'blobs' | 'store'>,
  base: CommitId,
  path: string,
  data: string | undefined,
): Promise<Uint8Array | undefined> {
  if (data?.startsWith('blob:')) return blobs.get(data.slice('blob:'.length));
  if (data !== undefined) return Buffer.from(data, 'base64');
  const isFile = (await store.list(base)).some((entry) => entry.path === path && entry.mode.startsWith('100'));
  return isFile ? (await store.read(base, [path])).get(path) : undefined;
}
