import { redact } from '../../core/migration-file/redact.ts';
import type { ReportedMigration, ReportedModule } from '../../core/report/reported-migration.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import type { ReviewDocument } from '../../domain/review.ts';
import { mapLimited } from './map-limited.ts';
import { readJsonBlob } from './read-json-blob.ts';
import type { Sources } from './sources.ts';

const atOnce = 20;

/** A report with the evidence of its modules; what of it is lost is left out, and the report says so. */
export async function readReported(
  { blobs }: Pick<Sources, 'blobs'>,
  { file }: MigrationRecord,
  report: MigrationReport,
): Promise<ReportedMigration> {
  const modules = await mapLimited(report.modules, atOnce, async (result): Promise<ReportedModule> => {
    const { evidence: ref, reason } = result;
    const evidence = ref === undefined ? undefined : await readJsonBlob<Evidence>(blobs, ref).catch(() => undefined);
    const shown = { ...result, ...(reason !== undefined && { reason: redact(reason) }) };
    const reviews = await mapLimited(result.reviews ?? [], 1, ({ document }) =>
      readJsonBlob<ReviewDocument>(blobs, document).catch(() => undefined),
    );
    const read = reviews.filter((review) => review !== undefined);
    return { result: shown, ...(evidence && { evidence }), ...(read.length > 0 && { reviews: read }) };
  });
  return {
    report: { ...report, modules: modules.map(({ result }) => result), warnings: report.warnings.map(redact) },
    repository: { url: redact(file.repository.url), ref: file.repository.ref },
    modules,
  };
}
