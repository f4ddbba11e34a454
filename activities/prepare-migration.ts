import { canonicalJson } from '../src/core/json/canonical-json.ts';
import { modelLadder } from '../src/core/escalation/model-ladder.ts';
import { findModel } from '../src/core/models/find-model.ts';
import type { CostEstimate } from '../src/core/plan/estimate-cost.ts';
import { countWaves } from '../src/core/plan/order/count-waves.ts';
import { cycleWarnings } from '../src/core/plan/order/cycle-warnings.ts';
import { Failure } from '../src/domain/failure.ts';
import type { BlobRef, CommitId, MigrationId, ModuleKey } from '../src/domain/ids.ts';
import type { MigrationFile } from '../src/domain/migration-file.ts';
import type { ModelCatalog } from '../src/domain/model-catalog.ts';
import type { ModelChoice } from '../src/domain/model-choice.ts';
import type { ModuleRole } from '../src/domain/module-plan.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { Ports } from './ports.ts';
import { estimateMigration } from './support/estimate-migration.ts';
import { findExamples } from './support/find-examples.ts';
import { deliveryBranch } from './support/delivery-branch.ts';
import { moduleRef, moduleRefs } from './support/module-refs.ts';
import { splitRepository } from './support/split-repository.ts';
import { readImages } from './support/read-images.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type PrepareMigrationInput = {
  v: 1;
  migration: MigrationId;
  tenant?: string;
  file: MigrationFile;
  /** Whether a branch will be delivered: not by a plan or a try. */
  delivers?: boolean;
  /** What the migration's own command printed, where modules are listed by such a one. */
  listed?: BlobRef;
};
/** A module as workflows carry it; the rest stands in the plan. */
export type ModuleRef = {
  key: ModuleKey;
  path: string;
  role: ModuleRole;
  /** Modules that have to land before it begins. */
  dependsOn?: ModuleKey[];
  /** The key of its group, which begins as one when what any of its members depends on has landed. */
  group?: ModuleKey;
};
/** A group as workflows carry it: `levels` are the keys of its members, those of a level worked on side by side, one level after the other. */
export type GroupRef = { key: ModuleKey; name: string; levels: ModuleKey[][] };
export type PreparedMigration = {
  base: CommitId;
  plan: BlobRef;
  first?: ModuleRef;
  modules: ModuleRef[];
  last?: ModuleRef;
  /** Modules that can only be green together. */
  groups?: GroupRef[];
  /** What modules are worked on with, in this order, each when the one before made no progress. */
  models: ModelChoice[];
  warnings: string[];
  /** How many modules each wave has, where modules wait for one another. */
  waves?: number[];
  /** What it may cost, from the modules' sizes. */
  estimate: CostEstimate;
};

/** Fetches the base commit into the store, splits the repository into modules, and stores the plan. */
export function prepareMigration(ports: Pick<Ports, 'blobs' | 'catalog' | 'records' | 'store'>) {
  return ({
    migration,
    tenant,
    file: asWritten,
    delivers = false,
    listed,
  }: PrepareMigrationInput): Promise<PreparedMigration> =>
    withHeartbeat(async (signal) => {
      const file = withCatalog(asWritten, ports.catalog);
      checkToolchains(file);
      const { url, ref: start } = file.repository;
      const { base, warnings: ofRepository } = await ports.store.fetchBase(migration, url, start, signal);
      const entries = await ports.store.list(base);
      const wanted = { file, base, entries, ...(listed !== undefined && { listed }) };
      const { first, modules, last, groups, leftOut, ...split } = await splitRepository(ports, wanted);
      const models = modelLadder(file.model);
      const examples = await findExamples(ports.store, migration, file, signal);
      const images = await readImages(ports, { file, base, models });
      const warnings = [
        ...ofRepository,
        ...modelWarnings(file.model),
        ...cycleWarnings(typeof file.modules.groups === 'string' ? [] : split.cycles),
      ];
      const plan: Plan = {
        v: 1,
        migration,
        ...(tenant !== undefined && { tenant }),
        file,
        base,
        modules,
        warnings,
        ...(groups.length > 0 && { groups }),
        ...(leftOut.length > 0 && { leftOut }),
        ...(examples.length > 0 && { examples }),
        ...(images.length > 0 && { images }),
        ...(first && { first }),
        ...(last && { last }),
      };
      // Found now, a branch that is taken costs a minute; found at the end, it has cost everything.
      if (delivers) await ports.store.rehearseDelivery(base, url, deliveryBranch(plan), signal);
      const ref = await ports.blobs.put(canonicalJson(plan));
      await ports.records.write(migration, 'plan', {
        v: 1,
        step: 'plan',
        base,
        plan: ref,
        modules: modules.length,
        warnings,
      });
      const refs = moduleRefs(modules, groups);
      return {
        base,
        plan: ref,
        modules: refs.modules,
        ...(groups.length > 0 && { groups: refs.groups }),
        models,
        warnings,
        estimate: estimateMigration(file, entries, [first, ...modules, last]),
        ...(split.hasOrder && { waves: countWaves(modules) }),
        ...(first && { first: moduleRef(first) }),
        ...(last && { last: moduleRef(last) }),
      };
    });
}

/** A relative folder would be looked for wherever the worker was started. The command line makes them whole. */
function checkToolchains({ environment }: MigrationFile): void {
  const faults = environment.path.flatMap((folder, index) =>
    folder.startsWith('/')
      ? []
      : [`environment.path[${index}] is ${JSON.stringify(folder)}: write an absolute path of the workers' machine`],
  );
  if (faults.length > 0) throw new Failure('InputRefused', faults.join('\n'));
}

/** Part of the plan from here on, so that whoever counts tokens and money later sees the same rows, also when the operator's file has changed. */
function withCatalog(file: MigrationFile, operators: ModelCatalog): MigrationFile {
  return { ...file, model: { ...file.model, catalog: { ...operators, ...file.model.catalog } } };
}

function modelWarnings({ name, fallback, catalog }: MigrationFile['model']): string[] {
  const names = fallback === undefined ? [name] : [name, fallback.name];
  return names.flatMap((one) => findModel(one, catalog).warning ?? []);
}
