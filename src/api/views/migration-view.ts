import { waitingModules } from '../../core/workflow/waiting-modules.ts';
import { hasLanded } from '../../core/workflow/has-landed.ts';
import { addUsage } from '../../core/workflow/add-usage.ts';
import { groupReasons } from '../../core/workflow/group-reasons.ts';
import { noUsage } from '../../core/workflow/no-usage.ts';
import type { FinalVerification } from '../../domain/final-verification.ts';
import type { ModuleResult } from '../../domain/migration-report.ts';
import type { ProgressView } from '../../domain/progress-view.ts';
import { redact } from '../../core/migration-file/redact.ts';
import type { MigrationResource } from '../resources/migration-resource.ts';
import { decisionView } from './decision-view.ts';
import type { MigrationFacts, RecordedCounts } from './migration-facts.ts';
import { migrationStatus } from './migration-status.ts';
import { reasonsView } from './reasons-view.ts';
import { waits } from './waits.ts';

/** The address of Temporal's web pages, and the namespace that migrations run in. */
export type Ui = { temporalUi?: string | undefined; namespace: string };

/** A migration as the API shows it. Addresses are shown without the passwords that may be in them. */
export function migrationView(facts: MigrationFacts, { temporalUi, namespace }: Ui): MigrationResource {
  const { record, base } = facts;
  const { id, name, mode, createdAt, actor, workflowId, file } = record;
  return {
    id,
    name,
    mode,
    status: migrationStatus(facts),
    labels: file.labels,
    repository: { url: redact(file.repository.url), ref: file.repository.ref, ...(base !== undefined && { base }) },
    createdAt,
    startedBy: actor,
    workflowId,
    ...(temporalUi !== undefined && {
      ui: `${temporalUi.replace(/\/$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`,
    }),
    ...byStage(facts),
  };
}

type Staged = Pick<
  MigrationResource,
  'phase' | 'counts' | 'reasons' | 'waits' | 'usage' | 'decisions' | 'refusedSignals' | 'warnings'
> &
  Partial<Pick<MigrationResource, 'budget' | 'branch' | 'head' | 'verification' | 'problem'>>;

function byStage({ record, stage }: MigrationFacts): Staged {
  switch (stage.kind) {
    case 'begun':
      return { ...recorded({ total: 0, begun: 0, merged: 0 }, 'running'), phase: 'preparing' };
    case 'reported': {
      const { modules, branch, head, warnings, decisions, usage, status, finalVerification } = stage.report;
      // The reason of a failure or a cancellation is the report's last warning.
      const problem = status === 'failed' || status === 'cancelled' ? warnings.at(-1) : undefined;
      return {
        phase: status,
        counts: withRest(countEnds(modules), { total: modules.length, running: 0, waiting: 0 }),
        reasons: reasonsView(groupReasons(modules)),
        waits: [],
        usage,
        ...(stage.report.budget && { budget: stage.report.budget }),
        ...(branch !== null && { branch }),
        ...(head !== '' && { head }),
        ...(finalVerification && { verification: endedVerification(finalVerification) }),
        ...(problem !== undefined && { problem: redact(problem) }),
        decisions: decisions.map(decisionView),
        refusedSignals: [],
        warnings: warnings.map(redact),
      };
    }
    case 'answered': {
      const { progress, workflow, modules, problem } = stage;
      const { total, ended, running, awaiting, awaitsBudget } = progress;
      const waiting = waitingModules(progress) + (awaitsBudget?.modules.length ?? 0);
      const seen = [...modules, ...awaiting.filter(({ key }) => modules.every((module) => module.key !== key))];
      return {
        phase: progress.phase,
        counts: withRest(ended, { total, running: running.length - waiting, waiting }),
        reasons: reasonsView(progress.reasons),
        waits: workflow === 'running' ? waits(record.id, record.workflowId, progress) : [],
        usage: seen.map(({ usage }) => usage).reduce(addUsage, progress.usage),
        ...(problem !== undefined && { problem: redact(problem) }),
        ...ofProgress(progress),
      };
    }
    case 'silent':
      return { ...recorded(stage.counts, 'running'), problem: redact(stage.problem) };
    case 'forgotten':
      return {
        ...recorded(stage.counts, 'other'),
        phase: stage.begun ? 'unknown' : 'not-started',
        problem: stage.begun
          ? 'Its workflow is gone and has left no report: it was terminated, or Temporal has forgotten it. What is shown comes from its records.'
          : 'It was asked for, and its workflow never began: send the request again with the same Idempotency-Key.',
      };
    default:
      return stage satisfies never;
  }
}

/** The final verification of a migration that has ended, as it stood at its end. */
function endedVerification({ verdict, commit, runs }: FinalVerification): MigrationResource['verification'] {
  const last = runs.at(-1);
  return {
    tip: commit,
    run: runs.length,
    subjects: last?.subjects ?? 0,
    checked: last?.subjects ?? 0,
    note: '',
    red: (last?.red ?? []).map(({ path, command }) => ({ path, command })),
    takenBack: runs.flatMap(({ takenBack }) => takenBack.map(({ path, by }) => ({ path, by }))),
    verdict,
  };
}

function ofProgress({ decisions, refusedSignals, warnings, final, budget }: ProgressView) {
  return {
    ...(budget && { budget }),
    ...(final && { verification: final }),
    decisions: decisions.map(decisionView),
    refusedSignals,
    warnings: warnings.map(redact),
  };
}

/** What has begun and not merged counts as running, or as ended otherwise where nothing runs any more. */
function recorded({ total, begun, merged }: RecordedCounts, rest: 'running' | 'other'): Staged {
  const counts = {
    total,
    planned: total - begun,
    running: 0,
    waiting: 0,
    merged,
    unchanged: 0,
    unresolved: 0,
    other: 0,
  };
  counts[rest] = Math.max(0, begun - merged);
  return {
    phase: 'unknown',
    counts,
    reasons: [],
    waits: [],
    usage: noUsage,
    decisions: [],
    refusedSignals: [],
    warnings: [],
  };
}

type Ended = ProgressView['ended'];

function countEnds(modules: ModuleResult[]): Ended {
  const count = (state: string) => modules.filter((module) => module.state === state).length;
  const merged = modules.filter(({ state }) => hasLanded(state)).length;
  const [unchanged, unresolved] = [count('unchanged'), count('unresolved')];
  return { merged, unchanged, unresolved, other: modules.length - merged - unchanged - unresolved };
}

function withRest(
  ended: Ended,
  { total, running, waiting }: { total: number; running: number; waiting: number },
): MigrationResource['counts'] {
  const { merged, unchanged, unresolved, other } = ended;
  const planned = total - running - waiting - merged - unchanged - unresolved - other;
  return { total, planned: Math.max(0, planned), running: Math.max(0, running), waiting, ...ended };
}
