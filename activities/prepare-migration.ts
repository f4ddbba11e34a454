import { createHash } from 'node:crypto';
import { canonicalJson } from '../src/core/json/canonical-json.ts';
import { planModules } from '../src/core/plan/plan-modules.ts';
import { Failure } from '../src/domain/failure.ts';
import type { BlobRef, CommitId, MigrationId, ModuleKey } from '../src/domain/ids.ts';
import type { MigrationFile } from '../src/domain/migration-file.ts';
import type { ModulePlan, ModuleRole } from '../src/domain/module-plan.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { Ports } from './ports.ts';
import { readWorkspaces } from './support/read-workspaces.ts';
import { deliveryBranch } from './support/delivery-branch.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type PrepareMigrationInput = {
  v: 1;
  migration: MigrationId;
  tenant?: string;
  file: MigrationFile;
  /** Whether a branch will be delivered: not by a plan or a try. */
  delivers?: boolean;
};
/** A module as workflows carry it; the rest stands in the plan. */
export type ModuleRef = { key: ModuleKey; path: string; role: ModuleRole };
export type PreparedMigration = {
  base: CommitId;
  plan: BlobRef;
  first?: ModuleRef;
  modules: ModuleRef[];
  last?: ModuleRef;
  warnings: string[];
};

/** Fetches the base commit into the store, splits the repository into modules, and stores the plan. */
export function prepareMigration(ports: Pick<Ports, 'store' | 'blobs' | 'records'>) {
  return ({ migration, tenant, file, delivers = false }: PrepareMigrationInput): Promise<PreparedMigration> =>
    withHeartbeat(async (signal) => {
      checkToolchains(file);
      const { base, warnings } = await ports.store.fetchBase(
        migration,
        file.repository.url,
        file.repository.ref,
        signal,
      );
      const entries = await ports.store.list(base);
      const regular = entries.filter((entry) => entry.mode.startsWith('100')).map((entry) => entry.path);
      const content = {
        files: regular,
        ...(file.modules.by === 'workspaces' && { workspaces: await readWorkspaces(ports.store, base, regular) }),
      };
      const planned = planModules(file, content, (text) => createHash('sha256').update(text).digest('hex'));
      if (planned.kind === 'refused') throw new Failure('InputRefused', planned.problems.join('\n'));
      const { first, modules, last } = planned;
      const plan: Plan = {
        v: 1,
        migration,
        ...(tenant !== undefined && { tenant }),
        file,
        base,
        modules,
        warnings,
        ...(first && { first }),
        ...(last && { last }),
      };
      // Found now, a branch that is taken costs a minute; found at the end, it has cost everything.
      if (delivers) await ports.store.rehearseDelivery(base, file.repository.url, deliveryBranch(plan), signal);
      const ref = await ports.blobs.put(canonicalJson(plan));
      await ports.records.write(migration, 'plan', {
        v: 1,
        step: 'plan',
        base,
        plan: ref,
        modules: modules.length,
        warnings,
      });
      return {
        base,
        plan: ref,
        modules: modules.map(toRef),
        warnings,
        ...(first && { first: toRef(first) }),
        ...(last && { last: toRef(last) }),
      };
    });
}

function toRef({ key, path, role }: ModulePlan): ModuleRef {
  return { key, path, role };
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
