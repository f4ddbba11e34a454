import { wholeKey } from '../../src/core/plan/whole-migration.ts';
import type { FinalSubject } from '../../src/domain/final-verification.ts';

/** The name of the record that a module's baseline, or that of the migration as a whole, is kept under. */
export function baselineRecord({ key, round, start }: Pick<FinalSubject, 'key' | 'round' | 'start'>): string {
  return key === wholeKey ? `migration/baseline-${start}` : `modules/${key}/round-${round}/baseline-${start}`;
}
