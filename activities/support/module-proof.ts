import type { Evidence, Verification } from '../../src/domain/evidence.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { BlobRef, MigrationId } from '../../src/domain/ids.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import type { Baseline } from '../measure-baseline.ts';
import type { Ports } from '../ports.ts';
import { readJson } from './read-json.ts';

export type ModuleProof = {
  evidence?: Evidence;
  baseline?: { path: string; verification: Verification; memoised: boolean };
};

/**
 * What a module that has ended was proved by, and its tests before the change. What is missing or damaged is left out: a report that says less
 * is better than none.
 */
export async function moduleProof(
  ports: Pick<Ports, 'blobs' | 'records'>,
  migration: MigrationId,
  result: ModuleResult,
): Promise<ModuleProof> {
  const { path, evidence: ref } = result;
  const evidence = ref === undefined ? undefined : await read<Evidence>(ports, ref);
  if (evidence !== undefined) {
    const { before: verification, baselineMemo } = evidence;
    return { evidence, baseline: { path, verification, memoised: baselineMemo !== undefined } };
  }
  const measured = await readBaseline(ports, migration, result);
  const verification = measured && (await read<Verification>(ports, measured.baseline));
  return verification ? { baseline: { path, verification, memoised: measured?.memo !== undefined } } : {};
}

/** The newest one: where the module's last start has one, that. */
async function readBaseline(
  { records }: Pick<Ports, 'records'>,
  migration: MigrationId,
  { key, round, start }: ModuleResult,
): Promise<Baseline | undefined> {
  if (start === undefined) return undefined;
  const record = await records.read(migration, `modules/${key}/round-${round}/baseline-${start}`);
  return (record as { result: Baseline } | undefined)?.result;
}

async function read<T>({ blobs }: Pick<Ports, 'blobs'>, ref: BlobRef): Promise<T | undefined> {
  try {
    return await readJson<T>(blobs, ref);
  } catch (error) {
    if (error instanceof Failure && error.type === 'Broken') return undefined;
    throw error;
  }
}
