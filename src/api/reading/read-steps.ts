import type { MigrationId, ModuleKey } from '../../domain/ids.ts';
import type { Records } from '../../ports/records.ts';
import { orderSteps } from '../views/order-steps.ts';
import { stepRecord, type StepRecord } from '../views/step-record.ts';
import { mapLimited } from './map-limited.ts';

const atOnce = 50;

/** A module's recorded steps, as they happened. */
export async function readSteps(records: Records, migration: MigrationId, key: ModuleKey): Promise<StepRecord[]> {
  const prefix = `modules/${key}/`;
  const names = await records.list(migration, prefix);
  const steps = await mapLimited(names, atOnce, async (name) =>
    stepRecord(name.slice(prefix.length), await records.read(migration, name)),
  );
  return orderSteps(steps.filter((step) => step !== undefined));
}
