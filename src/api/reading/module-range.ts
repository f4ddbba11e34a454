import type { Evidence } from '../../domain/evidence.ts';
import { Failure } from '../../domain/failure.ts';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { ApiOptions } from '../api-options.ts';
import { stepRange, type Range } from '../views/step-range.ts';
import type { MigrationReader } from './migration-reader.ts';
import { readJsonBlob } from './read-json-blob.ts';
import { readModule } from './read-module.ts';
import { readSteps } from './read-steps.ts';

/** Between which commits a module's changes lie: all of them, or a round's, or an attempt's. Throws `NotFound` where there are none yet. */
export async function moduleRange(
  reader: MigrationReader,
  { records, blobs }: Pick<ApiOptions, 'records' | 'blobs'>,
  record: MigrationRecord,
  module: ModulePlan,
  wanted: { round?: number | undefined; attempt?: number | undefined },
): Promise<Range> {
  if (wanted.round === undefined && wanted.attempt === undefined) {
    const { start, head } = await readModule(reader, record, module);
    if (start !== undefined && head !== undefined) return { from: start, to: head };
  }
  const steps = await readSteps(records, record.id, module.key);
  const range = await stepRange(
    steps,
    wanted,
    async (evidence) => (await readJsonBlob<Evidence>(blobs, evidence)).base,
  );
  if (range !== undefined) return range;
  const which = [
    ...(wanted.round === undefined ? [] : [`round ${wanted.round}`]),
    ...(wanted.attempt === undefined ? [] : [`attempt ${wanted.attempt}`]),
  ].join(', ');
  throw new Failure('NotFound', `${module.path} has no change${which === '' ? '' : ` in ${which}`} yet.`);
}
