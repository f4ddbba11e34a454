import type { PatchLine } from './patch-line.ts';
import { quoteLine } from './quote-line.ts';

/** One problem for all lines that break a rule, since the first one shows what is wrong; none when there are no such lines. */
export function describeStrays(strays: readonly PatchLine[], rule: string): string[] {
  const [first] = strays;
  if (first === undefined) return [];
  const more = strays.length > 1 ? ` (and ${strays.length - 1} more such lines)` : '';
  return [`patch line ${first.at}: ${rule}; found ${quoteLine(first.text)}${more}`];
}
