import { leaseBudget } from '../../src/core/budget/lease-budget.ts';
import { addUsage } from '../../src/core/workflow/add-usage.ts';
import { noUsage } from '../../src/core/workflow/no-usage.ts';
import type { MigrationRun } from './migration-run.ts';

const microUsdPerUsd = 1_000_000;
const msPerHour = 3_600_000;

/** What the next module may use of the migration's budget, or why none may begin now. */
export function lendBudget({ state, input }: MigrationRun): ReturnType<typeof leaseBudget> {
  const { budget, concurrency } = input.file;
  const { usd, tokens, hours, perModule } = budget;
  return leaseBudget(
    {
      ...(usd !== undefined && { microUsd: Math.round(usd * microUsdPerUsd) }),
      ...(tokens !== undefined && { tokens }),
      ...(hours !== undefined && { until: state.startedAt + hours * msPerHour }),
      ...(perModule?.usd !== undefined && { moduleMicroUsd: Math.round(perModule.usd * microUsdPerUsd) }),
    },
    {
      spent: [...state.finished, ...state.earlier].map((module) => module.usage).reduce(addUsage, noUsage),
      leases: state.running.map(({ lease }) => lease),
      slots: Math.min(concurrency - state.running.length, state.pending.length),
      now: Date.now(),
    },
  );
}
