import type { ReviewDocument } from '../../domain/review.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { MigrationReport, ModuleResult } from '../../domain/migration-report.ts';

/** A migration that has ended, with what its modules were proved by, as reports are written from it. */
export type ReportedMigration = {
  report: MigrationReport;
  /** Without credentials. */
  repository: { url: string; ref: string };
  modules: ReportedModule[];
};

/** `evidence` is missing where there is none, or where it is lost. */
export type ReportedModule = { result: ModuleResult; evidence?: Evidence; reviews?: ReviewDocument[] };
