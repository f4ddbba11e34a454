import { canonicalJson } from '../src/core/json/canonical-json.ts';
import { chunkSubjects } from '../src/core/final/chunk-subjects.ts';
import { finalSubjects } from '../src/core/final/final-subjects.ts';
import { chooseCommits, type LandedModule } from '../src/core/rollback/choose-commits.ts';
import type { BlobRef, CommitId, MigrationId, ModuleKey } from '../src/domain/ids.ts';
import type { MigrationReport, ModuleResult } from '../src/domain/migration-report.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { RollbackEntry, RollbackPlan, RollbackStep } from '../src/domain/rollback.ts';
import { Failure } from '../src/domain/failure.ts';
import type { CommitInput, LineCommit } from '../src/ports/store.ts';
import { buildInverses } from './support/build-inverses.ts';
import { landedLine } from './support/landed-line.ts';
import { loadPlan } from './support/load-plan.ts';
import type { GeneratorPorts } from './support/run-generators.ts';
import { takenBack } from './support/taken-back.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type PlanRollbackInput = {
  v: 1;
  migration: MigrationId;
  modules: ModuleKey[];
  actor: string;
  reason: string;
  /** Seconds since the epoch, of the inverse commits. */
  date: number;
};
export type PlannedRollback =
  | { kind: 'refused'; why: string }
  | {
      kind: 'planned';
      plan: BlobRef;
      /** Where what is verified is written. */
      document: BlobRef;
      entries: RollbackEntry[];
      /** One line a step of verification: those of the entries, one after the other, then those of the whole branch, side by side. */
      single: string[];
      whole: string[];
      from: CommitId;
      tip: CommitId;
      delivered: boolean;
      concurrency: number;
    };

/** A workflow carries what goes; a larger rollback is made of several. */
const mostEntries = 300;

/** Decides what a rollback takes back, and builds the inverse commits, newest first; no ref is moved. */
export function planRollback(ports: GeneratorPorts) {
  return (input: PlanRollbackInput): Promise<PlannedRollback> =>
    withHeartbeat(async (signal) => {
      const { migration, modules: asked, actor, reason, date } = input;
      const { blobs, records, store } = ports;
      const report = (await records.read(migration, 'report')) as MigrationReport | undefined;
      const known = (await records.read(migration, 'plan')) as { plan: BlobRef } | undefined;
      const from = await store.readRef(migration, 'integration');
      if (report === undefined || known === undefined || from === undefined)
        return refused(`${migration} has no branch: nothing of it has landed`);
      const plan = await loadPlan(blobs, known.plan);
      const line = await landedLine(ports, { base: plan.base, tip: from, gone: await takenBack(records, migration) });
      const landed = line.flatMap(({ commit }) => landedModule(plan, report, commit));
      const missing = asked.filter((key) => landed.every((module) => module.key !== key));
      if (missing.length > 0)
        return refused(
          `not on the branch, so nothing to roll back: ${missing.map((key) => pathOf(report, key)).join(', ')}`,
        );
      const reasons = chooseCommits(landed, new Set(asked));
      const why = `${actor} rolled it back${reason === '' ? '' : `: ${reason}`}`;
      const describe = ({ commit, module = commit }: LineCommit): CommitInput => ({
        subject: `${plan.file.name}: roll back ${module}`,
        body: `Takes back ${commit}.\n\n${reasons.get(commit) || why}`,
        migration,
        module,
        step: 'roll-back',
        date,
      });
      const take = [...reasons.keys()];
      const { tip, taken } = await buildInverses(ports, { plan, landed: line, tip: from, take, describe }, signal);
      const entries = taken.map(({ entry, by, because }): RollbackEntry => {
        const key = landed.find(({ commit }) => commit === entry.commit)?.key;
        const isAsked = key !== undefined && asked.includes(key);
        return {
          path: entry.module ?? entry.commit,
          ...(key !== undefined && { key }),
          commit: entry.commit,
          by,
          asked: isAsked,
          reason: isAsked ? why : (reasons.get(entry.commit) ?? `it changed the same files after ${because}`),
        };
      });
      if (entries.length > mostEntries)
        return refused(
          `${entries.length} modules would go, and one rollback takes at most ${mostEntries}: roll back the newest wave or group first`,
        );
      const { single, whole } = stepsOf(plan, report, entries, tip);
      const document: RollbackPlan = { v: 1, entries, steps: [...single, ...whole] };
      return {
        kind: 'planned',
        plan: known.plan,
        document: await blobs.put(canonicalJson(document)),
        entries,
        single: single.map(({ subjects: [subject] }) => `verify ${subject?.path}, as it was`),
        whole: whole.map(
          ({ subjects: [first, ...others] }) =>
            `verify the branch: ${first?.path}${others.length > 0 ? ` and ${others.length} more` : ''}`,
        ),
        from,
        tip,
        delivered: report.branch !== null,
        concurrency: plan.file.concurrency,
      };
    });
}

function refused(why: string): PlannedRollback {
  return { kind: 'refused', why };
}

function landedModule(plan: Plan, { modules }: MigrationReport, commit: CommitId): LandedModule[] {
  // The commit of a group is that of all its members.
  const keys = new Set(modules.filter((module) => module.commit === commit).map(({ key }) => key));
  return [plan.first, ...plan.modules, plan.last].flatMap((module) => {
    if (module === undefined || !keys.has(module.key)) return [];
    const { key, path, role, dependsOn = [], group } = module;
    return [{ commit, key, path, role, dependsOn, ...(group !== undefined && { group }) }];
  });
}

function pathOf({ modules }: MigrationReport, key: ModuleKey): string {
  const module = modules.find((one) => one.key === key);
  return module === undefined ? key : `${module.path} (${module.state})`;
}

/** Each module is judged by what it was at the commit that takes it back, and in the end the whole branch is verified as it then is. */
function stepsOf(
  plan: Plan,
  report: MigrationReport,
  entries: RollbackEntry[],
  tip: CommitId,
): { single: RollbackStep[]; whole: RollbackStep[] } {
  const gone = new Set(entries.map(({ commit }) => commit));
  const modules = report.modules.map((module): ModuleResult =>
    module.commit !== undefined && gone.has(module.commit) ? { ...module, state: 'rolled-back' } : module,
  );
  const subjects = finalSubjects(plan.file, plan.base, modules);
  const single = entries.flatMap(({ key, by }): RollbackStep[] => {
    const subject = subjects.find((one) => one.key === key);
    return subject === undefined ? [] : [{ commit: by, subjects: [subject] }];
  });
  if (subjects.length === 0)
    throw new Failure(
      'Broken',
      `${plan.migration} has no module whose baseline is known: nothing could prove a rollback.`,
    );
  return { single, whole: chunkSubjects(subjects).map((some) => ({ commit: tip, subjects: some })) };
}
