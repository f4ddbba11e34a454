import { isGenerated } from '../../src/core/plan/is-generated.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Capture } from '../../src/ports/checkouts.ts';
import type { Ports } from '../ports.ts';
import { explainCommand } from './explain-command.ts';
import { runInCheckout } from './run-in-checkout.ts';

export type GeneratorPorts = Pick<Ports, 'blobs' | 'checkouts' | 'environments' | 'records' | 'sandbox' | 'store'>;
export type GeneratorWork = {
  plan: Plan;
  /** Whose MODULE and NAME the commands get. */
  module: ModulePlan;
  commit: CommitId;
  /** The commit that it was made onto, whose environment the commands find. */
  onto: CommitId;
};
export type Generated = { kind: 'ran'; capture: Capture } | { kind: 'failed'; said: string };

/** Runs the commands that make generated files anew in a checkout of a commit; what they change in those files is captured. */
export function runGenerators(
  ports: GeneratorPorts,
  { plan, module, commit, onto }: GeneratorWork,
  signal: AbortSignal,
): Promise<Generated> {
  // The lockfile that setup would read does not fit the merged manifests yet, so the commands find the environment of the commit before, and may change it.
  const where = { plan, module, commit, base: onto, environmentOf: onto, use: 'change-environment' as const };
  return runInCheckout<Generated>(ports, where, signal, async (run, checkout) => {
    for (const { command, network, timeout } of plan.file.generated ?? []) {
      const result = await run({ run: command, network, timeout });
      if (result.ended !== 'exited' || result.exitCode !== 0)
        return { kind: 'failed', said: explainCommand(command, result) };
    }
    return { kind: 'ran', capture: await checkout.capture(isGenerated(plan.file)) };
  });
}
