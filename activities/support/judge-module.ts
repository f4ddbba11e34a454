import { compareVerifications } from '../../src/core/evidence/compare-verifications.ts';
import type { ConfigurationChange } from '../../src/domain/configuration-change.ts';
import type { Evidence, Verification } from '../../src/domain/evidence.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Ports } from '../ports.ts';
import { touchedPaths } from './touched-paths.ts';

export type JudgedModule = {
  plan: Plan;
  module: ModulePlan;
  /** The module's own changes lie between the two; `head` is the commit itself unless others were merged after it. */
  start: CommitId;
  head?: CommitId;
  commit: CommitId;
  before: Verification;
  after: Verification;
};

/** Judges what a module changed, from the runs before and after it and from the paths that it touches. */
export async function judgeModule(
  ports: Pick<Ports, 'store'>,
  { plan, module, start, commit, head = commit, before, after }: JudgedModule,
): Promise<Pick<Evidence, 'verdict' | 'findings' | 'tests'> & { configuration: ConfigurationChange[] }> {
  const touched = await touchedPaths(ports, plan, module, { start, commit: head });
  const files = (await ports.store.list(commit)).map(({ path }) => path);
  const { match, mayGrow, allow } = plan.file.tests;
  const compared = compareVerifications({
    module,
    before,
    after,
    match,
    mayGrow,
    allow,
    files: new Set(files),
    ...touched,
  });
  return { ...compared, configuration: touched.configuration };
}
