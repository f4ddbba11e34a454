import { condition } from '@temporalio/workflow';
import { amountOf } from '../../src/core/budget/amount-of.ts';
import { budgetProblem, type Next } from '../../src/core/budget/budget-problem.ts';
import { usedTenths } from '../../src/core/budget/used-tenths.ts';
import type { ModuleRun } from './module-run.ts';

/**
 * Comes back at once while the module has something left of what it was lent. Else it asks its migration for more, and waits for that: it holds
 * no process meanwhile. Returns why nothing more may begin where it gets no more.
 */
export async function afford(run: ModuleRun, next: Next): Promise<string | undefined> {
  const { view } = run;
  for (;;) {
    const used = amountOf(view.usage, view.attempt);
    const problem = budgetProblem(run.lease, used, Date.now(), next);
    if (problem === undefined) {
      await tellUse(run, usedTenths(run.lease, used));
      return undefined;
    }
    if (run.leaseOver !== undefined) return run.leaseOver;
    const known = run.leaseChanges;
    view.awaitsBudget = { why: problem, next };
    run.enter(view.state, `Nothing more begins: ${problem}. It waits for more of the budget.`);
    await run.tell();
    await condition(() => run.leaseChanges !== known);
    delete view.awaitsBudget;
    run.toldTenths = 0;
    run.enter(view.state, run.leaseOver ?? 'It has more of the budget, and goes on.');
  }
}

/** From the half on, each further tenth is told: the migration warns people by what it knows. */
async function tellUse(run: ModuleRun, tenths: number): Promise<void> {
  if (tenths < 5 || tenths <= run.toldTenths) return;
  run.toldTenths = tenths;
  await run.tell();
}
