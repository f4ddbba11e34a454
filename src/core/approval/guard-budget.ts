import type { BudgetName, BudgetRaise } from '../../domain/budget.ts';
import { budgetNames } from '../budget/budget-names.ts';
import type { Guarded } from './guarded.ts';
import { readMessage, type Via } from './read-message.ts';
import { showValue } from './show-value.ts';

type Named = Partial<Record<BudgetName, number>>;

export type RaiseState = {
  /** The limits now: of the migration, of each module (no key), of one module by its key. */
  whole: Named;
  perModule: (module?: string) => Named;
  /** Finds a module's key by its key or path. */
  find: (module: string) => string | undefined;
  /** Set when it has ended, or is being stopped. */
  over?: string;
};

const most: Record<BudgetName, number> = {
  usd: 1_000_000,
  tokens: Number.MAX_SAFE_INTEGER,
  turns: 1_000_000_000,
  attempts: 1_000_000_000,
  hours: 8_760,
};

/** Judges a `raiseBudget` message. It names new limits, not what is added, so that one that is sent twice raises once. */
export function guardBudget(payload: unknown, via: Via, state: RaiseState): Guarded {
  const read = readMessage(payload, via, JSON.stringify({ v: 1, usd: 30, actor: 'YOU' }));
  if (read.kind === 'refused') return read;
  const { actor, channel, reason, fields } = read.message;
  const { perModule, module } = fields;
  if (perModule !== undefined && typeof perModule !== 'boolean')
    return refused(`"perModule" must be true or false, not ${showValue(perModule)}`);
  if (module !== undefined && typeof module !== 'string')
    return refused(`"module" must be a text, not ${showValue(module)}`);
  if (state.over !== undefined) return refused(state.over);
  if (perModule === true && module !== undefined)
    return refused('"perModule" means every module, and "module" one: leave one of them out');
  const key = module === undefined ? undefined : state.find(module);
  if (module !== undefined && key === undefined) return refused(`there is no module ${showValue(module)} here`);
  const scope = key ?? (perModule === true ? 'each' : 'whole');
  const limits = scope === 'whole' ? state.whole : state.perModule(key);
  const budget: BudgetRaise = {
    ...(perModule === true && { perModule }),
    ...(key !== undefined && { module: key }),
  };
  const given = budgetNames.filter((name) => fields[name] !== undefined);
  if (given.length === 0)
    return refused(`name at least one new limit (${budgetNames.join(', ')}), for instance "usd": 30`);
  for (const name of given) {
    const value = fields[name];
    const problem = valueProblem(name, value, limits[name], scope === 'whole' ? '' : ' of a module');
    if (problem !== undefined) return refused(problem);
    budget[name] = value as number;
  }
  return {
    kind: 'accepted',
    decision: { kind: 'raiseBudget', actor, channel, reason, ...(key !== undefined && { module: key }), budget },
  };
}

function valueProblem(name: BudgetName, value: unknown, limit: number | undefined, of: string): string | undefined {
  const isCount = name !== 'usd' && name !== 'hours';
  if (
    typeof value !== 'number' ||
    !Number.isFinite(value) ||
    (isCount && !Number.isInteger(value)) ||
    value > most[name]
  )
    return `"${name}" must be a ${isCount ? 'whole number' : 'number'} of at most ${most[name]}, not ${showValue(value)}`;
  if (limit === undefined) return `"${name}"${of} has no limit: there is nothing to raise`;
  return value > limit ? undefined : `"${name}"${of} is ${limit} now: name a higher limit than that, not ${value}`;
}

function refused(why: string): Guarded {
  return { kind: 'refused', why };
}
