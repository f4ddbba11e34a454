import { upsertSearchAttributes } from '@temporalio/workflow';
import { searchAttributePairs, type Marks } from './search-attribute-pairs.ts';

/** Sets search attributes of the running workflow: at its end, and when it begins or ceases to wait for a person; each costs some milliseconds. */
export function mark(marks: Marks): void {
  upsertSearchAttributes(searchAttributePairs(marks));
}
