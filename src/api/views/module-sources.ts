import type { ModulePlan } from '../../domain/module-plan.ts';
import type { Plan } from '../../domain/plan.ts';
import type { ModuleResource } from '../resources/module-resource.ts';
import type { MigrationFacts } from './migration-facts.ts';
import { endedModule, plannedModule, runningModule } from './module-view.ts';
import { plannedModules } from './planned-modules.ts';

/** Where a module's resource comes from: it is known already, or its step records have to be read. */
export type ModuleSource = { key: string; path: string } & (
  | { kind: 'known'; resource: ModuleResource }
  | { kind: 'recorded'; module: ModulePlan; over: boolean }
);

/** The modules of a migration in the plan's order, each with the best source that there is now. */
export function moduleSources({ record, stage }: MigrationFacts, plan: Plan | undefined): ModuleSource[] {
  const order = plan === undefined ? [] : plannedModules(plan);
  if (stage.kind === 'reported') {
    const places = new Map(order.map(({ key }, place) => [key, place]));
    return stage.report.modules
      .map((result) => known(endedModule(record.id, result)))
      .sort((one, other) => (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0));
  }
  if (stage.kind === 'begun') return order.map((module) => known(plannedModule(record.id, module)));
  if (stage.kind !== 'answered') {
    const over = stage.kind === 'forgotten' || (stage.workflow !== undefined && stage.workflow !== 'running');
    return order.map((module) => ({ kind: 'recorded', key: module.key, path: module.path, module, over }));
  }
  const { finished, running, awaiting } = stage.progress;
  const ended = new Map(finished.map((result) => [result.key, result]));
  const views = new Map([...stage.modules, ...awaiting].map((view) => [view.key, view]));
  const begun = new Set(running.map(({ key }) => key));
  return order.flatMap((module): ModuleSource[] => {
    const { key, path } = module;
    const [view, result] = [views.get(key), ended.get(key)];
    if (view) return [known(runningModule(view))];
    if (begun.has(key)) return [{ kind: 'recorded', key, path, module, over: false }];
    if (result) return [known(endedModule(record.id, result))];
    // A try is about one module; the others of its plan never begin.
    return record.mode === 'try' ? [] : [known(plannedModule(record.id, module))];
  });
}

function known(resource: ModuleResource): ModuleSource {
  return { kind: 'known', key: resource.key, path: resource.path, resource };
}
