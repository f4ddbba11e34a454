import { quantities, type Amount, type Lease } from '../../src/core/budget/lease.ts';
import { leaseChangedSignal } from '../messages.ts';
import type { MigrationRun, RunningModule } from './migration-run.ts';
import { tellModule } from './tell-module.ts';

/**
 * Takes back what a module that waits for others has not used of its lease: those that it waits for may need it, and would wait for it in turn. Should
 * it be sent back, it asks for more, as any module does that has used what it was lent.
 */
export function restLease(run: MigrationRun, module: RunningModule): void {
  const lease = usedOf(module.lease, module.used);
  if (quantities.every((quantity) => lease[quantity] === module.lease[quantity])) return;
  module.lease = lease;
  tellModule(run, module.workflowId, leaseChangedSignal, { v: 1, lease });
  run.changes += 1;
}

function usedOf(lease: Lease, used: Amount): Lease {
  const rest = { ...lease };
  for (const quantity of quantities) if (lease[quantity] !== undefined) rest[quantity] = used[quantity];
  return rest;
}
