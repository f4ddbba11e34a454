import type { MigrationId, ModuleKey } from '../../domain/ids.ts';

/** The workflow id of a migration. It derives from tenant and migration, so that a repeated request finds the same one. */
export function migrationWorkflowId(tenant: string, migration: MigrationId): string {
  return `migration/${tenant}/${migration}`;
}

/** The workflow id of one round of a module. */
export function moduleWorkflowId(tenant: string, migration: MigrationId, key: ModuleKey, round: number): string {
  return `${migrationWorkflowId(tenant, migration)}/module/${key}/${round}`;
}

/** The workflow id of one round of a group. */
export function groupWorkflowId(tenant: string, migration: MigrationId, key: ModuleKey, round: number): string {
  return `${migrationWorkflowId(tenant, migration)}/group/${key}/${round}`;
}

/** The workflow id of a migration's rollbacks: one at a time, so all have the same one, and are told apart by their runs. */
export function rollbackWorkflowId(tenant: string, migration: MigrationId): string {
  return `${migrationWorkflowId(tenant, migration)}/rollback`;
}

/** The workflow id of a migration's merge queue. */
export function integrateWorkflowId(tenant: string, migration: MigrationId): string {
  return `${migrationWorkflowId(tenant, migration)}/integrate`;
}
