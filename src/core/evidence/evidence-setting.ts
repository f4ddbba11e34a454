import type { EvidenceSetting } from '../../domain/evidence.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { Plan } from '../../domain/plan.ts';
import { redact } from '../migration-file/redact.ts';
import { verifyCommands } from '../plan/verify-commands.ts';

/**
 * All that a verification of a module was made under, as the evidence keeps it, so that it can be made again from the evidence alone. Of the
 * environment's variables it has the names: their values may be secrets.
 */
export function evidenceSetting(plan: Plan, module: ModulePlan): EvidenceSetting {
  const { file } = plan;
  return {
    migration: { id: plan.migration, name: file.name },
    repository: { url: redact(file.repository.url), ref: file.repository.ref, base: plan.base },
    scope: {
      ...(module.name !== undefined && { name: module.name }),
      role: module.role,
      paths: module.paths,
      mayChange: module.mayChange,
      protect: file.protect,
      ...(file.generated?.length && { generated: file.generated.flatMap(({ paths }) => paths) }),
    },
    ...(file.setup && { setup: file.setup }),
    variables: Object.keys(file.environment.env).sort(),
    toolchains: file.environment.path,
    commands: verifyCommands(plan, module),
    rules: file.tests,
    model: { name: file.model.name, effort: file.model.effort },
  };
}
