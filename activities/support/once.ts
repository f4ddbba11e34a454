import type { MigrationId } from '../../src/domain/ids.ts';
import type { Records } from '../../src/ports/records.ts';

/**
 * Runs a step once: its result is recorded under its name, durably, before it is returned, and an activity retry finds the
 * record and does not run the step again. This is what makes steps idempotent whose commands are not.
 */
export async function once<T extends object>(
  records: Records,
  migration: MigrationId,
  step: string,
  run: () => Promise<T>,
): Promise<T> {
  const known = (await records.read(migration, step)) as { result: T } | undefined;
  if (known !== undefined) return known.result;
  const result = await run();
  await records.write(migration, step, { v: 1, step, result });
  return result;
}
