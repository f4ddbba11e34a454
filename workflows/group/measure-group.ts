import { activities } from '../proxies.ts';
import type { GroupRun } from './group-run.ts';

/** Measures what the group's commands say where it starts; returns why that proves nothing. */
export async function measureGroup({ run, base }: GroupRun): Promise<string | undefined> {
  run.enter('baseline', "The group's commands are run as they are before the change.");
  const baseline = await activities().sandbox.measureBaseline.executeWithOptions(
    { summary: "baseline: the group's commands before the change" },
    [{ ...run.step, start: base }],
  );
  run.view.baseline = { tests: baseline.tests, failing: baseline.failing };
  run.baseline = baseline.baseline;
  return baseline.problem;
}
