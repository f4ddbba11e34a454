import type { FinalCheck } from '../src/domain/final-verification.ts';
import type { BlobRef, CommitId, MigrationId, TreeId } from '../src/domain/ids.ts';
import { loadPlan } from './support/load-plan.ts';
import { verifySubject, type SubjectPorts, type SubjectWork } from './support/verify-subject.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type VerifyWholeInput = {
  v: 1;
  migration: MigrationId;
  plan: BlobRef;
  commit: CommitId;
  salt: string;
  subjects: SubjectWork['subject'][];
};
export type WholeVerdict = {
  tree: TreeId;
  /** The environment's key; none where nothing was to be run. */
  environment?: string;
  /** How many commands were judged. */
  checks: number;
  /** Those of them that are red or flaky. */
  notable: FinalCheck[];
};

/** Verifies some modules, or the migration's own commands, at a commit, one after the other; part of the final verification. */
export function verifyWhole(ports: SubjectPorts) {
  return ({ plan: ref, commit, salt, subjects }: VerifyWholeInput): Promise<WholeVerdict> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, ref);
      const checks: FinalCheck[] = [];
      let environment: string | undefined;
      for (const subject of subjects) {
        const result = await verifySubject(ports, { plan, commit, salt, subject }, signal);
        checks.push(...result.checks);
        environment ??= result.environment;
      }
      return {
        tree: await ports.store.tree(commit),
        ...(environment !== undefined && { environment }),
        checks: checks.length,
        notable: checks.filter(({ verdict }) => verdict !== 'verified'),
      };
    });
}
