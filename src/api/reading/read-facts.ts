import type { WorkflowStatus } from '../../client/migrations.ts';
import { Failure } from '../../domain/failure.ts';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import type { ModuleView } from '../../domain/module-view.ts';
import type { ProgressView } from '../../domain/progress-view.ts';
import type { MigrationFacts } from '../views/migration-facts.ts';
import { countEnded } from '../../core/workflow/count-ended.ts';
import { mapLimited } from './map-limited.ts';
import type { Patience, Reply } from './patience.ts';
import { readCounts } from './read-counts.ts';
import type { PlanReader } from './read-plan.ts';
import type { Sources } from './sources.ts';

export type WantedModules = 'working' | 'all' | undefined;

export type FactsQuestion = {
  record: MigrationRecord;
  patience: Patience;
  /** Whether modules at work are asked, too, one query each; with 'all', the migration is also asked for all that have ended. */
  modules?: WantedModules;
};

const modulesAtOnce = 20;
const ends: ReadonlySet<string> = new Set(['completed', 'completed-with-unresolved', 'cancelled', 'failed']);

/** Gathers what is known of a migration now: its report, else its workflow's answers, else what its records tell. */
export async function readFacts(sources: Sources, plans: PlanReader, question: FactsQuestion): Promise<MigrationFacts> {
  const { record, patience } = question;
  const { records, migrations } = sources;
  const reported = await readReport(sources, record);
  if (reported) return reported;
  const [status, progress] = await Promise.all([
    patience(migrations.status(record.id)),
    patience(migrations.progress(record.id)),
  ]);
  const workflow = status.kind === 'answered' ? status.value : undefined;
  // It may have ended between the two looks, or between the two questions: its report is written before it says so.
  const goesOn = workflow === 'running' && progress.kind === 'answered' && !ends.has(progress.value.phase);
  const late = goesOn ? undefined : await readReport(sources, record);
  if (late) return late;
  if (status.kind === 'answered' && workflow === undefined) {
    const plan = await plans(record.id);
    const begun = plan !== undefined || (await records.read(record.id, 'started')) !== undefined;
    return {
      record,
      ...baseOf(plan),
      stage: { kind: 'forgotten', begun, counts: await readCounts(records, record.id, plan) },
    };
  }
  if (progress.kind === 'answered')
    return { record, ...baseOf(progress.value), stage: await answered(sources, question, workflow, progress.value) };
  const plan = await plans(record.id);
  const counts = await readCounts(records, record.id, plan);
  return {
    record,
    ...baseOf(plan),
    stage: { kind: 'silent', workflow, counts, problem: silence(workflow, status, progress) },
  };
}

/** The facts of a migration that has a report: it has ended, and nothing needs to be asked. */
async function readReport({ records }: Sources, record: MigrationRecord): Promise<MigrationFacts | undefined> {
  const report = (await records.read(record.id, 'report')) as MigrationReport | undefined;
  return report && { record, ...baseOf(report), stage: { kind: 'reported', report } };
}

function baseOf(known: { base?: string } | undefined): { base?: string } {
  return known?.base ? { base: known.base } : {};
}

async function answered(
  { migrations }: Sources,
  { record, patience, modules }: FactsQuestion,
  workflow: WorkflowStatus | undefined,
  progress: ProgressView,
): Promise<MigrationFacts['stage']> {
  const asked =
    modules !== undefined
      ? progress.running.filter(({ key }) => progress.awaiting.every((view) => view.key !== key))
      : [];
  const views = await mapLimited(asked, modulesAtOnce, ({ workflowId }) => patience(migrations.module(workflowId)));
  const found: ModuleView[] = views.flatMap((reply) => (reply.kind === 'answered' ? [reply.value] : []));
  const failure =
    workflow === undefined || workflow === 'running' ? undefined : await patience(migrations.result(record.id));
  const problem = failure?.kind === 'failed' ? deepestMessage(failure.error) : undefined;
  return {
    kind: 'answered',
    workflow: workflow ?? 'running',
    progress: modules === 'all' ? await withAllEnds(migrations, record.id, progress, patience) : progress,
    modules: found,
    ...(problem !== undefined && { problem }),
  };
}

/** With all that have ended; with the newest alone where nobody answers in time. */
async function withAllEnds(
  migrations: Sources['migrations'],
  id: string,
  progress: ProgressView,
  patience: Patience,
): Promise<ProgressView> {
  if (progress.finished.length === countEnded(progress)) return progress;
  const all = await patience(migrations.results(id));
  return all.kind === 'answered' ? { ...progress, finished: all.value } : progress;
}

function silence(workflow: WorkflowStatus | undefined, status: Reply<unknown>, progress: Reply<unknown>): string {
  if (workflow === undefined && status.kind !== 'answered')
    return 'Temporal does not answer now. Nothing is lost; what is shown comes from the records, and may be a step behind.';
  const why =
    progress.kind === 'failed' && !(progress.error instanceof Failure) ? ` (${deepestMessage(progress.error)})` : '';
  return `No Drover worker has answered in time${why}: it is busy, or none runs. Nothing is lost; what is shown comes from the records.`;
}

/** Temporal wraps failures in failures; the innermost one says what happened. */
function deepestMessage(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  return inner instanceof Error ? inner.message : String(inner);
}
