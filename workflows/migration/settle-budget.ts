import { leaseChangedSignal } from '../messages.ts';
import { awaitBudget } from './await-budget.ts';
import { countAtWork } from './count-at-work.ts';
import { lendBudget } from './lend-budget.ts';
import type { MigrationRun, RunningModule } from './migration-run.ts';
import { tellModule } from './tell-module.ts';
import { budgetLines } from '../../src/core/budget/budget-lines.ts';
import { moduleLimits, toLease } from '../../src/core/budget/effective-limits.ts';
import type { BudgetLine } from '../../src/domain/budget.ts';
import type { Lease } from '../../src/core/budget/lease.ts';

/** Whether a person is waited for when the budget is used up. */
export function isRaiseAwaited({ input, state }: MigrationRun): boolean {
  return input.file.budget.onExceeded === 'wait' && state.budgetOver === undefined;
}

/**
 * Lends more to modules that have used what they had, as far as there is more. What then can go no further waits for a person to raise the
 * budget; or ends, where the migration file wants that, once no module is at work any more that might leave something over.
 */
export function settleBudget(run: MigrationRun): void {
  const { state } = run;
  const stuck: { module: RunningModule; why: string; own: boolean }[] = [];
  for (const module of state.running.filter(({ hungry }) => hungry !== undefined)) {
    const lent = lendBudget(run, module.key, module);
    if (lent.kind === 'lent') extend(run, module, lent.lease);
    // What others leave over does not help a module that has reached its own limit.
    else if (lent.of === 'own' || !mayLeaveOver(run)) stuck.push({ module, why: lent.why, own: lent.of === 'own' });
  }
  if (!isRaiseAwaited(run)) {
    for (const { module, why } of stuck) extend(run, module, module.lease, state.budgetOver ?? why);
    return awaitBudget(run, { why: [], modules: [] });
  }
  const why = stuck.map(({ module, why: words, own }) => (own ? `${module.path}: ${words}` : words));
  const first = stuck.find(({ own }) => own)?.module;
  awaitBudget(run, {
    why: [...new Set([...why, ...whyNoneBegins(run)])],
    modules: stuck.map(({ module }) => module.path),
    ...(first && { own: { module: first.path, lines: ownLines(run, first) } }),
  });
}

function extend(run: MigrationRun, module: RunningModule, lease: Lease, over?: string): void {
  module.lease = lease;
  delete module.hungry;
  const change = { v: 1, lease, ...(over !== undefined && { over }) };
  tellModule(run, module.workflowId, leaseChangedSignal, change);
}

/** Whether a module is at work, which may end without having used all that it was lent. One that waits for a person may do so for long. */
function mayLeaveOver({ state }: MigrationRun): boolean {
  return state.running.some(
    ({ key, hungry, rests }) => hungry === undefined && !rests && state.awaiting.every((view) => view.key !== key),
  );
}

function ownLines({ state, input }: MigrationRun, { key, used, startedAt: since }: RunningModule): BudgetLine[] {
  const own = toLease(moduleLimits(input.file.budget, state.decisions, key), since);
  return budgetLines(own, used, { since, now: Date.now() });
}

function whyNoneBegins(run: MigrationRun): string[] {
  const { pending, paused } = run.state;
  const [next] = pending;
  if (next === undefined || paused || countAtWork(run) >= run.input.file.concurrency || mayLeaveOver(run)) return [];
  const lent = lendBudget(run, next.key);
  return lent.kind === 'spent' ? [lent.why] : [];
}
