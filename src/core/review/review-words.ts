import { count } from '../text/human-units.ts';
import type { ReviewNote } from '../../domain/review.ts';

/** What a review came to, as a sentence for who decides on the merge. */
export function reviewWords({ findings, severe, why }: ReviewNote): string {
  if (why !== undefined) return `Its review could not be read: ${why}`;
  if (findings === 0) return 'Reviewed: nothing found.';
  return `Reviewed: ${count(findings, 'finding')}${severe > 0 ? `, ${severe} of them severe` : ''}.`;
}
