import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import { Failure } from '../../domain/failure.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import type { Session } from '../http/with-service.ts';

/**
 * The report of a migration that has ended. A migration that failed is thrown, in its own words; on a stack of this command's own with their
 * kind, so that input that can't work is told from a fault.
 */
export async function conclude({ api, stack }: Session, migration: MigrationResource): Promise<MigrationReport> {
  const { id, status, problem } = migration;
  if (status === 'failed' && stack !== undefined) return stack.migrations.result(id);
  const report = status === 'failed' ? undefined : await api.report(id);
  if (report !== undefined) return report;
  throw new Failure(
    'Broken',
    `${id} ended (${status})${problem === undefined ? ' without a report.' : `: ${problem}`}`,
  );
}
