import type { ModuleKey } from '../../src/domain/ids.ts';
import type { CompressContextInput } from '../compress-context.ts';

type Place = Pick<CompressContextInput, 'migration' | 'round' | 'attempt' | 'turn' | 'number'> & {
  module: { key: ModuleKey };
};

/** The place of a compression's own calls in the journal, beside those of the turn that it comes before. */
export function compressionPlace({ migration, module, round, attempt, turn, number }: Place): string {
  return `${migration}/${module.key}/round-${round}/attempt-${attempt}/turn-${turn}-compression-${number}`;
}
