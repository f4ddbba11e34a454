import type { BlobRef, MigrationId } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan.ts';
import { readJsonBlob } from './read-json-blob.ts';
import type { Sources } from './sources.ts';

export type PlanReader = (migration: MigrationId) => Promise<Plan | undefined>;

const kept = 20;

/** Reads migrations' plans; undefined before there is one. A plan of thousands of modules is large and never changes, so some are kept. */
export function planReader({ records, blobs }: Pick<Sources, 'records' | 'blobs'>): PlanReader {
  const known = new Map<BlobRef, Plan>();
  return async (migration) => {
    const record = (await records.read(migration, 'plan')) as { plan: BlobRef } | undefined;
    if (record === undefined) return undefined;
    const plan = known.get(record.plan) ?? (await readJsonBlob<Plan>(blobs, record.plan));
    known.delete(record.plan);
    known.set(record.plan, plan);
    const [oldest] = known.keys();
    if (known.size > kept && oldest !== undefined) known.delete(oldest);
    return plan;
  };
}
