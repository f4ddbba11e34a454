import type { MigrationId } from '../src/domain/ids.ts';
import type { MigrationReport, ModuleResult } from '../src/domain/migration-report.ts';
import type { Rollback } from '../src/domain/rollback.ts';
import type { Ports } from './ports.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';
import { writeReport } from './write-report.ts';

export type RecordRollbackInput = { v: 1; migration: MigrationId; rollback: Rollback };

/**
 * Keeps what became of a rollback. One that is `rolled-back` moves the integration branch, by compare and swap, and the report says from then on
 * what is on it: the modules that went are `rolled-back`, and the migration is not `completed` any more. Repeated after a crash, it does the same again.
 */
export function recordRollback(ports: Pick<Ports, 'blobs' | 'journal' | 'records' | 'store' | 'version'>) {
  return ({ migration, rollback }: RecordRollbackInput): Promise<void> =>
    withHeartbeat(async () => {
      const { records, store } = ports;
      const { from, tip, entries } = rollback;
      if (rollback.state === 'rolled-back' && from !== undefined && tip !== undefined) {
        const lease = await store.takeLease(migration, 'integration');
        await store.moveRef(lease, 'integration', from, tip);
        for (const { commit, path, by, reason } of entries)
          await records.write(migration, `taken-back/${commit}`, { v: 1, commit, path, by, reason });
        const report = (await records.read(migration, 'report')) as MigrationReport | undefined;
        if (report !== undefined) await writeReport(ports)({ v: 1, report: reportAfter(report, rollback) });
      }
      await records.write(migration, `rollbacks/${rollback.id}`, rollback);
    });
}

function reportAfter(report: MigrationReport, rollback: Rollback): MigrationReport {
  const { id, entries, tip = report.head } = rollback;
  const gone = new Map(entries.map((entry) => [entry.commit, entry]));
  const modules = report.modules.map((module): ModuleResult => {
    const entry = module.commit === undefined ? undefined : gone.get(module.commit);
    if (entry === undefined) return module;
    const reason = `${entry.reason}. Its commit ${entry.commit.slice(0, 10)} is undone by ${entry.by.slice(0, 10)}.`;
    return { ...module, state: 'rolled-back', reason };
  });
  const earlier = (report.rollbacks ?? []).filter((one) => one.id !== id);
  return {
    ...report,
    modules,
    head: tip,
    status: report.status === 'completed' ? 'completed-with-unresolved' : report.status,
    rollbacks: [...earlier, rollback],
  };
}
