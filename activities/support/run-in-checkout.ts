import type { CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Checkout, OpenOptions } from '../../src/ports/checkouts.ts';
import type { CommandResult, Mount, Network } from '../../src/ports/sandbox.ts';
import type { Ports } from '../ports.ts';
import { commandEnvironment } from './command-environment.ts';
import { limits } from './limits.ts';
import { openEnvironment } from './open-environment.ts';

type CheckoutPorts = Pick<Ports, 'checkouts' | 'environments' | 'sandbox'>;
type Work = {
  plan: Plan;
  module: ModulePlan;
  commit: CommitId;
  base: CommitId;
  /** Whose environment it gets, where that is another commit's. */
  environmentOf?: CommitId;
  /** Of an environment that is made anew for it. */
  salt?: string;
} & OpenOptions;
export type RunCommand = (command: {
  run: string;
  network: Network;
  timeout: number;
  env?: Record<string, string>;
  /** What it sees beside the environment. */
  mounts?: Mount[];
}) => Promise<CommandResult>;

/**
 * Opens a fresh checkout of a commit beside its environment, hands out a function that runs sandboxed commands in it, and removes
 * the checkout whatever happens.
 */
export async function runInCheckout<T>(
  ports: CheckoutPorts,
  work: Work,
  signal: AbortSignal,
  use: (run: RunCommand, checkout: Checkout, environment: string) => Promise<T>,
): Promise<T> {
  const environment = await openEnvironment(ports, work.plan, work.environmentOf ?? work.commit, signal, work.salt);
  const checkout = await ports.checkouts.open(work.commit, environment, { ...work, near: work.plan.migration });
  try {
    const run: RunCommand = ({ run: line, network, timeout, env, mounts = [] }) =>
      ports.sandbox.run(
        {
          run: line,
          checkout: checkout.folder,
          ...checkout.beside,
          mounts: [...checkout.beside.mounts, ...mounts],
          env: { ...commandEnvironment(work.plan, work.module, work.base), ...env },
          toolchains: work.plan.file.environment.path,
          network,
          limits: limits(timeout),
        },
        signal,
      );
    return await use(run, checkout, environment.key);
  } finally {
    await checkout.dispose();
  }
}
