import type { BlobRef, MigrationId, ModuleKey } from '../../src/domain/ids.ts';

/** What every step of a module is given: which module of which plan, and in which round. */
export type ModuleStep = { v: 1; migration: MigrationId; plan: BlobRef; module: ModuleKey; round: number };
