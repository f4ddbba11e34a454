import type { ProgressView } from '../../domain/progress-view.ts';

/** How many modules have ended. */
export function countEnded({ ended }: Pick<ProgressView, 'ended'>): number {
  return ended.merged + ended.unchanged + ended.unresolved + ended.other;
}
