import { MigrationFile } from '../../domain/migration-file.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { Plan } from '../../domain/plan.ts';

export type PlanSettings = { env: Record<string, string>; toolchains: string[]; acceptUnsafe: boolean };

/** The migration's id among the refs and records of a check, which has a data folder of its own. */
export const checkedMigration = 'evidence';

/** The plan and the module that evidence was made under, as far as running its commands needs them. */
export function planOfEvidence(evidence: Evidence, settings: PlanSettings): { plan: Plan; module: ModulePlan } {
  const { scope, path, repository, setup, rules, commands } = evidence;
  const { protect, generated, ...of } = scope;
  const module: ModulePlan = { key: evidence.module, path, ...of };
  const least = MigrationFile.parse({
    drover: 1,
    name: 'evidence',
    repository: { url: repository.url, ref: repository.ref },
    goal: 'To check evidence.',
    modules: { by: 'files', include: ['**'] },
    verify: [{ run: 'true' }],
  });
  const file: MigrationFile = {
    ...least,
    ...(setup && { setup }),
    environment: { ...least.environment, path: settings.toolchains, env: settings.env },
    verify: commands,
    tests: rules,
    protect,
    ...(generated && { generated: [{ paths: generated, command: 'true', network: 'none', timeout: 1 }] }),
    // Only whoever says so runs the commands of a file as plain processes.
    sandbox: settings.acceptUnsafe ? 'unsafe-process' : 'auto',
  };
  return {
    plan: { v: 1, migration: checkedMigration, file, base: repository.base, modules: [module], warnings: [] },
    module,
  };
}
