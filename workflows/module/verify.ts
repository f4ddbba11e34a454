import type { Verdict } from '../../activities/verify-module.ts';
import { ApplicationFailure } from '@temporalio/workflow';
import { activities } from '../proxies.ts';
import type { ModuleRun } from './module-run.ts';

/** Verifies the module's head against its baseline. `step` names what is verified ('recipe', 'attempt-2'). */
export async function verify(run: ModuleRun, step: string): Promise<Verdict> {
  const { start, head } = run.view;
  if (start === undefined || head === undefined || run.baseline === undefined) {
    throw ApplicationFailure.nonRetryable('A module was to be verified before its baseline was measured.', 'Broken');
  }
  run.enter('verifying', `The tests run at the state after ${step.replace('-', ' ')}.`);
  return activities().sandbox.verifyModule.executeWithOptions({ summary: `verify: ${step.replace('-', ' ')}` }, [
    { ...run.step, start, commit: head, baseline: run.baseline, step, usage: run.view.usage },
  ]);
}
