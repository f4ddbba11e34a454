import type { EvidenceSetting } from './evidence.ts';
import type { ModuleResult } from './migration-report.ts';

/**
 * How a module ended, written when its migration had ended: what it was proved by (`evidence` is the digest of the verification), what people
 * decided, what it cost, and where it landed. Its own digest stands in the migration's evidence.
 */
export type ModuleEvidence = Omit<ModuleResult, 'refused'> & {
  v: 1;
  kind: 'module';
  drover: string;
  migration: EvidenceSetting['migration'];
  model?: EvidenceSetting['model'];
  /** Why states of it were refused on the way, in all rounds, oldest first. */
  refused: string[];
  /** The rounds before this one, which a person's 'retry' ended. */
  earlierRounds: Pick<ModuleResult, 'round' | 'state' | 'reason' | 'decisions' | 'usage'>[];
};
