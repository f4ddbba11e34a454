import type { BlobRef, CommitId, ModuleKey, TreeId } from './ids.ts';
import type { MigrationReport } from './migration-report.ts';
import type { ModuleState } from './module-state.ts';

/** A module in a migration's evidence: the digest of its own document, and of the verification that proved it. */
export type EvidencedModule = {
  key: ModuleKey;
  path: string;
  state: ModuleState;
  document: BlobRef;
  evidence?: BlobRef;
  /** The digests of its reviews. */
  reviews?: BlobRef[];
  commit?: CommitId;
};

/**
 * What a migration proved, as one document: all that its report says of the whole, and the digests of its modules' documents. Its own digest
 * stands in the report and in the API.
 */
export type MigrationEvidence = Omit<MigrationReport, 'modules' | 'earlierRounds' | 'evidence'> & {
  kind: 'migration';
  drover: string;
  /** Without the credentials that may stand in an address; missing where it failed before its repository was read. */
  repository?: { url: string; ref: string };
  /** The tree of `head`. */
  tree?: TreeId;
  modules: EvidencedModule[];
};
