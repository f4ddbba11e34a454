import type { AwaitedBudget, BudgetLine } from '../../domain/budget.ts';
import { shellWord } from '../shell/shell-word.ts';

/**
 * A raise for a person to start from, as options of `drover raise-budget` and as fields of the signal: half as much again of each limit that is used
 * up; of all limits, where what is left is lent to modules that wait for a person.
 */
export function suggestRaise(
  lines: BudgetLine[],
  own: AwaitedBudget['own'],
): { options: string; input: Record<string, number | string> } {
  const all = own?.lines ?? lines;
  const used = all.filter((line) => line.used >= line.limit);
  const raised = (used.length > 0 ? used : all).map((line): [string, number] => {
    const more = Math.max(line.limit, line.used) * 1.5;
    if (line.what === 'microUsd') return ['usd', Math.ceil(more / 10_000) / 100];
    return [line.what, line.what === 'hours' ? Math.ceil(more * 10) / 10 : Math.ceil(more)];
  });
  const of = own === undefined ? [] : [`--module ${shellWord(own.module)}`];
  return {
    options: [...of, ...raised.map(([name, value]) => `--${name} ${value}`)].join(' '),
    input: { ...(own && { module: own.module }), ...Object.fromEntries(raised) },
  };
}
