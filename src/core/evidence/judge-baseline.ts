import type { Verification } from '../../domain/evidence.ts';
import { judgeCommand } from './judge-command.ts';

const shownSampled = 3;

/**
 * Says why nothing can be proved against a baseline, and the way out; undefined when it is usable. Some red tests are allowed: they are known
 * from then on, and not blamed on the module. New checks are not expected to have run. Of commands that ran for sampled modules one is
 * enough: what is wrong with another module is that module's own matter.
 */
export function judgeBaseline(before: Verification): string | undefined {
  const { commands, newChecks = [] } = before;
  if (commands.length === 0) {
    return newChecks.length > 0 || before.unjudged
      ? undefined
      : 'no verify command ran before the change: give the migration at least one under verify';
  }
  const judged = commands.map((run) => ({ isSampled: run.module !== undefined, problem: judgeCommand(run) }));
  const problems = judged.flatMap(({ isSampled, problem }) => (isSampled ? [] : (problem ?? [])));
  const sampled = judged.filter(({ isSampled }) => isSampled);
  if (sampled.length > 0 && sampled.every(({ problem }) => problem !== undefined))
    problems.push(...sampled.slice(0, shownSampled).flatMap(({ problem }) => problem ?? []));
  return problems.length === 0 ? undefined : problems.join('\n');
}
