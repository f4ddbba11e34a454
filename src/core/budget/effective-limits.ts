import type { BudgetName, BudgetRaise } from '../../domain/budget.ts';
import type { Decision } from '../../domain/decision.ts';
import type { MigrationFile } from '../../domain/migration-file.ts';
import type { Lease } from './lease.ts';

type Budget = MigrationFile['budget'];
type Named = Partial<Record<BudgetName, number>>;

const microUsdPerUsd = 1_000_000;
const msPerHour = 3_600_000;

/** The limits of the whole migration as they are now, by their names: those of its file, and those that people have raised. */
export function wholeLimits({ usd, tokens, hours, total }: Budget, decisions: Decision[]): Named {
  const raises = raisesOf(decisions).filter(({ perModule, module }) => perModule === undefined && module === undefined);
  return raised({ usd, tokens, hours, ...total }, raises);
}

/** The limits of one module, by its key, in the same way; without a key, those that hold for each. */
export function moduleLimits({ perModule }: Budget, decisions: Decision[], module?: string): Named {
  const raises = raisesOf(decisions);
  const each = raised(
    { ...perModule },
    raises.filter((raise) => raise.perModule === true),
  );
  return raised(
    each,
    raises.filter((raise) => raise.module !== undefined && raise.module === module),
  );
}

/** Limits as leases have them: money in micro-USD, and time as the moment when it is over. */
export function toLease({ usd, tokens, turns, attempts, hours }: Named, since: number): Lease {
  return {
    ...(usd !== undefined && { microUsd: Math.round(usd * microUsdPerUsd) }),
    ...(tokens !== undefined && { tokens }),
    ...(turns !== undefined && { turns }),
    ...(attempts !== undefined && { attempts }),
    ...(hours !== undefined && { until: since + hours * msPerHour }),
  };
}

function raisesOf(decisions: Decision[]): BudgetRaise[] {
  return decisions.flatMap(({ budget }) => (budget === undefined ? [] : [budget]));
}

function raised(limits: { [Name in BudgetName]?: number | undefined }, raises: BudgetRaise[]): Named {
  const named: Named = {};
  for (const { perModule: _, module: __, ...more } of [limits as BudgetRaise, ...raises])
    for (const [name, limit] of Object.entries(more) as [BudgetName, number | undefined][])
      if (limit !== undefined) named[name] = Math.max(limit, named[name] ?? 0);
  return named;
}
