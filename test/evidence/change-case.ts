import type { MigrationFileInput } from '../../src/domain/migration-file.ts';

/** Files by path; null: the file is removed. */
export type Change = Record<string, string | null>;

/** A change of a repository that a verification has to judge. */
export type ChangeCase = {
  name: string;
  /** The repository before; by default the stack's. */
  files?: Record<string, string>;
  change: Change;
  /** What the migration file says besides the usual. */
  file?: Partial<MigrationFileInput>;
};
