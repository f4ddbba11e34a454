import type { FinalCheck } from '../src/domain/final-verification.ts';
import type { BlobRef, MigrationId } from '../src/domain/ids.ts';
import type { MigrationReport } from '../src/domain/migration-report.ts';
import type { RollbackPlan } from '../src/domain/rollback.ts';
import { loadPlan } from './support/load-plan.ts';
import { readJson } from './support/read-json.ts';
import { verifySubject, type SubjectPorts } from './support/verify-subject.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type VerifyRollbackInput = {
  v: 1;
  migration: MigrationId;
  plan: BlobRef;
  document: BlobRef;
  /** The place of the step in the document. */
  step: number;
  salt: string;
};

/** Runs one step of a rollback's verification. What was red on the branch before, and was known to be, stands not against it. */
export function verifyRollback(ports: SubjectPorts) {
  return (input: VerifyRollbackInput): Promise<{ checks: number; red: FinalCheck[] }> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const { steps } = await readJson<RollbackPlan>(ports.blobs, input.document);
      const { commit = '', subjects = [] } = steps[input.step] ?? {};
      const report = (await ports.records.read(input.migration, 'report')) as MigrationReport | undefined;
      const known = new Set(report?.finalVerification?.runs.at(-1)?.red.map(nameOf));
      const checks: FinalCheck[] = [];
      for (const subject of subjects)
        checks.push(...(await verifySubject(ports, { plan, commit, salt: input.salt, subject }, signal)).checks);
      const red = checks.filter((check) => check.verdict === 'red' && !known.has(nameOf(check)));
      return { checks: checks.length, red };
    });
}

function nameOf({ key, command }: { key: string; command: string }): string {
  return `${command} of ${key}`;
}
