import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import type { searchAttributes, SearchAttribute } from '../src/core/workflow/search-attributes.ts';

/** Values of Drover's search attributes, by name. */
export type Marks = {
  [Name in SearchAttribute]?: (typeof searchAttributes)[Name] extends 'KEYWORD_LIST' ? string[] : string;
};

/** Longer keywords are refused by PostgreSQL's visibility store, and a workflow would not start because of one. */
const maxLength = 250;

/** Search attributes as Temporal takes them; texts that are too long are cut. */
export function searchAttributePairs(marks: Marks): SearchAttributePair[] {
  return Object.entries(marks).map(([name, value]) =>
    typeof value === 'string'
      ? { key: defineSearchAttributeKey(name, 'KEYWORD'), value: value.slice(0, maxLength) }
      : { key: defineSearchAttributeKey(name, 'KEYWORD_LIST'), value: value.map((text) => text.slice(0, maxLength)) },
  );
}
