import type { BlobRef, CommitId, MigrationId, ModuleKey } from '../../src/domain/ids.ts';
import type { Records } from '../../src/ports/records.ts';

/** A module, or a group, as it was put on the branch: its commit, and what it is judged against. */
export type LandedModule = { key: ModuleKey; round: number; commit: CommitId; baseline: BlobRef };

/** Notes that modules have landed. A later round's note takes the place of the one before. */
export async function noteLanded(records: Records, migration: MigrationId, landed: LandedModule[]): Promise<void> {
  for (const module of landed) await records.write(migration, `landed/${module.key}`, { v: 1, ...module });
}

/** Those of these modules that are on the branch: that have landed and were not taken back since. */
export async function landedModules(
  records: Records,
  migration: MigrationId,
  keys: ModuleKey[],
): Promise<LandedModule[]> {
  const landed: LandedModule[] = [];
  for (const key of keys) {
    const known = (await records.read(migration, `landed/${key}`)) as LandedModule | undefined;
    if (known === undefined || (await records.read(migration, `taken-back/${known.commit}`)) !== undefined) continue;
    landed.push(known);
  }
  return landed;
}
