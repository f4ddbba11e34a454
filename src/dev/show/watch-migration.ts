import { countEnded } from '../../core/workflow/count-ended.ts';
import { hasLanded } from '../../core/workflow/has-landed.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { approveCommand } from '../../core/approval/approve-command.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import type { ModuleView } from '../../domain/module-view.ts';
import type { MigrationPhase, ProgressView } from '../../domain/progress-view.ts';
import type { Stack } from '../stack/start-stack.ts';
import type { Screen } from './open-screen.ts';
import { phaseWords } from './phase-words.ts';
import { firstLine } from '../../core/text/first-line.ts';

export type Watched = {
  id: string;
  stack: Pick<Stack, 'address' | 'migrations' | 'temporal'>;
  screen: Screen;
  /** Who approves every merge, and the words for it; nobody: the command for each approval is printed for the reader. */
  approver?: { actor: string; says: string };
};

const pollMs = 250;

/** Watches a migration to its end: shows what happens, and answers each module that waits for a person, or says how to. */
export async function watchMigration(watched: Watched): Promise<MigrationReport> {
  const { id, stack, screen } = watched;
  const ended = new AbortController();
  const report = stack.migrations.result(id).finally(() => ended.abort());
  // Its failure is the caller's to hear, at the end.
  report.catch(() => {});
  const answered = new Set<string>();
  const shown = new Set<string>();
  let phase: MigrationPhase | undefined;
  const look = async (): Promise<void> => {
    // A worker that was killed a moment ago answers no query; the next look finds the one after it.
    const progress = await stack.migrations.progress(id).catch(() => undefined);
    if (progress === undefined) return;
    if (progress.phase !== phase) screen.say(phaseWords((phase = progress.phase)) ?? phase);
    for (const module of progress.awaiting) await answer(watched, module, answered);
    showEnds(progress, screen, shown);
    screen.progress({
      total: progress.total,
      ended: countEnded(progress),
      working: progress.running.length - progress.awaiting.length,
      waiting: progress.awaiting.length,
    });
  };
  while (!ended.signal.aborted) {
    await look();
    await Promise.race([report.catch(() => {}), sleep(pollMs)]);
  }
  await look();
  return report;
}

async function answer({ stack, screen, approver }: Watched, module: ModuleView, answered: Set<string>): Promise<void> {
  if (module.awaits === undefined || answered.has(module.awaits.head)) return;
  answered.add(module.awaits.head);
  for (const why of module.refused) screen.say(`  ✗ ${module.path}: ${why}`);
  const proved = module.note.split('. ')[0];
  if (approver === undefined) {
    screen.say(`? ${module.path}: ${proved}. It waits for your approval, in the Temporal UI or with:`);
    screen.say(approveCommand(module.workflowId, module.awaits, { program: stack.temporal, address: stack.address }));
    return;
  }
  screen.say(`→ ${module.path}: ${proved}; ${approver.says}.`);
  await stack.migrations.approveMerge(module.workflowId, { ...module.awaits, actor: approver.actor });
}

function showEnds(progress: ProgressView, screen: Screen, shown: Set<string>): void {
  for (const module of progress.finished) {
    // One that had landed may be taken back, and ends again.
    const end = `${module.key} ${module.state}`;
    if (shown.has(end)) continue;
    shown.add(end);
    if (hasLanded(module.state))
      screen.say(
        `✓ ${module.path}: ${module.state} as ${module.commit?.slice(0, 10)} (${shown.size} of ${progress.total})`,
      );
    else screen.say(`✗ ${module.path}: ${module.state}: ${firstLine(module.reason ?? '')}`);
  }
}
