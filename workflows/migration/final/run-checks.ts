import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import { chunkSubjects } from '../../../src/core/final/chunk-subjects.ts';
import { wholeKey } from '../../../src/core/plan/whole-migration.ts';
import type { FinalSubject } from '../../../src/domain/final-verification.ts';
import { activities } from '../../proxies.ts';
import type { MigrationRun } from '../migration-run.ts';
import { finalSalt } from './final-salt.ts';
import { subjectsOf, type FinalState } from './final-state.ts';
import { stepGate } from './step-gate.ts';

/** Runs all commands at the tip, in steps side by side. Done steps are carried over continue-as-new, which waits for those under way. */
export async function runChecks(run: MigrationRun, final: FinalState): Promise<void> {
  const steps = chunkSubjects(subjectsOf(run));
  // A step that fails ends the migration, and then the others are not waited for.
  const scope = new CancellationScope();
  try {
    await scope.run(async () => {
      while (final.now.done.length < steps.length) {
        await stepGate(run);
        await runSideBySide(run, final, steps);
      }
    });
  } catch (error) {
    scope.cancel();
    throw error;
  }
}

/** Runs the steps that are not done; comes back early, when all under way have ended, where something has to happen between steps. */
async function runSideBySide(run: MigrationRun, final: FinalState, steps: FinalSubject[][]): Promise<void> {
  const waiting = [...steps.entries()].filter(([index]) => !final.now.done.includes(index));
  const isHeld = () => run.state.paused || workflowInfo().continueAsNewSuggested;
  const oneAfterAnother = async (): Promise<void> => {
    // The first one begins in any case: each run of the workflow gets further.
    for (let next = waiting.shift(); next !== undefined; next = isHeld() ? undefined : waiting.shift()) {
      const [index, subjects] = next;
      await runStep(run, final, subjects);
      final.now.done.push(index);
    }
  };
  await Promise.all(Array.from({ length: run.input.file.concurrency }, oneAfterAnother));
}

async function runStep(run: MigrationRun, final: FinalState, subjects: FinalSubject[]): Promise<void> {
  const { migration } = run.input;
  const { now, tip } = final;
  const verdict = await activities().sandbox.verifyWhole.executeWithOptions({ summary: summary(subjects) }, [
    { v: 1, migration, plan: run.state.prepared?.plan ?? '', commit: tip, salt: finalSalt(migration), subjects },
  ]);
  now.checked += subjects.length;
  now.checks += verdict.checks;
  now.notable.push(...verdict.notable);
  now.tree = verdict.tree;
  if (verdict.environment !== undefined) now.environment = verdict.environment;
  run.show();
}

function summary(subjects: FinalSubject[]): string {
  const [first, ...others] = subjects.map(({ key, path }) => (key === wholeKey ? 'the whole migration' : path));
  return `final verification: ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`.slice(0, 180);
}
