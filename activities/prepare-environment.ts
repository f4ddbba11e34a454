import type { BlobRef, CommitId, MigrationId } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { loadPlan } from './support/load-plan.ts';
import { openEnvironment } from './support/open-environment.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type PrepareEnvironmentInput = { v: 1; migration: MigrationId; plan: BlobRef; commit: CommitId; salt?: string };

/** Runs `setup` before any module needs it, so that a setup that fails is found before anything is paid. */
export function prepareEnvironment(ports: Pick<Ports, 'blobs' | 'environments' | 'records' | 'sandbox'>) {
  return ({
    migration,
    plan,
    commit,
    salt,
  }: PrepareEnvironmentInput): Promise<{ environment: string; made: string[] }> =>
    withHeartbeat(async (signal) => {
      const { key, made } = await openEnvironment(ports, await loadPlan(ports.blobs, plan), commit, signal, salt);
      await ports.records.write(migration, salt === undefined ? 'environment' : `environment-${salt}`, {
        v: 1,
        step: 'environment',
        commit,
        key,
        made,
      });
      return { environment: key, made };
    });
}
