import type { CallModelInput } from '../../activities/call-model.ts';
import type { ModuleRun } from './module-run.ts';

/** What an opening is written from beside plan and commit: the tests before the change, and modules that were merged before. */
export function around({ baseline, input }: ModuleRun): Pick<CallModelInput, 'baseline' | 'examples' | 'rules'> {
  return {
    ...(baseline !== undefined && { baseline }),
    ...(input.rules && { rules: input.rules }),
    examples: input.examples,
  };
}
