import type { CommitId } from '../../src/domain/ids.ts';
import type { Feedback } from '../../src/domain/feedback.ts';
import { activities } from '../proxies.ts';
import { beginAdopted } from './begin-adopted.ts';
import { checkNeeded } from './check-needed.ts';
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
  const { view, input } = run;
  view.start = start;
  view.head = start;
  await run.gate();
  // What it is judged by is there when all others have landed: measured now, it would prove nothing and look like a fault.
  if (input.mode === 'plan' && input.module.role === 'last')
    return {
      kind: 'ended',
      result: run.end('planned', { reason: 'its tests are measured when the others have landed' }),
    };
  const unneeded = input.adopt ? undefined : await checkNeeded(run, start);
  if (unneeded !== undefined) return { kind: 'ended', result: unneeded };
  run.enter('baseline', 'The tests are run as they are before the change.');
  const baseline = await sandbox.measureBaseline.executeWithOptions(
    { summary: 'baseline: the tests before the change' },
    // What a member of a group starts from may hold other members' changes, and is red where those are red alone.
    [{ ...run.step, start: input.group?.base ?? start }],
  );
  view.baseline = { tests: baseline.tests, failing: baseline.failing };
  if (baseline.problem !== undefined) {
    return {
      kind: 'ended',
      result: run.end('unresolved', { reason: `the baseline proves nothing: ${baseline.problem}` }),
    };
  }
  run.baseline = baseline.baseline;
  // Known before any money is spent: people may want to look at the repository first.
  if (baseline.failing > 0 && input.mode !== 'plan') await run.tell();
  if (input.mode === 'plan') {
    const { tests, failing } = baseline;
    const reason = `${tests} tests before the change${failing > 0 ? `, ${failing} of them failing` : ''}`;
    return { kind: 'ended', result: run.end('planned', { reason }) };
  }
  if (input.adopt) return beginAdopted(run, start, input.adopt);
  return input.has.recipe ? beginWithRecipe(run, start, feedback) : { kind: 'attempt', feedback };
}

async function beginWithRecipe(run: ModuleRun, start: CommitId, feedback: Feedback): Promise<Step> {
  await run.gate();
  run.enter('recipe', 'The recipe runs.');
  const recipe = await activities().sandbox.runRecipe.executeWithOptions({ summary: 'recipe' }, [
    { ...run.step, start, date: Math.floor(Date.now() / 1000) },
  ]);
  if (recipe.failure !== undefined) run.refused(`the recipe failed: ${recipe.failure}`);
  run.view.head = recipe.commit;
  if (recipe.commit === start) return withoutChange(run, recipe.failure, feedback);

  const verdict = await verify(run, 'recipe');
  if (verdict.verdict === 'verified') return { kind: 'candidate', candidate: { start, head: recipe.commit, verdict } };
  if (!run.input.has.goal) {
    run.refused(verdict.findings.join(' '));
    const reason = 'what its command changed was refused, and there is no goal that a model could work towards';
    return {
      kind: 'ended',
      result: run.end('unresolved', { reason, evidence: verdict.evidence, tests: verdict.tests }),
    };
  }
  // What the recipe leaves undone is the model's to do: no fault to be counted, but the model starts from its findings.
  return {
    kind: 'attempt',
    feedback: feedback.kind === 'begin' ? { kind: 'refused', evidence: verdict.evidence } : feedback,
  };
}

/** A recipe that changes nothing leaves all to the model, where there is a goal for one. */
function withoutChange(run: ModuleRun, failure: string | undefined, feedback: Feedback): Step {
  if (run.input.has.goal) return { kind: 'attempt', feedback };
  const result =
    failure === undefined
      ? run.end('unchanged', { reason: 'its command changed nothing that it may change' })
      : run.end('unresolved', { reason: `its command failed: ${failure}` });
  return { kind: 'ended', result };
}
