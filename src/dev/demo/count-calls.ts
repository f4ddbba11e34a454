import { listJournal, type JournalEntry } from '../../adapters/journal/journal-listing.ts';
import type { Config } from '../../config.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import { dataFolders } from '../../worker/data-folders.ts';
import type { DemoModel } from './choose-demo-model.ts';

/** When the worker was killed (milliseconds since the epoch), and what the journal held while it was dead. */
export type Crash = { at: number; snapshot: JournalEntry[] };

export type CountedCalls = { modelCalls: number; repeatedModelCalls: number; inFlightAtKill: number };

type Counting = { config: Config; model: DemoModel; report: MigrationReport; crash: Crash | undefined };

/**
 * Counts model calls, and those that were made although their reply was recorded. The rehearsal server's own log is the witness; for a
 * real provider it is the journal, which notes every request before it is sent.
 */
export async function countCalls({ config, model, report, crash }: Counting): Promise<CountedCalls> {
  const entries = await listJournal(dataFolders(config.dataFolder).journal);
  const inFlightAtKill = crash?.snapshot.filter((entry) => !entry.recorded).length ?? 0;
  const recordedAtKill = new Map(
    crash?.snapshot.filter((entry) => entry.recorded).map((entry) => [entry.key, entry.intended]),
  );
  const calls = model.calls?.();
  if (calls === undefined) {
    const sent = entries.reduce((sum, entry) => sum + entry.intended, 0);
    const repeated = entries.filter((entry) => entry.intended > (recordedAtKill.get(entry.key) ?? Infinity)).length;
    return { modelCalls: Math.max(sent, report.usage.modelCalls), repeatedModelCalls: repeated, inFlightAtKill };
  }
  const repeatedAfterKill = calls.filter(
    (call) => crash !== undefined && call.at >= crash.at && recordedAtKill.has(call.key ?? ''),
  );
  return {
    modelCalls: calls.length,
    repeatedModelCalls: repeatedAfterKill.length + (crash ? 0 : answeredTwice(calls)),
    inFlightAtKill,
  };
}

/** Without a crash nothing may be asked twice that was answered once. */
function answeredTwice(calls: { at: number; answeredAt?: number; key?: string; status: number }[]): number {
  return calls.filter((call) =>
    calls.some(
      (other) =>
        other.key === call.key && other !== call && other.status === 200 && (other.answeredAt ?? Infinity) < call.at,
    ),
  ).length;
}
