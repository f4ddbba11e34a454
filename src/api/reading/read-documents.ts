import type { BlobRef } from '../../domain/ids.ts';
import type { MigrationEvidence } from '../../domain/migration-evidence.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import { mapLimited } from './map-limited.ts';
import { readJsonBlob } from './read-json-blob.ts';
import type { Sources } from './sources.ts';

const atOnce = 20;

/** All evidence of a migration by its digests: its own document, those of its modules, and their verifications. What is lost is left out. */
export async function readDocuments(
  { blobs }: Pick<Sources, 'blobs'>,
  { evidence }: MigrationReport,
): Promise<Record<BlobRef, unknown>> {
  if (evidence === undefined) return {};
  const read = <T>(ref: BlobRef) => readJsonBlob<T>(blobs, ref).catch(() => undefined);
  const migration = await read<MigrationEvidence>(evidence);
  const named = (migration?.modules ?? []).flatMap((module) =>
    [module.document, module.evidence ?? [], module.reviews ?? []].flat(),
  );
  const found = await mapLimited(named, atOnce, async (ref) => [ref, await read(ref)] as const);
  return Object.fromEntries(
    [[evidence, migration] as const, ...found].filter(([, document]) => document !== undefined),
  );
}
