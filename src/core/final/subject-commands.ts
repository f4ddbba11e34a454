import type { FinalSubject } from '../../domain/final-verification.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { Plan } from '../../domain/plan.ts';
import { baselineCommands } from '../plan/baseline-commands.ts';
import type { JudgingCommand } from '../plan/judging-command.ts';
import { verifyCommands } from '../plan/verify-commands.ts';
import { wholeKey } from '../plan/whole-migration.ts';

/** The commands that judge a module, or the migration as a whole. */
export function judgingCommands(plan: Plan, module: ModulePlan): JudgingCommand[] {
  if (module.key !== wholeKey) return verifyCommands(plan, module);
  return plan.file.verify.filter(({ per }) => per === 'migration');
}

/**
 * The commands that are run for a subject, and the names of those that are judged. With `only`, those are judged alone; what comes before
 * them is run, too, since a command may use what an earlier one made (a build, then its tests).
 */
export function subjectCommands(
  plan: Plan,
  module: ModulePlan,
  { side, only }: Pick<FinalSubject, 'side'> & { only?: string[] },
): { commands: JudgingCommand[]; judged: string[] } {
  const all = judgingCommands(plan, module);
  const commands = side === 'run' ? all : baselineCommands(all).commands;
  if (only === undefined) return { commands, judged: commands.map(({ name }) => name) };
  const end = commands.findLastIndex(({ name }) => only.includes(name));
  return { commands: commands.slice(0, end + 1), judged: only };
}
