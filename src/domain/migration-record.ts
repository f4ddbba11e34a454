import type { MigrationId } from './ids.ts';
import type { MigrationFile } from './migration-file.ts';
import type { MigrationMode } from './migration-mode.ts';

/** What was asked for, by whom and when: the record `migration`, written before the workflow starts, so that no migration is without it. */
export type MigrationRecord = {
  v: 1;
  id: MigrationId;
  tenant: string;
  name: string;
  mode: MigrationMode;
  /** With mode `try`: the module's path or key. */
  module?: string;
  file: MigrationFile;
  /** SHA-256 of the request (mode, module and file), by which a repeated request is known from another one with the same key. */
  digest: string;
  /** When the request came, ISO 8601. */
  createdAt: string;
  /** Who asked. */
  actor: string;
  workflowId: string;
};
