import type { MigrationReport, ModuleResult } from '../../domain/migration-report.ts';
import type { ModuleEvidence } from '../../domain/module-evidence.ts';
import type { Plan } from '../../domain/plan.ts';
import { redact } from '../migration-file/redact.ts';
import { addUsage } from '../workflow/add-usage.ts';

/** The document of a module that has ended; its cost is that of all its rounds. */
export function moduleEvidence(
  result: ModuleResult,
  { id, name, earlierRounds }: Pick<MigrationReport, 'id' | 'name' | 'earlierRounds'>,
  { drover, plan }: { drover: string; plan: Plan | undefined },
): ModuleEvidence {
  const earlier = earlierRounds.filter(({ key }) => key === result.key);
  const { model } = plan?.file ?? {};
  return {
    ...result,
    ...(result.reason !== undefined && { reason: redact(result.reason) }),
    v: 1,
    kind: 'module',
    drover,
    migration: { id, name },
    ...(model && { model: { name: model.name, effort: model.effort } }),
    refused: [...earlier, result].flatMap(({ refused }) => refused),
    earlierRounds: earlier.map(({ round, state, reason, decisions, usage }) => ({
      round,
      state,
      ...(reason !== undefined && { reason: redact(reason) }),
      decisions,
      usage,
    })),
    usage: [...earlier, result].map(({ usage }) => usage).reduce(addUsage),
  };
}
