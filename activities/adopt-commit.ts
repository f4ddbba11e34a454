import type { CommitId } from '../src/domain/ids.ts';
import { redact } from '../src/core/migration-file/redact.ts';
import type { Ports } from './ports.ts';
import { advanceModule } from './support/advance-module.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import { mayChange } from './support/may-change.ts';
import type { ModuleStep } from './support/module-step.ts';
import { once } from './support/once.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type AdoptCommitInput = ModuleStep & {
  start: CommitId;
  /** A commit's id, or a branch or tag of the repository. */
  commit: string;
  actor: string;
  date: number;
};
export type Adopted = { commit: CommitId; /** Why it can't be adopted, and the way out. */ problem?: string };

const shown = 5;

/**
 * Takes a person's commit for a module's change: what it changed since it left the module's line is put onto the commit that the module starts from.
 * Like any step it may change what the module may change, and nothing else.
 */
export function adoptCommit(ports: Pick<Ports, 'blobs' | 'records' | 'store'>) {
  return (input: AdoptCommitInput): Promise<Adopted> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const { store } = ports;
      const lease = await store.takeLease(input.migration, `modules/${module.key}`);
      const step = `modules/${module.key}/round-${input.round}/adopt-${input.start}`;
      const result = await once(ports.records, input.migration, step, async (): Promise<Adopted> => {
        const { start, commit: name } = input;
        const refused = (problem: string) => ({ commit: start, problem });
        const { url } = plan.file.repository;
        await store.fetchBranches(input.migration, url, signal);
        const theirs = await store.findFetched(input.migration, name);
        if (theirs === undefined)
          return refused(
            `no branch or tag of ${redact(url)} is called ${name} or has such a commit: push it there, and adopt it again`,
          );
        const base = await store.mergeBase(start, theirs);
        if (base === undefined)
          return refused(`${name} has nothing in common with ${plan.base.slice(0, 10)}: base it on that commit`);
        const merged = await store.merge(base, start, theirs);
        if (merged.kind === 'conflict')
          return refused(
            `it conflicts with what has landed, in ${merged.paths.slice(0, shown).join(', ')}: base it on ${start.slice(0, 10)}`,
          );
        const commit = await store.commitTree(merged.tree, start, {
          subject: `Adopt ${theirs.slice(0, 10)} for ${module.path}`,
          body: `Adopted by ${input.actor}: ${theirs}`,
          migration: input.migration,
          module: module.path,
          step: 'adopt',
          date: input.date,
        });
        const may = mayChange(plan, module);
        const outside = (await store.changedPaths(start, commit)).filter((path) => may(path) !== true);
        if (outside.length === 0) return { commit };
        const more = outside.length > shown ? ` and ${outside.length - shown} more` : '';
        return refused(`it changes what ${module.path} may not change: ${outside.slice(0, shown).join(', ')}${more}`);
      });
      await advanceModule(store, lease, module.key, result.commit);
      return result;
    });
}
