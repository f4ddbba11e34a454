import { groupModule } from '../../core/plan/group-module.ts';
import { Failure } from '../../domain/failure.ts';
import type { MigrationId } from '../../domain/ids.ts';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { Plan } from '../../domain/plan.ts';
import type { ModuleResource } from '../resources/module-resource.ts';
import type { MigrationFacts } from '../views/migration-facts.ts';
import { moduleRounds } from '../views/module-rounds.ts';
import type { ModuleSource } from '../views/module-sources.ts';
import { plannedModules } from '../views/planned-modules.ts';
import { recordedModule } from '../views/recorded-module.ts';
import { migrationRecords, type MigrationRecords } from './migration-records.ts';
import { patience, type Patience } from './patience.ts';
import { readFacts, type WantedModules } from './read-facts.ts';
import { planReader } from './read-plan.ts';
import { readSteps } from './read-steps.ts';
import type { Sources } from './sources.ts';

/** Reads migrations wherever something is known of them: from their workflows, reports and step records. */
export type MigrationReader = {
  records: MigrationRecords;
  /** With `modules`, those at work are asked, too; with 'all', all that have ended are known. */
  facts(record: MigrationRecord, how?: { modules?: WantedModules; patience?: Patience }): Promise<MigrationFacts>;
  plan(id: MigrationId): Promise<Plan | undefined>;
  /** A planned module by its key or its path, or a group by its key or its name. Throws `NotFound`. */
  module(id: MigrationId, keyOrPath: string): Promise<ModulePlan>;
  resource(id: MigrationId, source: ModuleSource): Promise<ModuleResource>;
};

/** Makes the reader, with what it keeps in memory. */
export function migrationReader(sources: Sources): MigrationReader {
  const { records } = sources;
  const plans = planReader(sources);
  return {
    records: migrationRecords(records, sources.log),
    facts: (record, { modules, patience: given = patience() } = {}) =>
      readFacts(sources, plans, { record, patience: given, ...(modules && { modules }) }),
    plan: plans,
    async module(id, keyOrPath) {
      const plan = await plans(id);
      if (plan === undefined)
        throw new Failure(
          'NotFound',
          `The migration ${id} has no modules yet: they are known when its repository has been read.`,
        );
      const groups = (plan.groups ?? []).map((group) => groupModule(plan, group));
      const all = [...plannedModules(plan), ...groups];
      const found = all.find(({ key }) => key === keyOrPath) ?? all.find(({ path }) => path === keyOrPath);
      if (found !== undefined) return found;
      throw new Failure(
        'NotFound',
        `The migration ${id} has no module ${JSON.stringify(keyOrPath.slice(0, 200))}: name one by its key or its path.`,
      );
    },
    async resource(id, source) {
      if (source.kind === 'known') return source.resource;
      const { module, over } = source;
      const rounds = moduleRounds(await readSteps(records, id, module.key));
      const commits = rounds.flatMap(({ merges }) => merges.flatMap(({ commit }) => commit ?? []));
      const landed = new Set<string>();
      for (const commit of commits) {
        const isOn = (await records.read(id, `integration/${commit}`)) !== undefined;
        if (isOn && (await records.read(id, `taken-back/${commit}`)) === undefined) landed.add(commit);
      }
      return recordedModule({ migration: id, module, rounds, landed: (commit) => landed.has(commit), over });
    },
  };
}
