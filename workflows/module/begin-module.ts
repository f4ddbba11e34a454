import type { CommitId } from '../../src/domain/ids.ts';
import type { Feedback } from '../../src/domain/feedback.ts';
import { activities } from '../proxies.ts';
import type { ModuleRun } from './module-run.ts';
import type { Step } from './step.ts';
import { verify } from './verify.ts';

/**
 * Begins a module, or begins it again, on a commit: measures the baseline there, runs the recipe, and verifies what the recipe made.
 * `feedback` is what the first attempt has to answer to when the recipe was not enough.
 */
export async function beginModule(
  run: ModuleRun,
  start: CommitId,
  feedback: Feedback = { kind: 'begin' },
): Promise<Step> {
  const { sandbox } = activities();
  run.view.start = start;
  run.view.head = start;
  run.enter('baseline', 'The tests are run as they are before the change.');
  const baseline = await sandbox.measureBaseline.executeWithOptions(
    { summary: 'baseline: the tests before the change' },
    [{ ...run.step, start }],
  );
  if (baseline.problem !== undefined) {
    return {
      kind: 'ended',
      result: run.end('unresolved', { reason: `the baseline proves nothing: ${baseline.problem}` }),
    };
  }
  run.baseline = baseline.baseline;
  if (!run.input.hasRecipe || run.input.module.role !== 'module') return { kind: 'attempt', feedback };

  run.enter('recipe', 'The recipe runs.');
  const recipe = await sandbox.runRecipe.executeWithOptions({ summary: 'recipe' }, [
    { ...run.step, start, date: Math.floor(Date.now() / 1000) },
  ]);
  if (recipe.failure !== undefined) run.refused(`the recipe failed: ${recipe.failure}`);
  run.view.head = recipe.commit;
  if (recipe.commit === start) return { kind: 'attempt', feedback };

  const verdict = await verify(run, 'recipe');
  if (verdict.verdict === 'verified') return { kind: 'candidate', candidate: { start, head: recipe.commit, verdict } };
  // What the recipe leaves undone is the model's to do: no fault to be counted, but the model starts from its findings.
  return {
    kind: 'attempt',
    feedback: feedback.kind === 'begin' ? { kind: 'refused', evidence: verdict.evidence } : feedback,
  };
}
