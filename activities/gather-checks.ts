import { canonicalJson } from '../src/core/json/canonical-json.ts';
import type { FinalCheck, FinalSubject } from '../src/domain/final-verification.ts';
import type { BlobRef, CommitId, MigrationId } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { subjectRecord, type SubjectResult } from './support/verify-subject.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type GatherChecksInput = { v: 1; migration: MigrationId; commit: CommitId; subjects: FinalSubject[] };

/** Stores the list of all checks of one final verification, from the records of its subjects; a workflow carries its address alone. */
export function gatherChecks(ports: Pick<Ports, 'blobs' | 'records'>) {
  return ({ migration, commit, subjects }: GatherChecksInput): Promise<{ evidence: BlobRef }> =>
    withHeartbeat(async () => {
      const checks: FinalCheck[] = [];
      for (const subject of subjects) {
        const known = (await ports.records.read(migration, subjectRecord(commit, subject))) as
          | { result: SubjectResult }
          | undefined;
        checks.push(...(known?.result.checks ?? []));
      }
      const evidence = await ports.blobs.put(canonicalJson(checks));
      await ports.records.write(migration, `final/${commit}/all`, { v: 1, step: 'final', commit, evidence });
      return { evidence };
    });
}
