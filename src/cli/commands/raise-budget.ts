import { budgetNames } from '../../core/budget/budget-names.ts';
import type { BudgetName } from '../../domain/budget.ts';
import { Failure } from '../../domain/failure.ts';
import { actor } from '../choose/actor.ts';
import { chooseMigration } from '../choose/choose-migration.ts';
import { openApi } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { tellDecision } from '../show/tell-decision.ts';
import type { DecideOptions } from './steer.ts';

export type RaiseOptions = DecideOptions & { [Name in BudgetName]?: number } & {
  module?: string;
  perModule?: boolean;
};

/** `drover raise-budget [ID] --usd N ...`: sets higher limits; what waits for them goes on. */
export async function raiseBudget(id: string | undefined, options: RaiseOptions, io: Io): Promise<number> {
  const limits = budgetNames.flatMap((name): [BudgetName, number][] => {
    const value = options[name];
    if (value === undefined) return [];
    if (Number.isFinite(value) && value > 0) return [[name, value]];
    throw new Failure('InputRefused', `--${name} is no number above 0: write one, for instance --${name} 30.`);
  });
  if (limits.length === 0)
    throw new Failure(
      'InputRefused',
      `Say which limit is raised, and to how much: --${budgetNames.join(', --')}. \`drover status\` shows the limits.`,
    );
  const { module, perModule, reason } = options;
  const api = await openApi(options);
  const migration = await chooseMigration(api, id, { ended: false });
  const decision = await api.decide(migration.id, {
    path: 'raise-budget',
    body: {
      ...actor(api.service, options.as),
      ...(reason !== undefined && { reason }),
      ...(module !== undefined && { module }),
      ...(perModule === true && { perModule }),
      ...Object.fromEntries(limits),
    },
  });
  const words = limits.map(([name, value]) => `${name} ${value}`).join(', ');
  const of = module ?? (perModule === true ? 'each module' : 'the whole migration');
  io.print(
    io.json ? JSON.stringify(decision, null, 2) : tellDecision(decision, `${words}, of ${of}, in ${migration.id}`),
  );
  return 0;
}
