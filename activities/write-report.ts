import { canonicalJson } from '../src/core/json/canonical-json.ts';
import type { BlobRef } from '../src/domain/ids.ts';
import type { MigrationReport } from '../src/domain/migration-report.ts';
import type { Ports } from './ports.ts';

export type WriteReportInput = { v: 1; report: MigrationReport };

/** Stores the report as a blob and as the migration's record 'report'. */
export function writeReport(ports: Pick<Ports, 'blobs' | 'records'>) {
  return async ({ report }: WriteReportInput): Promise<{ report: BlobRef }> => {
    const ref = await ports.blobs.put(canonicalJson(report));
    await ports.records.write(report.id, 'report', report);
    return { report: ref };
  };
}
