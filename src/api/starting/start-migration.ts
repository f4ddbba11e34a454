import { Failure } from '../../domain/failure.ts';
import type { MigrationFile } from '../../domain/migration-file.ts';
import type { MigrationMode } from '../../domain/migration-mode.ts';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import { migrationWorkflowId } from '../../core/workflow/workflow-ids.ts';
import type { ApiOptions } from '../api-options.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { tenant } from '../tenant.ts';
import { migrationId } from './migration-id.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { requestDigest } from './request-digest.ts';

export type StartOrder = {
  file: MigrationFile;
  /** The file as it was sent. */
  body: unknown;
  mode: MigrationMode;
  module?: string | undefined;
  key?: string | undefined;
  actor: string;
};

/** What was started, or found; `fresh` when its workflow has only just begun. */
export type Started = { record: MigrationRecord; fresh: boolean };

export type StartMigration = (order: StartOrder) => Promise<Started>;

/**
 * Starts migrations, each once: what was asked for is on disk before its workflow starts, and that before anybody is told, so that the same
 * request heals a crash at any place between. A workflow that Temporal has forgotten is not started again.
 */
export function startMigration({ migrations, records }: Pick<ApiOptions, 'migrations' | 'records'>): StartMigration {
  const exclusively = oneAtATime();
  return (order) => {
    const id = migrationId(tenant, order.file.name, order.key);
    const digest = requestDigest({ mode: order.mode, module: order.module, body: order.body });
    return exclusively(id, async () => {
      const wanted = newRecord(id, digest, order);
      // Another API process may be doing the same at this moment: what is on disk first holds for both.
      const created = await records.create(id, 'migration', wanted);
      const record = created ? wanted : ((await records.read(id, 'migration')) as MigrationRecord);
      if (record.digest !== digest) throw otherRequest(id, record);
      if (await hasBegun(records, id)) return { record, fresh: false };
      const fresh = await begin(migrations, record);
      await records.write(id, 'started', { v: 1, workflowId: record.workflowId });
      return { record, fresh };
    });
  };
}

function newRecord(id: string, digest: string, { file, mode, module, actor }: StartOrder): MigrationRecord {
  return {
    v: 1,
    id,
    tenant,
    name: file.name,
    mode,
    ...(module !== undefined && { module }),
    file,
    digest,
    createdAt: new Date().toISOString(),
    actor,
    workflowId: migrationWorkflowId(tenant, id),
  };
}

async function hasBegun(records: ApiOptions['records'], id: string): Promise<boolean> {
  for (const name of ['started', 'plan', 'report']) if ((await records.read(id, name)) !== undefined) return true;
  return false;
}

/** False when the workflow was there already: an earlier request got that far. */
async function begin(migrations: ApiOptions['migrations'], record: MigrationRecord): Promise<boolean> {
  const { id: migration, mode, module, file, actor } = record;
  try {
    await migrations.start({ migration, mode, ...(module !== undefined && { module }), file, actor });
    return true;
  } catch (error) {
    if (error instanceof Failure && error.type === 'Conflict') return false;
    throw error;
  }
}

function otherRequest(id: string, { createdAt, actor }: MigrationRecord): ProblemError {
  return new ProblemError(
    'idempotency-conflict',
    `This Idempotency-Key stands for the migration ${id}, which ${actor} asked for at ${createdAt} with another file, mode or module. Use another key for another migration.`,
  );
}
