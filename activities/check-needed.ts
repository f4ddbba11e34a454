import type { BlobRef, CommitId } from '../src/domain/ids.ts';
import type { CommandResult } from '../src/ports/sandbox.ts';
import type { Ports } from './ports.ts';
import { explainCommand } from './support/explain-command.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import type { ModuleStep } from './support/module-step.ts';
import { once } from './support/once.ts';
import { runInCheckout } from './support/run-in-checkout.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type CheckNeededInput = ModuleStep & { start: CommitId };
export type NeededCheck = {
  needed: boolean;
  /** Set when the command neither said yes (0) nor no (1): how it ended, with its last words. The module counts as needed then. */
  failure?: string;
  /** The command's whole output; none where the migration has no such command. */
  output?: BlobRef;
};

const timeout = 300_000;

/**
 * Asks the migration's `needed` command whether there is anything to do for a module, at the commit that it starts from. What the command
 * changes is thrown away. The first and the last module are always needed.
 */
export function checkNeeded(
  ports: Pick<Ports, 'blobs' | 'checkouts' | 'environments' | 'records' | 'sandbox' | 'store'>,
) {
  return (input: CheckNeededInput): Promise<NeededCheck> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const { needed: run } = plan.file.modules;
      if (run === undefined || module.role !== 'module') return { needed: true };
      const step = `modules/${module.key}/round-${input.round}/needed-${input.start}`;
      return once(ports.records, input.migration, step, async () => {
        const work = { plan, module, commit: input.start, base: input.start, use: 'judge' as const };
        const result = await runInCheckout(ports, work, signal, (command) =>
          command({ run, network: 'none', timeout }),
        );
        const output = await ports.blobs.put(Buffer.concat([result.stdout, Buffer.from('\n'), result.stderr]));
        return { ...judge(run, result), output };
      });
    });
}

function judge(run: string, result: CommandResult): NeededCheck {
  if (result.ended === 'exited' && result.exitCode === 0) return { needed: true };
  if (result.ended === 'exited' && result.exitCode === 1) return { needed: false };
  return { needed: true, failure: explainCommand(run, result) };
}
