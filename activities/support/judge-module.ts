import { compareVerifications } from '../../src/core/evidence/compare-verifications.ts';
import type { Evidence, Verification } from '../../src/domain/evidence.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Ports } from '../ports.ts';
import { mayChange } from './may-change.ts';

export type JudgedModule = {
  plan: Plan;
  module: ModulePlan;
  /** The commit that the module's changes are counted from. */
  start: CommitId;
  commit: CommitId;
  before: Verification;
  after: Verification;
};

/** Judges what a module changed, from the runs before and after it and from the paths that it touches. */
export async function judgeModule(
  ports: Pick<Ports, 'store'>,
  { plan, module, start, commit, before, after }: JudgedModule,
): Promise<Pick<Evidence, 'verdict' | 'findings' | 'tests'>> {
  const allowed = mayChange(plan, module);
  const changed = await ports.store.changedPaths(start, commit);
  return compareVerifications({
    module,
    before,
    after,
    match: plan.file.tests.match,
    mayGrow: plan.file.tests.mayGrow,
    changedOutside: changed.filter((path) => !allowed(path)),
  });
}
